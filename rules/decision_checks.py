"""Checks before a decision or measure is registered (ours, except the deadline's limits)."""

import datetime
from collections.abc import Iterator
from dataclasses import replace

from rules import legal_sources as act
from rules import reasons
from rules import register_choices as choices
from rules.code_lists import DecisionKind
from rules.date_limits import check_date_limits
from rules.deadlines import completion_deadline
from rules.early_decisions import check_participation
from rules.facts import CaseFacts, Decision, Measure, Termination
from rules.findings import Field, Finding, error, warning
from rules.legal_basis import rests_on
from rules.message import message
from rules.missing_facts import missing_for_start_deadline

PERMANENT_STOP_TIP = message(
    "Vedtak om permanent stans er i utgangspunktet kun aktuelt der det ikke oppnås enighet mellom "
    "kommunen og deltakeren, og det er kommunen som ønsker å stanse programmet, se juridisk "
    "veileder til integreringsloven §\N{NO-BREAK SPACE}18. Bestemmelsen gjelder ikke ved "
    "frivillig avslutning av programmet, eller der programmet avsluttes som følge av oppnådd "
    "sluttmål eller endt programtid"
)
"""The tip of the guide's section 7."""


LEAVE_TIP = message(
    "Fravær og fri som regnes sammen med permisjon, registreres også her. Ferie "
    "({holidays}) og de to selvvalgte høytidsdagene ({own}) registreres ikke: de forlenger ikke "
    "programmet",
    holidays=act.HOLIDAYS.text,
    own=act.OWN_HOLY_DAYS.text,
)
"""What to register as `Permisjon`, and what not; registering absence there is ours."""


def check_decision(
    facts: CaseFacts,
    decision: Decision,
    as_of: datetime.date,
    replaces: Decision | None = None,
    date_given: bool = True,
) -> tuple[Finding, ...]:
    """Return the findings against registering a decision, or against replacing another with it.

    If not `date_given`, `with_decision_date` filled in the date, and no warning says that an
    extension was decided late.
    """
    if replaces and replaces.annulled:
        return (error(Field.CASE, message("Vedtaket er opphevet og kan ikke endres")),)
    days = (Field.START, decision.start), (Field.END, decision.end), (Field.DATE, decision.date)
    implausible = tuple(check_date_limits(*days))
    if implausible:
        return implausible
    if not decision.kind.has_period:
        return tuple(_without_period(decision))
    return (
        *_check_period(decision),
        *_check_extension(facts, decision, as_of, replaces, date_given),
        *check_participation(facts, decision, replaces),
        *_check_readmission(facts, decision, replaces),
    )


def check_annulment(decision: Decision) -> tuple[Finding, ...]:
    """Return the findings against annulling a decision; it stays visible and counts for nothing."""
    if decision.annulled:
        return (error(Field.CASE, message("Vedtaket er allerede opphevet")),)
    return ()


def check_measure(measure: Measure) -> tuple[Finding, ...]:
    """Return the findings against registering a measure."""
    if measure.start is None:
        return (error(Field.START, message("Fra-dato må fylles ut")),)
    days = check_date_limits((Field.START, measure.start), (Field.END, measure.end))
    return (*days, *_backwards(measure.start, measure.end))


@rests_on(choices.OFFERED_WITHOUT_DATE)
def with_decision_date(
    decision: Decision, as_of: datetime.date, replaces: Decision | None = None
) -> Decision:
    """Return a decision with its decision date: the date given, else its from date (ours).

    With neither, a new decision gets today's date, and one that replaces another keeps its date.
    """
    otherwise = replaces.date if replaces else as_of
    return replace(decision, date=decision.effective_date or otherwise)


@rests_on(choices.LIFTED_BY_LATER_DECISION)
def is_readmission(facts: CaseFacts, decision: Decision, replaces: Decision | None = None) -> bool:
    """Whether a participation decision readmits a person who had moved or emigrated.

    A municipality has registered the termination, and the decision both starts and was made on its
    date or later. A decision that starts on the same day as the one it replaces readmits nobody.
    """
    termination = facts.active_by_municipality
    return (
        termination is not None
        and _starts_after(termination, decision, replaces)
        and termination.reason in (reasons.MOVED, reasons.EMIGRATED)
        and (decision.effective_date or datetime.date.max) >= termination.date
    )


def _starts_after(termination: Termination, decision: Decision, replaces: Decision | None) -> bool:
    """Whether a decision starts a participation on or after the date of a termination.

    A decision that replaces another counts only if it starts on another day.
    """
    moves = replaces is None or replaces.effective_start != decision.effective_start
    return (
        decision.kind is DecisionKind.PARTICIPATION
        and moves
        and decision.effective_start is not None
        and decision.effective_start >= termination.date
    )


def _without_period(decision: Decision) -> Iterator[Finding]:
    if decision.date is None:
        yield error(Field.DATE, message("Vedtaksdato må fylles ut"))
    if decision.start or decision.end:
        text = message("«{kind}» har bare vedtaksdato, ingen periode", kind=decision.kind.label)
        yield error(Field.START, text)


def _check_period(decision: Decision) -> Iterator[Finding]:
    if decision.start is None and decision.kind is not DecisionKind.EXTENSION:
        yield error(Field.START, message("Fra-dato må fylles ut"))
    yield from _backwards(decision.start, decision.end)


def _backwards(start: datetime.date | None, end: datetime.date | None) -> Iterator[Finding]:
    if start and end and end < start:
        text = message("Til-dato {end} er før fra-dato {start}", end=end, start=start)
        yield error(Field.END, text)


@rests_on(
    act.EXTENSION_UNTIL_2026,
    act.EXTENSION_OF_2026,
    act.MONTHS_VOCATIONAL,
    act.MONTHS_LACKS_UPPER_SECONDARY,
    act.MONTHS_HAS_UPPER_SECONDARY,
    choices.WARNINGS,
)
def _check_extension(
    facts: CaseFacts,
    decision: Decision,
    as_of: datetime.date,
    replaces: Decision | None,
    date_given: bool,
) -> Iterator[Finding]:
    """Check that an extension has an end and a deadline to extend, and is within the law's cap.

    Source: integreringsloven § 13 femte ledd before 2026, § 14 fjerde ledd from 2026.
    """
    if decision.kind is not DecisionKind.EXTENSION:
        return
    if decision.end is None:
        yield error(Field.END, message("Utvidet deltakelse må ha til-dato"))
    others = tuple(d for d in facts.decisions if replaces is None or d.id != replaces.id)
    without = completion_deadline(replace(facts, decisions=others), as_of)
    programme = without.programme if without else None
    if without is None or programme is None:
        lacking = missing_for_start_deadline(facts) or message("vedtak om deltakelse")
        text = message("Det er ingen frist å utvide: {lacking} mangler", lacking=lacking)
        yield error(Field.CASE, text)
        return
    if not programme.may_be_extended:
        text = message("Programmet kan ikke forlenges ({source})", source=programme.row.source.text)
        yield error(Field.CASE, text)
        return
    latest = programme.latest_extension(decision.effective_date or programme.base)
    if decision.end and decision.end > latest:
        text = message(
            "Programmet kan utvides til senest {latest}, ikke til {end}",
            latest=latest,
            end=decision.end,
        )
        yield error(Field.END, text)
    elif decision.end and _changes_nothing(facts, others, decision, without.day, as_of):
        text = message(
            "Fristen er {day} uten denne utvidelsen: den endrer ingenting", day=without.day
        )
        yield warning(Field.END, text)
    if date_given and decision.date and decision.date > without.day:
        text = message(
            "Utvidelsen er vedtatt {decided}, etter fristen {day}",
            decided=decision.date,
            day=without.day,
        )
        yield warning(Field.DATE, text)


def _changes_nothing(
    facts: CaseFacts,
    others: tuple[Decision, ...],
    decision: Decision,
    without: datetime.date,
    as_of: datetime.date,
) -> bool:
    """Whether the deadline is the same with an extension as without.

    The deadline is computed, because leave after the day of the decision may come on top.
    """
    tried = completion_deadline(replace(facts, decisions=(*others, decision)), as_of)
    return tried is None or tried.day <= without


def _check_readmission(
    facts: CaseFacts, decision: Decision, replaces: Decision | None
) -> Iterator[Finding]:
    termination = facts.active_by_municipality
    if termination is None or not _starts_after(termination, decision, replaces):
        return
    label, starts = reasons.REASONS[termination.reason].label, decision.effective_start
    if is_readmission(facts, decision, replaces):
        text = message(
            "Personen er avsluttet med «{reason}» {date}; deltakelse fra {start} sletter den "
            "avslutningen",
            reason=label,
            date=termination.date,
            start=starts,
        )
        yield warning(Field.START, text)
    else:
        text = message(
            "Personen er avsluttet med «{reason}» {date}; slett avslutningen før ny deltakelse "
            "fra {start} registreres",
            reason=label,
            date=termination.date,
            start=starts,
        )
        yield error(Field.START, text)

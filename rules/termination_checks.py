"""Which terminations a municipality may register, edit and delete (guide sections 6-10)."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rules import reasons
from rules import register_choices as choices
from rules.code_lists import Completeness, DecisionKind, Hours
from rules.current_items import become_not_current
from rules.date_limits import check_date_limits
from rules.deadlines import completion_deadline
from rules.facts import CaseFacts, Termination
from rules.findings import Field, Finding, error, errors, warning
from rules.hours import check_hours
from rules.legal_basis import rests_on
from rules.legal_sources import guide
from rules.message import Message, message

RUNS_PAST_WARNING = message(
    "Det er registrert vedtak/tiltak som fortsetter etter valgt avslutningsdato. "
    "Lagrer du denne avslutningsdatoen, vil tiltakene vises som ikke gjeldende."
)
"""The guide's own words, section 6."""

ENGINE_IS_SUPERSEDED = message(
    "En avslutning beregnet av regelmotor kan ikke redigeres eller slettes. "
    "Bruk «Legg til»: da slettes den av systemet."
)

ENGINE_IS_EDITED = message(
    "En avslutning beregnet av regelmotor kan ikke slettes. "
    "Flyttet, utvandret og død kan redigeres: bruk «Rediger»."
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A termination that a user proposes; None for a field that is not filled in."""

    reason: str | None
    date: datetime.date | None
    hours: Decimal | None = None


@rests_on(guide("8"))
def may_edit(termination: Termination) -> bool:
    """Whether it may be edited: a municipality's, or moved, emigrated, died (guide section 8)."""
    own = not termination.by_engine
    return not termination.deleted and (
        own or termination.reason in reasons.POPULATION_REGISTER_REASONS
    )


@rests_on(guide("8"), guide("9"))
def may_delete(termination: Termination) -> bool:
    """Whether it may be deleted: only if a municipality registered it (guide sections 8 and 9)."""
    return not termination.deleted and not termination.by_engine


@rests_on(guide("6"), guide("7"), guide("9"))
def check_registration(
    facts: CaseFacts, proposal: Proposal, as_of: datetime.date
) -> tuple[Finding, ...]:
    """Return the findings against registering a termination (`Legg til`): errors, then warnings."""
    standing = facts.active_by_municipality
    if standing:
        text = message(
            "Kommunen har allerede registrert «{reason}» {date}. Rediger den i stedet.",
            reason=reasons.REASONS[standing.reason].label,
            date=standing.date,
        )
        return (error(Field.CASE, text),)
    return _check_as_new(facts, proposal, as_of)


@rests_on(guide("8"), guide("10"))
def check_edit(facts: CaseFacts, proposal: Proposal, as_of: datetime.date) -> tuple[Finding, ...]:
    """Return the findings against an edit of the active termination."""
    active = facts.active
    if active is None:
        return (error(Field.CASE, message("Personen har ingen aktiv avslutning å redigere")),)
    if not may_edit(active):
        return (error(Field.CASE, ENGINE_IS_SUPERSEDED),)
    if is_unchanged(active, proposal):
        return ()
    if from_population_register(facts) and proposal.reason == active.reason:
        return _with_warnings(
            facts, proposal, as_of, tuple(_check_population_register_edit(facts, proposal, as_of))
        )
    return _check_as_new(facts, proposal, as_of)


def from_population_register(facts: CaseFacts) -> bool:
    """Whether the active termination is the engine's moved, emigrated or died, edited or not."""
    active = facts.active
    return (
        active is not None
        and active.reason in reasons.POPULATION_REGISTER_REASONS
        and (active.by_engine or facts.active_was_computed)
    )


@rests_on(guide("8"), guide("9"))
def check_delete(facts: CaseFacts) -> tuple[Finding, ...]:
    """Return the findings against deleting the active termination."""
    if facts.active is None:
        return (error(Field.CASE, message("Personen har ingen aktiv avslutning å slette")),)
    if not may_delete(facts.active):
        may = may_edit(facts.active)
        return (error(Field.CASE, ENGINE_IS_EDITED if may else ENGINE_IS_SUPERSEDED),)
    return ()


def is_unchanged(active: Termination, proposal: Proposal) -> bool:
    """Whether an edit would change nothing; then no new version is stored."""
    return (active.reason, active.date, active.hours) == (
        proposal.reason,
        proposal.date,
        proposal.hours,
    )


def hours_kept_by_edit(active: Termination, reason: str | None) -> Decimal | None:
    """Return the hours after an edit that gives none: the old ones, if the reason has hours."""
    known = reasons.REASONS.get(reason or "")
    return active.hours if known and known.hours is not Hours.NONE else None


@rests_on(guide("6"))
def allowed_period(
    facts: CaseFacts, as_of: datetime.date
) -> tuple[datetime.date, datetime.date] | None:
    """Return programme start and completion deadline, both inclusive (guide section 6)."""
    deadline, start = completion_deadline(facts, as_of), facts.programme_start
    return (start, deadline.day) if deadline and start else None


def proposed_date(facts: CaseFacts, as_of: datetime.date) -> datetime.date | None:
    """Return the most likely date: the engine's, else today or the nearest day allowed."""
    period = allowed_period(facts, as_of)
    if period is None:
        return None
    start, deadline = period
    engine_day = facts.active.date if facts.active and facts.active.by_engine else None
    if engine_day and start <= engine_day <= deadline:
        return engine_day
    return max(start, min(deadline, as_of))


def outside_programme(facts: CaseFacts, as_of: datetime.date) -> Message | None:
    """Return a message if a municipality's termination lies outside the programme, else None."""
    termination = facts.active_by_municipality
    if termination is None or from_population_register(facts) or facts.known is Completeness.REPORT:
        return None
    period = allowed_period(facts, as_of)
    if period is None and facts.first_participation is None:
        return message("Avslutningen {date} står uten vedtak om deltakelse", date=termination.date)
    if period is None:
        return message("Avslutningen {date} står uten sluttmål", date=termination.date)
    if period[0] <= termination.date <= period[1]:
        return None
    return message(
        "Avslutningsdatoen {date} er utenfor programmet ({start} - {deadline})",
        date=termination.date,
        start=period[0],
        deadline=period[1],
    )


def _check_as_new(
    facts: CaseFacts, proposal: Proposal, as_of: datetime.date
) -> tuple[Finding, ...]:
    found = (
        *_what_the_case_lacks(facts),
        *_check_date(facts, proposal, as_of),
        *_check_reason(proposal),
    )
    return _with_warnings(facts, proposal, as_of, found)


def _what_the_case_lacks(facts: CaseFacts) -> Iterator[Finding]:
    if facts.first_participation is None:
        text = message("Vedtak om deltakelse mangler; registrer vedtaket først")
        yield error(Field.CASE, text)
    if facts.lacks_goal:
        yield error(Field.CASE, message("Sluttmål mangler; registrer sluttmål først"))


def _check_date(facts: CaseFacts, proposal: Proposal, as_of: datetime.date) -> Iterator[Finding]:
    if proposal.date is None:
        yield error(Field.DATE, message("Avslutningsdato må fylles ut"))
        return
    period = allowed_period(facts, as_of)
    if period is None:
        return
    start, deadline = period
    if proposal.date < start:
        yield error(
            Field.DATE,
            message(
                "Avslutningsdatoen {date} er før programstart {start}",
                date=proposal.date,
                start=start,
            ),
        )
    if proposal.date > deadline:
        yield error(
            Field.DATE,
            message(
                "Avslutningsdatoen {date} er etter frist for gjennomføring {deadline}",
                date=proposal.date,
                deadline=deadline,
            ),
        )


def _check_reason(proposal: Proposal) -> Iterator[Finding]:
    if not proposal.reason:
        yield error(Field.REASON, message("Avslutningsårsak må fylles ut"))
        return
    reason = reasons.REASONS.get(proposal.reason)
    if reason is None:
        text = message("«{code}» er ikke en avslutningsårsak", code=proposal.reason)
        yield error(Field.REASON, text)
    elif not reason.municipality:
        text = message("«{label}» beregnes bare av regelmotor", label=reason.label)
        yield error(Field.REASON, text)
    else:
        yield from check_hours(reason, proposal.hours)


def _check_population_register_edit(
    facts: CaseFacts, proposal: Proposal, as_of: datetime.date
) -> Iterator[Finding]:
    """Check a new date of the engine's moved, emigrated or died: programme start to today."""
    start = facts.programme_start
    implausible = tuple(check_date_limits((Field.DATE, proposal.date)))
    if proposal.date is None:
        yield error(Field.DATE, message("Avslutningsdato må fylles ut"))
    elif implausible:
        yield from implausible
    elif proposal.date > as_of:
        text = message(
            "Avslutningsdatoen {date} er etter i dag, {today}", date=proposal.date, today=as_of
        )
        yield error(Field.DATE, text)
    elif start and proposal.date < start:
        text = message(
            "Avslutningsdatoen {date} er før programstart {start}", date=proposal.date, start=start
        )
        yield error(Field.DATE, text)
    yield from _check_reason(proposal)


def _with_warnings(
    facts: CaseFacts, proposal: Proposal, as_of: datetime.date, found: tuple[Finding, ...]
) -> tuple[Finding, ...]:
    """Add the warnings if there are no errors: beside an error they are of no use."""
    if errors(found) or proposal.date is None:
        return found
    return (*found, *_warnings(facts, proposal.date, as_of))


@rests_on(guide("6"), guide("8"), choices.FUTURE_DATE)
def _warnings(facts: CaseFacts, day: datetime.date, as_of: datetime.date) -> Iterator[Finding]:
    """Yield the warnings about the date of a termination."""
    if day > as_of:
        text = message(
            "Avslutningsdatoen {date} er fram i tid, i dag er {today}", date=day, today=as_of
        )
        yield warning(Field.DATE, text)
    starts = [
        d.effective_start
        for d in facts.decisions_in_force(DecisionKind.PARTICIPATION)
        if d.effective_start
    ]
    stops = [
        stop.effective_date
        for stop in facts.decisions_in_force(DecisionKind.PERMANENT_STOP)
        if stop.effective_date and not any(start > stop.effective_date for start in starts)
    ]
    if stops and day > min(stops):
        text = message(
            "Avslutningsdatoen {date} er etter vedtak om permanent stans {stop}",
            date=day,
            stop=min(stops),
        )
        yield warning(Field.DATE, text)
    if become_not_current(facts, day):
        yield warning(Field.DATE, RUNS_PAST_WARNING)

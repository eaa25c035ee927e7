"""Participation decided after the start deadline (§ 8), or before an end that it starts after.

An end is a move, an emigration, a permanent stop or a rejection of the programme.
"""

from collections.abc import Iterator
from datetime import date

from rules import legal_sources as act
from rules import register_choices as choices
from rules.code_lists import DecisionKind, EventKind
from rules.deadlines import start_deadline
from rules.facts import CaseFacts, Decision
from rules.findings import Field, Finding, warning
from rules.legal_basis import rests_on
from rules.message import Message, message

_ENDS = {
    EventKind.MOVED: message("flyttingen"),
    EventKind.EMIGRATED: message("utvandringen"),
    DecisionKind.PERMANENT_STOP: message("permanent stans"),
    DecisionKind.REJECTION: message("avvisningen av program"),
}


@rests_on(act.START_DEADLINE, choices.WARNINGS)
def check_participation(
    facts: CaseFacts, decision: Decision, replaces: Decision | None
) -> Iterator[Finding]:
    """Yield the warnings about a participation decision that is being registered."""
    decided = decision.effective_date
    if decision.kind is not DecisionKind.PARTICIPATION or decided is None:
        return
    others = [
        other
        for other in facts.decisions_in_force(DecisionKind.PARTICIPATION)
        if replaces is None or other.id != replaces.id
    ]
    deadline = start_deadline(facts)
    if not others and deadline and decided > deadline.day:
        text = message(
            "Vedtaket er datert {decided}, etter fristen for oppstart {day}",
            decided=decided,
            day=deadline.day,
        )
        yield warning(Field.DATE, text)
    for what, day in ends_decided_ahead_of(facts, decision):
        yield warning(Field.DATE, _ahead(decision, what, day))


def decided_ahead_lines(facts: CaseFacts) -> tuple[Message, ...]:
    """Name each participation decided before an end, and which decision would lift that end."""
    return tuple(
        _ahead(decision, what, day)
        for decision in facts.decisions_in_force(DecisionKind.PARTICIPATION)
        for what, day in ends_decided_ahead_of(facts, decision)
    )


def _ahead(decision: Decision, what: Message, day: date) -> Message:
    return message(
        "Deltakelsen fra {start} er vedtatt {decided}, før {what} {day}, og opphever ikke dette; "
        "det gjør {remedy}",
        start=decision.effective_start,
        decided=decision.effective_date,
        what=what,
        day=day,
        remedy=remedy(what, day),
    )


def remedy(end: Message, day: date) -> Message:
    """Describe the decision that lifts an end; after a stop or rejection it must start later."""
    if end in (_ENDS[DecisionKind.PERMANENT_STOP], _ENDS[DecisionKind.REJECTION]):
        return message("et vedtak fattet {day} eller senere, med oppstart etter {day}", day=day)
    return message("et vedtak fattet {day} eller senere", day=day)


@rests_on(choices.LIFTED_BY_LATER_DECISION)
def decided_ahead(facts: CaseFacts, end: date) -> Decision | None:
    """Return the participation that starts on or after an end, but was decided before it (ours).

    Of several, return the one that starts first.
    """
    found = [
        d
        for d in facts.decisions_in_force(DecisionKind.PARTICIPATION)
        if d.effective_start and d.effective_date and d.effective_date < end <= d.effective_start
    ]
    return min(found, key=lambda d: d.effective_start or date.max, default=None)


@rests_on(choices.LIFTED_BY_LATER_DECISION)
def ends_decided_ahead_of(facts: CaseFacts, decision: Decision) -> list[tuple[Message, date]]:
    """Return the ends that a participation starts on or after, but was decided before (ours).

    Periods are often decided in advance. A decision made before an end does not lift it.
    """
    starts, decided = decision.effective_start, decision.effective_date
    if starts is None or decided is None:
        return []
    days = [(_ENDS[event.kind], event.date) for event in facts.events if event.kind in _ENDS]
    for kind in (DecisionKind.PERMANENT_STOP, DecisionKind.REJECTION):
        days += [
            (_ENDS[kind], end.effective_date)
            for end in facts.decisions_in_force(kind)
            if end.effective_date
        ]
    return [(what, day) for what, day in days if decided < day <= starts]

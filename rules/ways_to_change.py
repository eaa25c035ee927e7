"""What would change the engine's answer: a registration, a later day, or another fact."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rules import reasons
from rules.change_dates import change_dates
from rules.code_lists import Completeness, DecisionKind
from rules.deadlines import completion_deadline
from rules.engine import Computation, Computed, compute
from rules.facts import CaseFacts, Decision
from rules.grounds import Ground
from rules.message import Message, cite, message
from rules.missing_facts import missing_for_start_deadline


@dataclass(frozen=True, slots=True)
class PossibleChange:
    """One thing that would change the answer, and the day it depends on."""

    text: Message
    date: datetime.date | None = None


def what_changes(facts: CaseFacts, computation: Computation) -> tuple[PossibleChange, ...]:
    """Return what would change a computation, nearest first."""
    if facts.known is Completeness.REPORT:
        return ()
    return (
        *_without_municipalitys(facts, computation),
        *_missing(facts, computation),
        *_decided_since(computation),
        *_registration(facts, computation),
        *_extension(facts, computation),
        *_time(facts, computation),
        *_otherwise(computation),
    )


def _without_municipalitys(facts: CaseFacts, computation: Computation) -> Iterator[PossibleChange]:
    if computation.silenced_by:
        answer = compute(replace(facts, active=None), computation.as_of).computed
        text = message("Slettes kommunens avslutning: {answer}", answer=in_words(answer))
        yield PossibleChange(text, answer.date if answer else None)


def _missing(facts: CaseFacts, computation: Computation) -> Iterator[PossibleChange]:
    lacking, deciding = missing_for_start_deadline(facts), computation.deciding
    decides = deciding is None or deciding.reason == reasons.START_DEADLINE_EXPIRED
    if lacking and decides and not computation.silenced_by:
        text = message(
            "Registreres {lacking}, gjelder frist for gjennomføring i stedet for frist for "
            "oppstart",
            lacking=lacking,
        )
        yield PossibleChange(text)


def _registration(facts: CaseFacts, computation: Computation) -> Iterator[PossibleChange]:
    deadline, start = computation.deadline, facts.programme_start
    if deadline is None or start is None or computation.silenced_by:
        return
    text = message(
        "Kommunen kan når som helst registrere en avslutning datert fra {start} til {deadline}; da "
        "beregnes ingen",
        start=start,
        deadline=deadline.day,
    )
    yield PossibleChange(text, deadline.day)


def _extension(facts: CaseFacts, computation: Computation) -> Iterator[PossibleChange]:
    deadline, as_of = computation.deadline, computation.as_of
    programme = deadline.programme if deadline else None
    if deadline is None or programme is None:
        return
    if not programme.may_be_extended:
        text = message("Programmet kan ikke forlenges ({source})", source=programme.row.source.text)
        yield PossibleChange(text)
        return
    latest = programme.latest_extension(as_of)
    longest = Decision(DecisionKind.EXTENSION, as_of, end=latest)
    tried = completion_deadline(replace(facts, decisions=(*facts.decisions, longest)), as_of)
    values = {"as_of": as_of, "latest": latest, "deadline": deadline.day}
    if tried is None or tried.day <= deadline.day:
        text = message("Fristen {deadline} er så sen som loven gir", **values)
    elif as_of > deadline.day:
        text = message(
            "En utvidelse vedtatt {as_of}, etter fristen {deadline}, kan gå til senest {latest}",
            **values,
        )
    else:
        text = message("En utvidelse vedtatt {as_of} kan gå til senest {latest}", **values)
    yield PossibleChange(text, latest)


def _decided_since(computation: Computation) -> Iterator[PossibleChange]:
    """Yield how a later participation would lift each ground that holds and can be lifted."""
    grounds = sorted(computation.grounds, key=lambda g: g.date or datetime.date.max)
    for ground in grounds:
        remedy = _REMEDIES.get(ground.reason)
        if remedy and ground.holds and ground.date:
            values = ("day", ground.date), ("reason", _label(ground.reason))
            yield PossibleChange(Message(remedy, values), ground.date)


_AFTER_AN_EVENT = cite("Deltakelse som begynner og vedtas {day} eller senere, opphever «{reason}»")
_AFTER_A_STOP = cite(
    "Deltakelse som begynner etter {day} og vedtas {day} eller senere, opphever «{reason}»"
)
_REMEDIES = {
    reasons.MOVED: _AFTER_AN_EVENT,
    reasons.EMIGRATED: _AFTER_AN_EVENT,
    reasons.REJECTED: _AFTER_A_STOP,
    reasons.PERMANENT_STOP: _AFTER_A_STOP,
}


def _time(facts: CaseFacts, computation: Computation) -> Iterator[PossibleChange]:
    for day in sorted(day for day in change_dates(facts) if day > computation.as_of):
        answer = compute(facts, day).computed
        if answer != computation.computed:
            text = message(
                "Fra {day}, om ingenting registreres: {answer}", day=day, answer=in_words(answer)
            )
            yield PossibleChange(text, day)
            return
    if not computation.silenced_by:
        yield PossibleChange(message("At tida går, endrer ikke svaret"))


def _otherwise(computation: Computation) -> Iterator[PossibleChange]:
    """Yield the ground that would decide if the deciding one did not hold."""
    deciding, other = computation.deciding, next_ground(computation)
    if deciding and other:
        text = message(
            "Uten «{reason}»: «{other}» {day}",
            reason=_label(deciding.reason),
            other=_label(other.reason),
            day=other.date,
        )
        yield PossibleChange(text, other.date)


def next_ground(computation: Computation) -> Ground | None:
    """Return the earliest ground that holds besides the deciding one."""
    others = [g for g in computation.grounds if g.holds and g is not computation.deciding]
    return min(others, key=lambda g: g.date or datetime.date.max, default=None)


def in_words(computed: Computed | None) -> Message:
    """Return the computed termination, or none, as part of a sentence."""
    if computed is None:
        return message("regelmotoren beregner ingen avslutning")
    return message(
        "regelmotoren beregner «{reason}» {day}", reason=_label(computed.reason), day=computed.date
    )


def _label(reason: str) -> Message:
    return message(reasons.REASONS[reason].label)

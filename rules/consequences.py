"""What a change will do, in one line, told before it is saved (`Etter lagring: …`) (ours)."""

import datetime
from dataclasses import replace

from rules import codes
from rules.deadlines import completion_deadline
from rules.engine import Reconciliation, compute, reconcile
from rules.facts import CaseFacts, Decision, Termination
from rules.programme import Known
from rules.registration import outside_programme
from rules.sentence import Sentence, say


def with_termination(facts: CaseFacts, termination: Termination | None) -> CaseFacts:
    """The facts as they are with another active termination, or with none."""
    return replace(facts, active=termination)


def with_decision(
    facts: CaseFacts, decision: Decision, replaces: Decision | None = None
) -> CaseFacts:
    """The facts as they are with one more decision, or with one in another's place."""
    others = tuple(d for d in facts.decisions if d is not replaces)
    return replace(facts, decisions=(*others, decision))


def aftermath(before: CaseFacts, after: CaseFacts, as_of: datetime.date) -> tuple[Sentence, ...]:
    """Tell what stands after a change: the termination, then the deadline where it moves.

    One known from a NIR report only may be a full case then: the engine looks at it from now on.
    """
    if after.becomes_full:
        after = replace(after, known=Known.FULL)
    told = [_termination(before, after, as_of)]
    deadline_before, deadline = (
        completion_deadline(before, as_of),
        completion_deadline(after, as_of),
    )
    if deadline and (deadline_before is None or deadline_before.day != deadline.day):
        told.append(say("frist for gjennomføring blir {deadline}", deadline=deadline.day))
    if deadline_before and deadline is None:
        told.append(say("personen får ingen frist for gjennomføring"))
    if outside_programme(after, as_of) and not outside_programme(before, as_of):
        told.append(say("avslutningen passer da ikke lenger"))
    return tuple(told)


def _termination(before: CaseFacts, after: CaseFacts, as_of: datetime.date) -> Sentence:
    registered = after.active_by_municipality
    if registered and registered is not before.active:
        return _superseded(before.active)
    steps = reconcile(compute(after, as_of), after.active)
    if before.active_by_municipality and after.active is None:
        return _deleted(before.active_by_municipality, steps)
    return _reconciled(steps, after.active)


def _superseded(active: Termination | None) -> Sentence:
    if active is None:
        return say("personen vises som avsluttet")
    if active.by_engine:
        return say("regelmotorens «{reason}» slettes", reason=_label(active.reason))
    return say("den gamle versjonen står i historikken")


def _deleted(active: Termination, steps: Reconciliation) -> Sentence:
    if steps.add is None:
        return say("«{reason}» slettes, ingen avslutning står igjen", reason=_label(active.reason))
    return say(
        "«{reason}» slettes, regelmotoren avslutter med «{new}» {date}",
        reason=_label(active.reason),
        new=_label(steps.add.reason),
        date=steps.add.date,
    )


def _reconciled(steps: Reconciliation, active: Termination | None) -> Sentence:
    if steps.withdraw and steps.add and steps.withdraw.reason == steps.add.reason:
        return say(
            "regelmotorens «{reason}» får datoen {date}",
            reason=_label(steps.add.reason),
            date=steps.add.date,
        )
    if steps.withdraw and steps.add:
        return say(
            "regelmotorens «{reason}» erstattes av «{new}» {date}",
            reason=_label(steps.withdraw.reason),
            new=_label(steps.add.reason),
            date=steps.add.date,
        )
    if steps.withdraw:
        return say(
            "regelmotorens «{reason}» slettes, ingen avslutning står igjen",
            reason=_label(steps.withdraw.reason),
        )
    if steps.add:
        return say(
            "regelmotoren avslutter med «{new}» {date}",
            new=_label(steps.add.reason),
            date=steps.add.date,
        )
    return say("avslutningen endres ikke") if active else say("fortsatt ingen avslutning")


def _label(reason: str) -> str:
    return codes.REASONS[reason].label

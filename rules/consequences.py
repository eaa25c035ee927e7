"""The consequences of a change, shown in one line before saving (`Etter lagring: …`) (ours)."""

import datetime
from dataclasses import replace

from rules import reasons
from rules.code_lists import Completeness
from rules.deadlines import completion_deadline
from rules.engine import Reconciliation, compute, reconcile
from rules.facts import CaseFacts, Decision, Termination
from rules.message import Message, message
from rules.termination_checks import outside_programme


def with_termination(facts: CaseFacts, termination: Termination | None) -> CaseFacts:
    """Return the facts with another active termination, or with none."""
    return replace(facts, active=termination)


def with_decision(
    facts: CaseFacts, decision: Decision, replaces: Decision | None = None
) -> CaseFacts:
    """Return the facts with one more decision, which may replace another."""
    others = tuple(d for d in facts.decisions if d is not replaces)
    return replace(facts, decisions=(*others, decision))


def consequences_of_change(
    before: CaseFacts, after: CaseFacts, as_of: datetime.date
) -> tuple[Message, ...]:
    """Describe the effect of a change: on the termination, then on the deadline if it moves.

    The change may complete a case known from a NIR report only. The engine then computes it.
    """
    if after.becomes_full:
        after = replace(after, known=Completeness.FULL)
    lines = [_termination(before, after, as_of)]
    deadline_before, deadline = (
        completion_deadline(before, as_of),
        completion_deadline(after, as_of),
    )
    if deadline and (deadline_before is None or deadline_before.day != deadline.day):
        lines.append(message("frist for gjennomføring blir {deadline}", deadline=deadline.day))
    if deadline_before and deadline is None:
        lines.append(message("personen får ingen frist for gjennomføring"))
    if outside_programme(after, as_of) and not outside_programme(before, as_of):
        lines.append(message("avslutningen passer da ikke lenger"))
    return tuple(lines)


def _termination(before: CaseFacts, after: CaseFacts, as_of: datetime.date) -> Message:
    registered = after.active_by_municipality
    if registered and registered is not before.active:
        return _superseded(before.active)
    steps = reconcile(compute(after, as_of), after.active)
    if before.active_by_municipality and after.active is None:
        return _deleted(before.active_by_municipality, steps)
    return _reconciled(steps, after.active)


def _superseded(active: Termination | None) -> Message:
    if active is None:
        return message("personen vises som avsluttet")
    if active.by_engine:
        return message("regelmotorens «{reason}» slettes", reason=_label(active.reason))
    return message("den gamle versjonen står i historikken")


def _deleted(active: Termination, steps: Reconciliation) -> Message:
    if steps.add is None:
        return message(
            "«{reason}» slettes, ingen avslutning står igjen", reason=_label(active.reason)
        )
    return message(
        "«{reason}» slettes, regelmotoren avslutter med «{new}» {date}",
        reason=_label(active.reason),
        new=_label(steps.add.reason),
        date=steps.add.date,
    )


def _reconciled(steps: Reconciliation, active: Termination | None) -> Message:
    if steps.withdraw and steps.add and steps.withdraw.reason == steps.add.reason:
        return message(
            "regelmotorens «{reason}» får datoen {date}",
            reason=_label(steps.add.reason),
            date=steps.add.date,
        )
    if steps.withdraw and steps.add:
        return message(
            "regelmotorens «{reason}» erstattes av «{new}» {date}",
            reason=_label(steps.withdraw.reason),
            new=_label(steps.add.reason),
            date=steps.add.date,
        )
    if steps.withdraw:
        return message(
            "regelmotorens «{reason}» slettes, ingen avslutning står igjen",
            reason=_label(steps.withdraw.reason),
        )
    if steps.add:
        return message(
            "regelmotoren avslutter med «{new}» {date}",
            new=_label(steps.add.reason),
            date=steps.add.date,
        )
    return message("avslutningen endres ikke") if active else message("fortsatt ingen avslutning")


def _label(reason: str) -> str:
    return reasons.REASONS[reason].label

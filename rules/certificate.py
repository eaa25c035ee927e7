"""The participant's certificate (`deltakerbevis`): what it says of a programme that has ended."""

import datetime
from dataclasses import dataclass, replace

from rules import legal_sources as act
from rules import register_choices as choices
from rules.code_lists import Completeness, DecisionKind, Goal, Group
from rules.facts import CaseFacts, Measure
from rules.findings import Field, Finding, error
from rules.leave import Period
from rules.legal_basis import rests_on
from rules.message import message
from rules.reasons import REASONS

_SAID = (Group.WORK, Group.WORK_AND_EDUCATION, Group.HIGHER_EDUCATION, Group.UPPER_SECONDARY)
"""The groups of reasons that say what the participant went on to."""
_ALSO_SAID = ("grunnskole", "arbeidsmarkedstiltak", "kvalifiserende-tiltak")
"""The reasons of other groups that do so too."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says; `start` is None where only a NIR report tells of the person.

    `went_on_to`: the code of the reason, where it is work, education or a measure.
    """

    start: datetime.date | None
    end: datetime.date
    goal: Goal | None
    leaves: tuple[Period, ...]
    measures: tuple[Measure, ...]
    went_on_to: str | None


@rests_on(act.CERTIFICATE)
def check_certificate(facts: CaseFacts) -> tuple[Finding, ...]:
    """Refuse a certificate for a programme that was not begun, or has not ended."""
    active, start = facts.active, facts.programme_start
    if active is None:
        text = message("Programmet er ikke avsluttet: deltakerbevis gis når det er det")
        return (error(Field.CASE, text),)
    is_unknown = facts.known is Completeness.REPORT
    if not is_unknown and (start is None or start > active.date):
        text = message("Personen har ikke begynt i et program som kan bevitnes")
        return (error(Field.CASE, text),)
    return ()


@rests_on(act.CERTIFICATE, choices.CERTIFICATE_IS_SILENT)
def certificate(facts: CaseFacts) -> Certificate:
    """Return what the certificate says: nothing of health, nor of why somebody was stopped (ours).

    Leave and measures end with the programme, the oldest come first. Raises ValueError where
    `check_certificate` refuses.
    """
    active = facts.active
    if active is None or check_certificate(facts):
        raise ValueError("no programme that has ended")
    end = active.date
    leaves = [
        (leave.effective_start, min(leave.end or end, end))
        for leave in facts.decisions_in_force(DecisionKind.LEAVE)
        if leave.effective_start
    ]
    reason = REASONS[active.reason]
    is_said = reason.group in _SAID or reason.code in _ALSO_SAID
    begun = [
        replace(measure, end=min(measure.end or end, end))
        for measure in facts.measures
        if measure.start is None or measure.start <= end
    ]
    return Certificate(
        facts.programme_start,
        end,
        facts.goal,
        tuple(sorted((first, last) for first, last in leaves if first <= last)),
        tuple(sorted(begun, key=lambda m: (m.start or datetime.date.min, m.id or 0))),
        reason.code if is_said else None,
    )

"""The status of a person in the list of persons, and the next deadline."""

from datetime import date

from rules import register_choices as choices
from rules.code_lists import Completeness, Status
from rules.deadlines import Deadline
from rules.engine import needs_correction
from rules.facts import CaseFacts
from rules.legal_basis import rests_on


@rests_on(choices.STATUS)
def status(facts: CaseFacts) -> Status:
    """Return the first status that fits (ours): ended, then what is missing, then under way."""
    if needs_correction(facts):
        return Status.NEEDS_CORRECTION
    if facts.active:
        return Status.ENDED
    if facts.first_participation is None:
        return Status.LACKS_DECISION
    return Status.LACKS_GOAL if facts.lacks_goal else Status.UNDER_WAY


@rests_on(choices.STATUS)
def next_deadline(
    facts: CaseFacts, start: Deadline | None, completion: Deadline | None
) -> date | None:
    """Return the start deadline until decision and end goal exist, else the completion one (ours).

    For a person known from a NIR report only it is the reported deadline.
    """
    lacks = facts.lacks_goal or facts.first_participation is None
    deadline = start if lacks and facts.known is not Completeness.REPORT else completion
    return deadline.day if deadline else None

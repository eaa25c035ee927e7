"""Where a person stands: the status in the list of persons, and the deadline that comes next."""

from datetime import date

from rules import register_choices as choices
from rules.code_lists import Completeness, Status
from rules.deadlines import Deadline
from rules.engine import needs_correction
from rules.facts import CaseFacts
from rules.rests_on import rests_on


@rests_on(choices.STATUS)
def status(facts: CaseFacts) -> Status:
    """The first status that fits (ours): ended, before what is lacking, before under way."""
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
    """The start deadline while decision or end goal lacks, else the completion deadline (ours).

    Of a person known from a NIR report only it is the reported one.
    """
    lacks = facts.lacks_goal or facts.first_participation is None
    deadline = start if lacks and facts.known is not Completeness.REPORT else completion
    return deadline.day if deadline else None

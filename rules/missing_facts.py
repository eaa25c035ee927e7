"""What must be registered by the start deadline (guide section 3), and is missing."""

from rules.facts import CaseFacts
from rules.message import Message, message


def missing_for_start_deadline(facts: CaseFacts) -> Message | None:
    """Name the registrations missing for the start deadline; None if nothing is missing."""
    lacks_decision = facts.first_participation is None
    if lacks_decision and facts.lacks_goal:
        return message("vedtak om deltakelse og sluttmål")
    if lacks_decision:
        return message("vedtak om deltakelse")
    return message("sluttmål") if facts.lacks_goal else None

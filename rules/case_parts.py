"""The parts of a case that the list of persons is filtered by: what a person has, and has not."""

from rules import register_choices as choices
from rules.code_lists import CasePart
from rules.deadlines import open_leaves
from rules.facts import CaseFacts
from rules.legal_basis import rests_on


@rests_on(choices.WITH_AND_WITHOUT, choices.LEAVE_WITHOUT_END)
def case_parts(facts: CaseFacts) -> frozenset[CasePart]:
    """Return what a case has: only what counts, so no annulled decision and no deleted row (ours).

    A decision is one on participation.
    """
    found = {
        CasePart.DECISION: facts.first_participation,
        CasePart.GOAL: facts.goal,
        CasePart.MEASURE: facts.measures,
        CasePart.TERMINATION: facts.active,
        CasePart.OPEN_LEAVE: open_leaves(facts),
    }
    return frozenset(part for part, present in found.items() if present)

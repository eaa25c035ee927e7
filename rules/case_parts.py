"""The parts of a case that the list of persons is filtered by: what a person has, and has not."""

from collections.abc import Callable
from operator import attrgetter

from rules import register_choices as choices
from rules.code_lists import CasePart
from rules.deadlines import open_leaves
from rules.facts import CaseFacts
from rules.legal_basis import rests_on

_HELD: tuple[tuple[CasePart, Callable[[CaseFacts], object]], ...] = (
    (CasePart.DECISION, attrgetter("first_participation")),
    (CasePart.GOAL, attrgetter("goal")),
    (CasePart.MEASURE, attrgetter("measures")),
    (CasePart.TERMINATION, attrgetter("active")),
    (CasePart.OPEN_LEAVE, open_leaves),
)
"""Each part, with what returns it from the facts of a case: something, or nothing."""


@rests_on(choices.WITH_AND_WITHOUT, choices.LEAVE_WITHOUT_END)
def case_parts(facts: CaseFacts) -> tuple[CasePart, ...]:
    """Return what a case has: only what counts, so no annulled decision and no deleted row (ours).

    A decision is one on participation.
    """
    return tuple([part for part, held_by in _HELD if held_by(facts)])

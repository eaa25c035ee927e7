"""What a case has: with and without a decision, an end goal, a measure, a termination.

Source: NIR's own choices in the list of persons; what counts is a choice of the register.
"""

from dataclasses import replace

import pytest

from rules.case_parts import case_parts
from rules.code_lists import CasePart, DecisionKind
from rules.facts import CaseFacts
from tests.rules.build import computed, decided, facts, leave, measure, participation

BEGUN = participation("01.02.2024")
ANNULLED = replace(BEGUN, annulled=True)
DECISION, GOAL, MEASURE, TERMINATION, OPEN_LEAVE = CasePart


@pytest.mark.parametrize(
    ("case", "parts"),
    [
        (facts(goal=None), set()),
        (facts(), {GOAL}),
        (facts(BEGUN), {DECISION, GOAL}),
        (facts(BEGUN, ANNULLED, goal=None), {DECISION}),
        (facts(ANNULLED), {GOAL}),
        (facts(decided(DecisionKind.REJECTION, "01.02.2024"), goal=None), set()),
        (facts(measure("01.03.2024", None), goal=None), {MEASURE}),
        (facts(BEGUN, leave("01.03.2024", "02.03.2024")), {DECISION, GOAL}),
        (facts(BEGUN, leave("01.03.2024", None)), {DECISION, GOAL, OPEN_LEAVE}),
        (facts(active=computed("flyttet", "01.03.2025"), goal=None), {TERMINATION}),
    ],
)
def test_what_a_case_has(case: CaseFacts, parts: set[CasePart]) -> None:
    assert set(case_parts(case)) == parts

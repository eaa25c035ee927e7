"""Which set of rules applies to a programme: by the day of its offer and the day computed for."""

import pytest

from rules.code_lists import Goal, Law
from rules.durations import FORMAL_EDUCATION, applicable, duration, law_days, regimes_for
from tests.rules.build import day

NEW, OLD = Law.INTEGRERINGSLOVEN, Law.INTRODUKSJONSLOVEN
FORMAL, LACKS, HAS = Goal.PARTS_OF_UPPER_SECONDARY, Goal.PRIMARY_SCHOOL, Goal.HIGHER_EDUCATION

ROWS = [
    # goal, offered, as of, months and months of extension (integreringsforskriften §§ 75-76)
    (FORMAL, "31.12.2024", "01.06.2026", (24, 12)),
    (FORMAL, "01.01.2025", "31.12.2025", (24, 12)),
    (FORMAL, "01.01.2025", "01.01.2026", (36, 12)),
    (FORMAL, "01.01.2025", "01.06.2026", (36, 12)),
    (LACKS, "31.12.2025", "01.06.2026", (24, 12)),
    (LACKS, "01.01.2026", "31.12.2025", (24, 12)),
    (LACKS, "01.01.2026", "01.01.2026", (24, 0)),
    (LACKS, "02.01.2026", "02.01.2026", (24, 0)),
    (HAS, "31.12.2025", "01.06.2026", (6, 6)),
    (HAS, "01.01.2026", "31.12.2025", (6, 6)),
    (HAS, "01.01.2026", "01.01.2026", (12, 0)),
    (HAS, "02.01.2026", "01.06.2026", (12, 0)),
]


@pytest.mark.parametrize(("goal", "offered", "as_of", "months"), ROWS)
def test_the_row_goes_by_the_offer_and_by_the_day_that_is_asked_about(
    goal: Goal, offered: str, as_of: str, months: tuple[int, int]
) -> None:
    row = duration(NEW, goal, day(offered), day(as_of))
    assert row is not None and (row.months, row.extension) == months
    found = applicable(NEW, goal, day(offered), day(as_of))
    assert found is not None and found[1] is row and found[0].law is NEW


def test_without_a_goal_only_introduksjonsloven_has_a_row() -> None:
    assert duration(NEW, None, day("01.01.2026"), day("01.06.2026")) is None
    assert law_days(NEW, None, day("01.01.2026")) == ()
    old = duration(OLD, None, day("01.01.2026"), day("01.06.2026"))
    assert old is not None and (old.months, old.extension) == (24, 12)


def test_formal_education_is_four_goals() -> None:
    """Completing upper secondary (both), vocational training, parts of upper secondary."""
    assert {goal.value for goal in FORMAL_EDUCATION} == {
        "fullfore-vgo-under-25",
        "fullfore-vgo-over-25",
        "fullfore-fagopplaring",
        "deler-av-vgo",
    }


@pytest.mark.parametrize("goal", Goal)
def test_each_goal_has_two_sets_of_rules_of_which_the_later_is_of_2026(goal: Goal) -> None:
    """The later set covers formal education offered from 2025, and other goals from 2026."""
    before, later = regimes_for(NEW, goal)
    assert (later.applies_from, before.law, later.law) == (day("01.01.2026"), NEW, NEW)
    first = "01.01.2025" if goal in FORMAL_EDUCATION else "01.01.2026"
    assert later.offered_from == day(first)
    assert law_days(NEW, goal, day(first)) == (before.applies_from, day("01.01.2026"))
    assert len(law_days(NEW, goal, day("31.12.2024"))) == 1

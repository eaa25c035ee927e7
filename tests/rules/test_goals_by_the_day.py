"""End goals: the law and the age on the day of the offer, and the birthday that ends `under 25`."""

import pytest

from rules.code_lists import Goal
from rules.goal_checks import check_goal
from tests.rules.build import day, facts, participation

AGED = [
    # born, goal, offered, whether it gives a warning: over 55 on the day of the offer, from 2026
    ("01.02.1990", Goal.HIGHER_EDUCATION, "01.02.2026", False),
    ("01.02.1971", Goal.HIGHER_EDUCATION, "01.02.2026", False),
    ("01.02.1970", Goal.HIGHER_EDUCATION, "01.02.2026", True),
    ("01.01.1970", Goal.HIGHER_EDUCATION, "01.01.2026", True),
    ("01.01.1960", Goal.HIGHER_EDUCATION, "31.12.2025", False),
    ("01.02.1960", Goal.WORK_HAS_UPPER_SECONDARY, "01.02.2026", False),
    (None, Goal.HIGHER_EDUCATION, "01.02.2026", False),
    (None, Goal.PRIMARY_SCHOOL, "01.01.2026", True),
    (None, Goal.PRIMARY_SCHOOL, "31.12.2025", False),
    (None, Goal.REQUALIFICATION, "31.12.2025", True),
    (None, Goal.REQUALIFICATION, "01.01.2026", False),
]


@pytest.mark.parametrize(("born", "goal", "offered", "warned"), AGED)
def test_a_goal_goes_by_the_law_of_the_offer_and_the_age_that_day(
    born: str | None, goal: Goal, offered: str, warned: bool
) -> None:
    case = facts(participation(offered), born=day(born) if born else None)
    assert [one.is_warning for one in check_goal(case, goal, day(offered))] == [True] * warned


@pytest.mark.parametrize(
    ("born", "on", "warned"),
    [
        ("10.06.2000", "09.06.2025", False),
        ("10.06.2000", "10.06.2025", True),
        ("10.06.2000", "11.06.2025", True),
        ("10.06.2000", "31.12.2030", True),
        ("10.06.2000", None, False),
        (None, "10.06.2030", False),
    ],
)
def test_under_25_ends_on_the_birthday(born: str | None, on: str | None, warned: bool) -> None:
    case = facts(born=day(born) if born else None)
    found = check_goal(case, Goal.UPPER_SECONDARY_UNDER_25, day(on) if on else None)
    assert [one.is_warning for one in found] == [True] * warned
    other = check_goal(case, Goal.UPPER_SECONDARY_OVER_25, day(on) if on else None)
    assert other == ()


def test_a_day_that_cannot_be_is_refused_with_a_goal_and_without() -> None:
    for goal in (None, Goal.HIGHER_EDUCATION, Goal.UPPER_SECONDARY_UNDER_25):
        [found] = check_goal(facts(born=day("10.06.2000")), goal, day("01.01.2101"))
        assert not found.is_warning and "ikke mellom" in str(found.text)
    assert check_goal(facts(), None, day("31.12.2100")) == ()


def test_without_a_goal_nothing_is_warned_of_whatever_the_age() -> None:
    assert check_goal(facts(participation("01.02.2026"), born=day("01.02.1960")), None) == ()

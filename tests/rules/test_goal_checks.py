"""The warnings about a goal when it is set: a table of cases from the domain page (ours)."""

from dataclasses import replace
from datetime import date

import pytest

from rules.code_lists import Goal, Law
from rules.facts import CaseFacts
from rules.goal_checks import age_on, check_goal
from tests.rules.build import day, facts, participation

UNDER_25, SCHOOL = Goal.UPPER_SECONDARY_UNDER_25, Goal.PRIMARY_SCHOOL
NO_OFFER = facts()
BEFORE = facts(participation("18.03.2024"))
FROM_2026 = facts(participation("01.02.2026"))


def born(case: CaseFacts, when: str) -> CaseFacts:
    return replace(case, born=day(when))


GOALS = [
    (born(NO_OFFER, "10.06.2000"), UNDER_25, "09.06.2025", ""),
    (born(NO_OFFER, "10.06.2000"), UNDER_25, "10.06.2025", "er 25 år 10.06.2025, ikke under 25"),
    (born(NO_OFFER, "29.02.2000"), UNDER_25, "28.02.2025", "er 25 år"),
    (NO_OFFER, UNDER_25, "10.06.2025", ""),
    (NO_OFFER, SCHOOL, "10.06.2026", ""),
    (NO_OFFER, Goal.REQUALIFICATION, "10.06.2024", ""),
    (BEFORE, Goal.REQUALIFICATION, "10.06.2024", "tilbudt 18.03.2024"),
    (BEFORE, SCHOOL, "10.06.2024", ""),
    (FROM_2026, SCHOOL, "10.06.2026", "tilbudt 01.02.2026"),
    (FROM_2026, Goal.REQUALIFICATION, "10.06.2026", ""),
    (born(FROM_2026, "01.02.1970"), Goal.HIGHER_EDUCATION, "10.06.2026", "var 56 år"),
    (born(FROM_2026, "02.02.1970"), Goal.HIGHER_EDUCATION, "10.06.2026", ""),
    (born(FROM_2026, "01.02.1960"), Goal.WORK_LACKS_UPPER_SECONDARY, "10.06.2026", ""),
    (born(BEFORE, "01.02.1950"), Goal.HIGHER_EDUCATION, "10.06.2024", ""),
]


@pytest.mark.law("integreringsloven § 13", "integreringsloven § 14")
@pytest.mark.parametrize(("case", "goal", "on", "text"), GOALS)
def test_a_goal_that_does_not_fit_is_warned_of(
    case: CaseFacts, goal: Goal, on: str, text: str
) -> None:
    found = check_goal(case, goal, day(on))
    if not text:
        assert found == ()
    else:
        [finding] = found
        assert finding.is_warning and text in str(finding.text)


def test_under_introduksjonsloven_there_is_none() -> None:
    [finding] = check_goal(facts(law=Law.INTRODUKSJONSLOVEN), SCHOOL, day("10.06.2024"))
    assert not finding.is_warning


@pytest.mark.parametrize(
    ("on", "age"), [(date(2018, 2, 27), 17), (date(2018, 2, 28), 18), (date(2020, 2, 28), 19)]
)
def test_a_birthday_on_a_leap_day(on: date, age: int) -> None:
    assert age_on(date(2000, 2, 29), on) == age

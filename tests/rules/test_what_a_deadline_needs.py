"""The facts that a deadline is computed from, and the result if one is missing."""

from dataclasses import replace
from datetime import date

import pytest

from rules.code_lists import Category, Completeness, DecisionKind, Goal, Law
from rules.deadlines import (
    Deadline,
    completion_deadline,
    deadline_periods,
    open_leaves,
    start_deadline,
    three_months_after_settlement,
)
from rules.facts import CaseFacts, Decision
from tests.rules.build import day, extension, facts, leave, participation

AS_OF = day("01.06.2026")
STARTED = participation("18.03.2024")
NO_DAY = Decision(DecisionKind.PARTICIPATION)


def reckoned(case: CaseFacts) -> Deadline:
    found = completion_deadline(case, AS_OF)
    assert found is not None
    return found


def test_a_participation_without_any_day_gives_no_deadline() -> None:
    assert completion_deadline(facts(NO_DAY), AS_OF) is None


def test_without_a_deadline_there_is_one_period_and_nothing_in_it() -> None:
    assert deadline_periods(facts()) == ((date.min, None),)
    assert deadline_periods(facts(STARTED, goal=None)) == ((date.min, None),)


def test_a_decision_made_after_the_first_day_is_offered_when_it_was_made() -> None:
    """Begun in December 2024 and decided in January 2025: the law of 2026 applies (§ 76)."""
    late = participation("15.12.2024", decided="10.01.2025")
    found = reckoned(facts(late, goal=Goal.PARTS_OF_UPPER_SECONDARY))
    assert found.day == day("15.12.2027")
    assert found.rules is not None and found.rules.offered == day("10.01.2025")


def test_where_no_day_of_decision_is_stored_it_is_the_from_date() -> None:
    undated = Decision(DecisionKind.PARTICIPATION, None, day("15.01.2025"))
    found = reckoned(facts(undated, goal=Goal.PARTS_OF_UPPER_SECONDARY))
    assert found.rules is not None and found.rules.offered == day("15.01.2025")


LEAVES = [
    # leave, days added, why
    (leave("01.01.2024", "29.02.2024"), 0, "over long before the programme begins"),
    (leave("01.01.2024", "17.03.2024"), 0, "over before the programme begins"),
    (leave("01.01.2024", "18.03.2024"), 1, "its last day is the first of the programme"),
    (replace(leave("01.04.2024", "30.04.2024"), start=None), 0, "without a from date"),
    (leave("01.04.2024", None), 0, "without a to date"),
    (replace(leave("01.04.2024", "30.04.2024"), annulled=True), 0, "annulled"),
]


@pytest.mark.parametrize(("one", "added", "why"), LEAVES)
def test_which_leaves_are_looked_at(one: Decision, added: int, why: str) -> None:
    """Each is tried beside a leave of thirty days that always counts."""
    found = reckoned(facts(STARTED, leave("01.05.2024", "30.05.2024"), one))
    assert (found.day - day("18.09.2024")).days == 30 + added, why


def test_open_leaves_are_those_without_an_end_and_not_annulled() -> None:
    ended, still = leave("01.04.2024", "30.04.2024"), leave("01.06.2024", None)
    annulled = replace(leave("01.07.2024", None), annulled=True)
    assert open_leaves(facts(STARTED, ended, still, annulled)) == (still,)


SETTLED = day("30.11.2024")
THREE_MONTHS = [
    # law, category, settled, the last day to begin (§ 12)
    (Law.INTEGRERINGSLOVEN, Category.RIGHT_AND_DUTY, SETTLED, "28.02.2025"),
    (Law.INTEGRERINGSLOVEN, Category.RIGHT, SETTLED, "28.02.2025"),
    (Law.INTEGRERINGSLOVEN, Category.MAY_BE_OFFERED, SETTLED, None),
    (Law.INTRODUKSJONSLOVEN, Category.RIGHT_AND_DUTY, SETTLED, None),
    (Law.INTEGRERINGSLOVEN, Category.RIGHT_AND_DUTY, None, None),
]


@pytest.mark.parametrize(("law", "category", "settled", "by"), THREE_MONTHS)
def test_three_months_to_begin_are_the_municipalitys_duty(
    law: Law, category: Category, settled: date | None, by: str | None
) -> None:
    case = facts(law=law, category=category, settled=settled)
    assert three_months_after_settlement(case) == (day(by) if by else None)


def test_only_a_programme_with_extension_months_may_be_extended() -> None:
    """§ 13 before 2026 allows an extension, § 13 of 2026 does not; nor does a reported deadline."""
    of_2024, of_2026 = reckoned(facts(STARTED)), reckoned(facts(participation("01.02.2026")))
    report = reckoned(facts(known=Completeness.REPORT, reported_deadline=day("01.08.2024")))
    start = start_deadline(facts(settled=SETTLED))
    assert start is not None
    extendable = [one.may_be_extended for one in (of_2024, of_2026, report, start)]
    assert extendable == [True, False, False, False]
    assert report.latest_extension(AS_OF) is None is start.latest_extension(AS_OF)


def test_one_month_of_extension_is_an_extension() -> None:
    """No current row has so short an extension; a later law may."""
    programme = reckoned(facts(STARTED, extension("01.12.2024"))).programme
    assert programme is not None
    one_month = replace(programme, row=replace(programme.row, extension=1))
    none = replace(programme, row=replace(programme.row, extension=0))
    assert [one.may_be_extended for one in (one_month, none)] == [True, False]
    assert none.deadline(none.leave) == none.base

"""The days on which time alone changes the outcome; between two of them nothing changes."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.change_dates import change_dates, valid_interval
from rules.code_lists import Completeness, DecisionKind, EventKind, Goal
from rules.engine import compute
from rules.facts import CaseFacts
from tests.hypothesis_profiles import examples
from tests.rules import second_reading as naive
from tests.rules.build import day, decided, event, extension, facts, participation, termination
from tests.rules.test_second_reading import as_facts, cases

STARTED = participation("18.03.2024")
OF_2025 = participation("03.02.2025")

CASES: list[tuple[str, CaseFacts, list[str]]] = [
    ("the day after the deadline", facts(STARTED), ["19.09.2024"]),
    ("extended", facts(STARTED, extension("18.01.2025")), ["19.01.2025"]),
    ("start deadline", facts(settled=day("08.01.2024")), ["09.01.2026"]),
    (
        "formal education of 2025: the law changes the deadline",
        facts(OF_2025, goal=Goal.VOCATIONAL_TRAINING),
        ["01.01.2026", "04.02.2028", "04.02.2030"],
    ),
    (
        "an event, a stop and a category that ends hold from their own days",
        facts(
            STARTED,
            event(EventKind.DIED, "01.05.2024"),
            decided(DecisionKind.PERMANENT_STOP, "02.05.2024"),
            category_ended=day("03.05.2024"),
        ),
        ["01.05.2024", "02.05.2024", "03.05.2024", "19.09.2024"],
    ),
    ("silenced", facts(STARTED, active=termination("arbeid", "01.08.2024")), []),
    (
        "known from a report",
        facts(known=Completeness.REPORT, reported_deadline=day("01.08.2024")),
        [],
    ),
]


@pytest.mark.parametrize(("what", "case", "expected"), CASES)
def test_turning_days(what: str, case: CaseFacts, expected: list[str]) -> None:
    assert sorted(change_dates(case)) == [day(text) for text in expected]


def test_the_first_day_of_a_stretch_is_in_it_the_last_is_not() -> None:
    case = facts(STARTED)
    turning = day("19.09.2024")
    assert valid_interval(case, turning) == (turning, date.max)
    assert valid_interval(case, turning - timedelta(days=1)) == (date.min, turning)


@settings(max_examples=examples(600), deadline=None)
@given(case=cases, start=st.integers(0, 1800), length=st.integers(0, 900))
def test_in_a_standstill_the_engine_computes_the_same(
    case: naive.PlainCase, start: int, length: int
) -> None:
    known = as_facts(case)
    first = date(2023, 1, 1) + timedelta(days=start)
    then = first + timedelta(days=length)
    since, until = valid_interval(known, first)
    assert since <= first < until
    if since <= then < until:
        assert compute(known, then).computed == compute(known, first).computed

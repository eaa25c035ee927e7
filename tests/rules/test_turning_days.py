"""The days on which time alone changes the outcome: none too many, none missing."""

from dataclasses import replace
from datetime import date

import pytest

from rules.change_dates import change_dates, valid_interval
from rules.code_lists import DecisionKind, EventKind
from rules.facts import CaseFacts, Decision
from tests.rules.build import day, decided, event, facts, leave, participation

STARTED = participation("18.03.2024")  # the deadline is 18.09.2024
STOP, REJECTION = DecisionKind.PERMANENT_STOP, DecisionKind.REJECTION

TURNING: list[tuple[str, CaseFacts, list[str]]] = [
    ("nothing is known", facts(), []),
    (
        "a rejection counts from its day as a stop does",
        facts(decided(REJECTION, "01.05.2024"), decided(STOP, "02.05.2024")),
        ["01.05.2024", "02.05.2024"],
    ),
    ("one that has no day has none to wait for", facts(Decision(REJECTION), Decision(STOP)), []),
    ("an annulled one", facts(replace(decided(STOP, "02.05.2024"), annulled=True)), []),
    ("a temporary stop", facts(decided(DecisionKind.TEMPORARY_STOP, "02.05.2024")), []),
    (
        "an event on the day after the deadline: that day, once",
        facts(STARTED, event(EventKind.DIED, "19.09.2024")),
        ["19.09.2024"],
    ),
    (
        "a deadline on the last day of the calendar is never passed",
        facts(STARTED, leave("01.04.2024", "31.12.9999")),
        [],
    ),
]


@pytest.mark.parametrize(("what", "case", "expected"), TURNING)
def test_which_days_turn_something(what: str, case: CaseFacts, expected: list[str]) -> None:
    assert sorted(change_dates(case)) == [day(text) for text in expected], what


THREE = facts(
    STARTED, event(EventKind.EMIGRATED, "01.05.2024"), decided(STOP, "02.05.2024")
)  # 01.05., 02.05. and 19.09.2024
STRETCHES = [
    # as of, since, until (not included)
    ("30.04.2024", date.min, "01.05.2024"),
    ("01.05.2024", "01.05.2024", "02.05.2024"),
    ("02.05.2024", "02.05.2024", "19.09.2024"),
    ("18.09.2024", "02.05.2024", "19.09.2024"),
    ("19.09.2024", "19.09.2024", date.max),
    ("01.01.2030", "19.09.2024", date.max),
]


def a_day(text: str | date) -> date:
    return day(text) if isinstance(text, str) else text


@pytest.mark.parametrize(("as_of", "since", "until"), STRETCHES)
def test_between_two_turning_days_all_stands_still(
    as_of: str, since: str | date, until: str | date
) -> None:
    assert valid_interval(THREE, day(as_of)) == (a_day(since), a_day(until))

"""What a termination on a day sets to not current, and what stays current (guide section 6)."""

from dataclasses import replace

import pytest

from rules.code_lists import DecisionKind
from rules.current_items import (
    become_not_current,
    is_current_decision,
    is_current_measure,
    runs_past,
)
from rules.facts import Decision, Measure
from tests.rules.build import (
    day,
    decided,
    extension,
    facts,
    leave,
    measure,
    participation,
    termination,
)

ENDS = day("01.09.2024")

THINGS: list[tuple[Decision | Measure, bool, str]] = [
    (participation("18.03.2024", "31.08.2024"), False, "a day before"),
    (participation("18.03.2024", "01.09.2024"), False, "that day"),
    (participation("18.03.2024", "02.09.2024"), True, "a day after"),
    (participation("18.03.2024"), True, "no end (ours)"),
    (replace(participation("18.03.2024"), annulled=True), False, "annulled"),
    (extension("01.12.2024"), True, "an extension"),
    (leave("01.08.2024", None), True, "a leave without an end"),
    (decided(DecisionKind.PERMANENT_STOP, "15.08.2024"), False, "a stop has no period"),
    (decided(DecisionKind.REJECTION, "15.08.2024"), False, "nor has a rejection"),
    (measure("01.04.2024", "01.09.2024"), False, "a measure that ends that day"),
    (measure("01.04.2024", "02.09.2024"), True, "a day after"),
    (measure("01.04.2024", None), True, "a measure without an end"),
]


@pytest.mark.parametrize(("thing", "runs_on", "why"), THINGS)
def test_what_runs_past_a_termination(thing: Decision | Measure, runs_on: bool, why: str) -> None:
    assert become_not_current(facts(thing), ENDS) == ((thing,) if runs_on else ()), why
    ended = facts(thing, active=termination("helse", "01.09.2024"))
    if isinstance(thing, Measure):
        assert is_current_measure(thing, ended) is not runs_on, why
    else:
        assert is_current_decision(thing, ended) is not (runs_on or thing.annulled), why


def test_a_period_runs_past_a_day_where_it_ends_later_or_never() -> None:
    ends = ("31.08.2024", "01.09.2024", "02.09.2024")
    assert [runs_past(ENDS, day(end)) for end in ends] == [False, False, True]
    assert runs_past(ENDS, None)

"""Hidden signs, hours, months and working days: each a table of cases."""

from datetime import date
from decimal import Decimal

import pytest

from rules.hours import InvalidHours, check_hours, parse_hours
from rules.invisible_characters import first_hidden, tidy
from rules.months import add_months
from rules.overdue import is_overdue
from rules.reasons import REASONS
from rules.working_days import count_working_days, each_day, is_working_day
from tests.rules.build import day

HIDDEN = [
    ("abc", None),
    ("a\u200bc", ("U+200B", 2)),
    ("\u200bac", ("U+200B", 1)),
    ("ac\u0007", ("U+0007", 3)),
    ("Å\u00ad\u200b", ("U+00AD", 2)),
]


@pytest.mark.parametrize(("text", "found"), HIDDEN)
def test_the_first_sign_that_cannot_be_seen(text: str, found: tuple[str, int] | None) -> None:
    assert first_hidden(text) == found


TIDY = [
    (" abc ", "abc"),
    ("\u00a0Åse\u00a0Li\u2003", "Åse Li"),
    ("Å\u00adse", "Åse"),
    ("\u200bÅse\ufeff", "Åse"),
    ("Å\u200bse", "Å\u200bse"),
]


@pytest.mark.parametrize(("text", "tidied"), TIDY)
def test_spaces_become_plain_and_signs_at_the_ends_go(text: str, tidied: str) -> None:
    assert tidy(text) == tidied


def test_hours_have_one_decimal_at_most() -> None:
    assert parse_hours("  ") is None
    assert str(parse_hours("37")) == "37.0" and str(parse_hours("37,50")) == "37.5"
    for text in ("37,55", "0,01"):
        with pytest.raises(InvalidHours):
            parse_hours(text)


@pytest.mark.parametrize(
    ("hours", "allowed"),
    [("-1", False), ("0", False), ("0.1", True), ("1", True), ("80", True), ("80.1", False)],
)
def test_hours_lie_from_just_above_0_to_80(hours: str, allowed: bool) -> None:
    for code in ("arbeid", "arbeid-vgo"):
        assert (check_hours(REASONS[code], Decimal(hours)) == ()) is allowed


MONTHS = [
    ("31.08.2023", 6, "29.02.2024"),
    ("31.08.2022", 6, "28.02.2023"),
    ("29.02.2024", 12, "28.02.2025"),
    ("31.03.2024", -1, "29.02.2024"),
    ("18.03.2024", 0, "18.03.2024"),
]


@pytest.mark.parametrize(("start", "months", "end"), MONTHS)
def test_months_are_clamped_to_the_months_end(start: str, months: int, end: str) -> None:
    assert add_months(day(start), months) == day(end)


def test_months_stop_at_the_end_of_the_calendar() -> None:
    assert add_months(date(9999, 6, 1), 7) == date.max
    assert add_months(date(9999, 6, 1), 6) == date(9999, 12, 1)


WEEK = ("18.03.2024", "19.03.2024", "20.03.2024", "21.03.2024", "22.03.2024")


def test_a_week_has_five_working_days() -> None:
    assert [is_working_day(day(one)) for one in WEEK] == [True] * 5
    assert [is_working_day(day(one)) for one in ("23.03.2024", "24.03.2024")] == [False, False]
    week = (day("18.03.2024"), day("24.03.2024"))
    assert [count_working_days(each_day([week]), up_to) for up_to in (None, 0, 3, 9)] == [
        5,
        0,
        3,
        5,
    ]
    assert len(list(each_day([week, (day("01.04.2024"), day("01.04.2024"))]))) == 8


@pytest.mark.parametrize(
    ("as_of", "overdue"),
    [("18.09.2024", False), ("17.11.2024", False), ("18.11.2024", False), ("19.11.2024", True)],
)
def test_within_the_two_months_nothing_is_overdue(as_of: str, overdue: bool) -> None:
    """Integreringsforskriften § 58."""
    assert is_overdue(day("18.09.2024"), day(as_of)) is overdue

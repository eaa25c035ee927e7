"""The DUF number, hours of work, working days: each a table of cases."""

from datetime import date
from decimal import Decimal

import holidays
import pytest

from rules.duf_number import InvalidDufNumber, format_duf, has_valid_check, parse_duf
from rules.hours import InvalidHours, check_hours, parse_hours
from rules.reasons import REASONS
from rules.working_days import count_working_days, public_holidays

PUBLISHED = [
    ("200112345609", True),
    ("201017238203", True),
    ("200816832910", True),
    ("200205705502", True),
    ("200900595509", True),
    ("201012345678", False),
    ("241012192200", False),
    ("010000000400", False),
]


@pytest.mark.parametrize(("duf", "valid"), PUBLISHED)
def test_check_digits_of_published_numbers(duf: str, valid: bool) -> None:
    assert has_valid_check(duf) is valid


@pytest.mark.parametrize("text", ["992400002200", "9924 000022 00", " 99 24 00 00 22 00 "])
def test_a_duf_number_is_read_with_or_without_spaces(text: str) -> None:
    assert parse_duf(text) == "992400002200"
    assert format_duf(parse_duf(text)) == "9924 000022 00"


@pytest.mark.parametrize(
    "text", ["", "99240000220", "9924000022000", "99240000220x", "٩٩٢٤٠٠٠٠٢٢٠٠"]
)
def test_what_cannot_be_a_duf_number_is_refused(text: str) -> None:
    with pytest.raises(InvalidDufNumber):
        parse_duf(text)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("37,5", "37.5"),
        ("37.5", "37.5"),
        ("30", "30.0"),
        ("0,5", "0.5"),
        ("30,0", "30.0"),
        ("8,", "8"),
    ],
)
def test_hours_take_a_comma_or_a_point(text: str, hours: str) -> None:
    assert parse_hours(text) == Decimal(hours)


@pytest.mark.parametrize("text", ["abc", "37,55", "37,5,1", "-5", "1e3", "٣٠", "12345"])
def test_what_is_no_number_of_hours_is_refused(text: str) -> None:
    with pytest.raises(InvalidHours):
        parse_hours(text)


@pytest.mark.parametrize(
    ("code", "hours", "says"),
    [
        ("arbeid", None, "må fylles ut"),
        ("arbeid", "0", "over 0 og høyst 80"),
        ("arbeid", "80.1", "over 0 og høyst 80"),
        ("arbeid", "81", "over 0 og høyst 80"),
        ("arbeid", "80", None),
        ("arbeid", "0.1", None),
        ("arbeid-vgo", None, None),
        ("arbeid-vgo", "20", None),
        ("helse", "20", "skal ikke ha"),
        ("helse", None, None),
        ("arbeidsmarkedstiltak", "20", "skal ikke ha"),
    ],
)
def test_hours_belong_to_some_reasons_only(code: str, hours: str | None, says: str | None) -> None:
    found = check_hours(REASONS[code], Decimal(hours) if hours else None)
    assert [says in str(finding.text) for finding in found if says] == ([True] if says else [])
    assert bool(found) is bool(says)


@pytest.mark.parametrize("year", range(2018, 2041))
def test_public_holidays_are_those_of_the_holidays_package(year: int) -> None:
    theirs = holidays.country_holidays("NO", years=year, include_sundays=False)
    assert public_holidays(year) == {day for day in theirs if day.year == year}


def test_the_eight_days_round_easter_2024_hold_three_working_days() -> None:
    # 25.03 Monday to 01.04 Easter Monday: Maundy Thursday, Good Friday and Easter Monday are off.
    days = [date(2024, 3, 25).fromordinal(date(2024, 3, 25).toordinal() + n) for n in range(8)]
    assert count_working_days(days) == 3

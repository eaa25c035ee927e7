"""Dates as people type them in a form."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import Refused
from nir_tui.presentation.typed_dates import TypedDates

TODAY = date(2024, 12, 9)
PROPOSED = date(2024, 9, 18)
ALLOWED = (date(2023, 3, 18), date(2024, 9, 18))
IN_PROGRAMME = TypedDates(TODAY, PROPOSED, ALLOWED)
ALONE = TypedDates(TODAY)

CASES = [
    ("150824", date(2024, 8, 15)),
    ("15082024", date(2024, 8, 15)),
    ("15.8.24", date(2024, 8, 15)),
    ("15.08.2024", date(2024, 8, 15)),
    ("15/8/24", date(2024, 8, 15)),
    ("15 8 24", date(2024, 8, 15)),
    ("15  8  2024", date(2024, 8, 15)),
    ("2024-08-15", date(2024, 8, 15)),
    ("1508", date(2024, 8, 15)),
    ("15.8", date(2024, 8, 15)),
    ("15.8.", date(2024, 8, 15)),
    ("15/8", date(2024, 8, 15)),
    ("i", TODAY),
    ("Idag", TODAY),
    ("+3", PROPOSED + timedelta(days=3)),
    ("-3", PROPOSED - timedelta(days=3)),
    ("", None),
]


@pytest.mark.parametrize(("typed", "means"), CASES)
def test_every_way_to_type_a_date(typed: str, means: date | None) -> None:
    assert IN_PROGRAMME.parse(typed) == means


WITHOUT_YEAR = [
    ("0111", IN_PROGRAMME, date(2023, 11, 1), "only 2023 lies inside the days allowed"),
    ("0104", IN_PROGRAMME, date(2024, 4, 1), "of two the one nearest to the proposed date"),
    ("0101", TypedDates(TODAY, None, ALLOWED), date(2024, 1, 1), "no proposal: nearest to today"),
    ("0111", ALONE, date(2024, 11, 1), "nothing allowed: nearest to today"),
    ("0103", ALONE, date(2025, 3, 1), "next year is nearer"),
    ("2902", ALONE, date(2024, 2, 29), "a leap day only in a leap year"),
    ("2902", TypedDates(TODAY, None, (date(2021, 1, 1), date(2023, 1, 1))), date(2024, 2, 29), ""),
]


@pytest.mark.parametrize(("typed", "dates", "means", "why"), WITHOUT_YEAR)
def test_a_date_without_a_year(typed: str, dates: TypedDates, means: date, why: str) -> None:
    assert dates.parse(typed) == means, why


@pytest.mark.parametrize("typed", ["3202", "30.2", "15/13", "x", "++3", "15.8.2", "1", "2902x"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="er ikke en dato"):
        IN_PROGRAMME.parse(typed)


@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.dates(date(1950, 1, 1), date(2050, 1, 1)))
def test_without_a_year_day_and_month_are_those_typed(today: date, typed: date) -> None:
    found = TypedDates(today).parse(f"{typed:%d%m}")
    assert found is not None and (found.day, found.month) == (typed.day, typed.month)
    if typed.day != 29:
        assert abs(found - today) <= timedelta(days=183)


@given(st.text("0123456789./ +-id", max_size=12))
def test_nothing_that_is_typed_breaks_the_field(text: str) -> None:
    try:
        IN_PROGRAMME.parse(text)
    except Refused as refusal:
        assert refusal.messages

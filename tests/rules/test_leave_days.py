"""Leave alone: which days count, each once, and the threshold of 2026 (§§ 10, 19)."""

from datetime import date

import pytest

from rules.code_lists import Law
from rules.leave import CountedLeave, Period
from tests.rules.build import day

NEW, OLD = Law.INTEGRERINGSLOVEN, Law.INTRODUKSJONSLOVEN


def period(text: str) -> Period:
    """Return the period written as `01.04.2024-30.04.2024`, or as one day."""
    first, _, last = text.partition("-")
    return day(first), day(last or first)


def counted(law: Law, *leaves: str) -> CountedLeave:
    found = CountedLeave(law)
    for leave in leaves:
        found = found.with_leave(period(leave))
    return found


MERGED = [
    # leaves, number of periods, days (each counted once), why
    (["01.04.2024-10.04.2024", "11.04.2024-15.04.2024"], 2, 15, "side by side"),
    (["01.04.2024-10.04.2024", "10.04.2024-15.04.2024"], 1, 15, "one day in common"),
    (["01.04.2024-10.04.2024", "03.04.2024-05.04.2024"], 1, 10, "one inside the other"),
    (["01.01.2024-05.01.2024", "01.04.2024-10.04.2024", "03.04.2024-15.04.2024"], 2, 20, "third"),
    (["01.01.2024-05.01.2024", "01.04.2024-10.04.2024", "03.04.2024-05.04.2024"], 2, 15, "inside"),
    (["01.04.2024-10.04.2024", "01.01.2024-05.01.2024"], 2, 15, "whatever the order"),
]


@pytest.mark.parametrize(("leaves", "periods", "days", "why"), MERGED)
def test_each_day_counts_once(leaves: list[str], periods: int, days: int, why: str) -> None:
    found = counted(NEW, *leaves)
    assert (len(found.periods), found.days) == (periods, days), why
    assert list(found.periods) == sorted(found.periods)


THRESHOLD = [
    # law, leaves, whether a day of leave lies in 2026 or later
    (NEW, [], False, "no leave"),
    (NEW, ["01.12.2025-31.12.2025"], False, "the last day before"),
    (NEW, ["01.12.2025-01.01.2026"], True, "the first day, as last of a leave"),
    (NEW, ["22.12.2025-05.01.2026"], True, "a leave across the year's end"),
    (NEW, ["01.01.2026"], True, "the first day alone"),
    (NEW, ["01.12.2025", "01.06.2026-30.06.2026"], True, "the last leave is looked at"),
    (OLD, ["01.06.2026-30.06.2026"], False, "introduksjonsloven § 5 has no threshold"),
]


@pytest.mark.parametrize(("law", "leaves", "applies", "why"), THRESHOLD)
def test_the_threshold_is_about_days_in_2026_and_later(
    law: Law, leaves: list[str], applies: bool, why: str
) -> None:
    assert counted(law, *leaves).threshold_applies is applies, why


UNDER = [
    # leaves, whether they are ten working days or fewer, days that count
    (["05.01.2026-16.01.2026"], True, 0, "ten"),
    (["05.01.2026-19.01.2026"], False, 15, "eleven"),
    (["31.12.2025-01.01.2026"], True, 1, "one day before 2026, and one that does not count"),
    (["30.12.2025-01.01.2026"], True, 2, "two days"),
    (["02.02.2026-31.12.2026"], False, 333, "many"),
]


@pytest.mark.parametrize(("leaves", "under", "days", "why"), UNDER)
def test_ten_working_days_or_fewer_in_2026_count_for_nothing(
    leaves: list[str], under: bool, days: int, why: str
) -> None:
    found = counted(NEW, *leaves)
    assert (found.is_under_threshold, found.days) == (under, days), why


def test_working_days_are_counted_to_eleven() -> None:
    """Only whether it exceeds ten matters, so a leave of years is not counted to its end."""
    assert CountedLeave(NEW).working_days == 0
    assert counted(NEW, "05.01.2026-16.01.2026").working_days == 10
    assert counted(NEW, "02.02.2026-31.12.2026").working_days == 11


@pytest.mark.parametrize(
    ("until", "days"),
    [
        ("31.03.2024", 0),
        ("01.04.2024", 1),
        ("10.04.2024", 10),
        ("11.04.2024", 10),
        ("01.05.2024", 11),
        ("02.05.2024", 12),
        ("31.12.2024", 15),
    ],
)
def test_days_until_a_day_that_day_included(until: str, days: int) -> None:
    found = counted(NEW, "01.04.2024-10.04.2024", "01.05.2024-05.05.2024")
    assert found.days_until(day(until)) == days


def test_the_first_day_of_the_threshold_is_new_years_day_2026() -> None:
    before, first = date(2025, 12, 31), date(2026, 1, 1)
    assert counted(NEW, f"{before:%d.%m.%Y}").days == 1
    assert counted(NEW, f"{first:%d.%m.%Y}").days == 0

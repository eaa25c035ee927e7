"""Leave makes the programme longer: which leaves count, and which of their days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rules.code_lists import Law
from rules.working_days import count_working_days

Period = tuple[date, date]
"""First and last day, both included."""

UNCOUNTED_LEAVE = 10
"""Working days of leave that make no programme longer, in 2026 and later.

Source: integreringsforskriften § 19 as of 2026-01-01; introduksjonsloven has no such threshold."""

THRESHOLD_FROM = date(2026, 1, 1)
_LAST_DAY_BEFORE_THRESHOLD = date(2025, 12, 31)


@dataclass(frozen=True, slots=True)
class CountedLeave:
    """The leaves that count, each day once, and the working days in them, counted to eleven."""

    law: Law
    periods: tuple[Period, ...] = ()
    working_days: int = 0

    @property
    def is_under_threshold(self) -> bool:
        """Whether days in 2026 and later count for nothing: they, and those before, are too few."""
        return self.law is Law.INTEGRERINGSLOVEN and self.working_days <= UNCOUNTED_LEAVE

    @property
    def counting_periods(self) -> tuple[Period, ...]:
        """The days that make the programme longer."""
        if not self.is_under_threshold:
            return self.periods
        before = ((first, min(last, _LAST_DAY_BEFORE_THRESHOLD)) for first, last in self.periods)
        return tuple((first, last) for first, last in before if first <= last)

    @property
    def days(self) -> int:
        """How many days make the programme longer."""
        return sum((last - first).days + 1 for first, last in self.counting_periods)

    def days_until(self, day: date) -> int:
        """How many of them lie on or before a day."""
        return sum(
            (min(last, day) - first).days + 1
            for first, last in self.counting_periods
            if first <= day
        )

    def with_leave(self, leave: Period) -> "CountedLeave":
        """One leave more."""
        periods = tuple(_each_day_once((*self.periods, leave)))
        working_days = count_working_days(_days(periods), UNCOUNTED_LEAVE + 1)
        return CountedLeave(self.law, periods, working_days)


def _each_day_once(periods: Iterable[Period]) -> list[Period]:
    merged: list[Period] = []
    for first, last in sorted(periods):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _days(periods: Iterable[Period]) -> Iterator[date]:
    for first, last in periods:
        for number in range(first.toordinal(), last.toordinal() + 1):
            yield date.fromordinal(number)

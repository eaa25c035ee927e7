"""Leave makes the programme longer: which leaves count, and which of their days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rules.code_lists import Law
from rules.legal_basis import rests_on
from rules.legal_sources import ABSENCE_OF_2026, LEAVE_OF_2026
from rules.register_choices import THRESHOLD_MEETS_EARLIER_LEAVE
from rules.working_days import count_working_days, each_day

Period = tuple[date, date]
"""First and last day, both included."""

UNCOUNTED_LEAVE = 10
"""The working days of leave that do not make a programme longer, in 2026 and later.

Source: integreringsforskriften §§ 10 and 19; that days before 2026 have no threshold is ours."""

THRESHOLD_FROM = date(2026, 1, 1)
LAST_DAY_BEFORE_THRESHOLD = date(2025, 12, 31)


@dataclass(frozen=True, slots=True)
class CountedLeave:
    """The periods of leave that count, each day once, and their working days.

    Working days are counted up to eleven only, which is more than the threshold.
    """

    law: Law
    periods: tuple[Period, ...] = ()
    working_days: int = 0

    @property
    def threshold_applies(self) -> bool:
        """Whether the threshold concerns any day of leave: integreringsloven, 2026 or later."""
        is_new = self.law is Law.INTEGRERINGSLOVEN
        return is_new and bool(self.periods) and self.periods[-1][1] >= THRESHOLD_FROM

    @property
    def is_under_threshold(self) -> bool:
        """Whether days in 2026 and later do not count: too few working days of leave in all."""
        return self.law is Law.INTEGRERINGSLOVEN and self.working_days <= UNCOUNTED_LEAVE

    @property
    @rests_on(LEAVE_OF_2026, ABSENCE_OF_2026, THRESHOLD_MEETS_EARLIER_LEAVE)
    def counting_periods(self) -> tuple[Period, ...]:
        """The periods that make the programme longer."""
        if not self.is_under_threshold:
            return self.periods
        before = ((first, min(last, LAST_DAY_BEFORE_THRESHOLD)) for first, last in self.periods)
        return tuple((first, last) for first, last in before if first <= last)

    @property
    def days(self) -> int:
        """The number of calendar days that make the programme longer."""
        return sum((last - first).days + 1 for first, last in self.counting_periods)

    def days_until(self, day: date) -> int:
        """Return how many of these days lie on or before a day."""
        return sum(
            (min(last, day) - first).days + 1
            for first, last in self.counting_periods
            if first <= day
        )

    def with_leave(self, leave: Period) -> "CountedLeave":
        """Return the counted leave with one leave more."""
        periods = tuple(_each_day_once((*self.periods, leave)))
        working_days = count_working_days(each_day(periods), UNCOUNTED_LEAVE + 1)
        return CountedLeave(self.law, periods, working_days)


def _each_day_once(periods: Iterable[Period]) -> list[Period]:
    merged: list[Period] = []
    for first, last in sorted(periods):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged

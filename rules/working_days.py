"""Working days: Monday to Friday that are no public holidays (integreringsforskriften § 17)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice

from dateutil.easter import easter

from rules.legal_basis import rests_on
from rules.legal_sources import WORKING_DAYS

_FIXED = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
# Maundy Thursday, Good Friday, Easter Sunday and Monday, Ascension Day, Whit Sunday and Monday.
_FROM_EASTER = (-3, -2, 0, 1, 39, 49, 50)


@cache
def public_holidays(year: int) -> frozenset[date]:
    """Return the twelve public holidays of a year (fewer if two fall on one day)."""
    sunday = easter(year)
    fixed = {date(year, month, day) for month, day in _FIXED}
    return frozenset(fixed | {sunday + timedelta(days) for days in _FROM_EASTER})


@rests_on(WORKING_DAYS)
def is_working_day(day: date) -> bool:
    """Whether a day is a Monday to Friday that is no public holiday."""
    return day.weekday() < 5 and day not in public_holidays(day.year)


def count_working_days(days: Iterable[date], up_to: int | None = None) -> int:
    """Count the working days among some days; stop at `up_to`, if given."""
    return sum(1 for _day in islice(filter(is_working_day, days), up_to))


def each_day(periods: Iterable[tuple[date, date]]) -> Iterator[date]:
    """Yield every day of some periods, first and last included."""
    for first, last in periods:
        for number in range(first.toordinal(), last.toordinal() + 1):
            yield date.fromordinal(number)

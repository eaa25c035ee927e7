"""Adding months to a day, as for all deadlines of the law."""

from datetime import date
from functools import cache, lru_cache

from dateutil.relativedelta import relativedelta


@cache
def _duration(months: int) -> relativedelta:
    """Return a duration: the law has a handful of them."""
    return relativedelta(months=months)


# A run calls this millions of times, with a few thousand days and a handful of durations.
@lru_cache(maxsize=65_536)
def add_months(day: date, months: int) -> date:
    """Return the same day some months later, clamped to the end of the month and the calendar."""
    try:
        return day + _duration(months)
    except (ValueError, OverflowError):
        return date.max

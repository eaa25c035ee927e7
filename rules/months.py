"""Adding months to a day, as for all deadlines of the law."""

from datetime import date
from functools import lru_cache

from dateutil.relativedelta import relativedelta


# A run calls this millions of times, with a few thousand days and a handful of durations.
@lru_cache(maxsize=65_536)
def add_months(day: date, months: int) -> date:
    """Return the same day some months later, clamped to the end of the month and the calendar."""
    try:
        return day + relativedelta(months=months)
    except (ValueError, OverflowError):
        return date.max

"""Months added to a day, as all deadlines of the law are reckoned."""

from datetime import date
from functools import lru_cache

from dateutil.relativedelta import relativedelta


# A register holds a few thousand days and a handful of durations, and a run asks millions of times.
@lru_cache(maxsize=65_536)
def add_months(day: date, months: int) -> date:
    """Same day number some months later, clamped to the month's end and the calendar's."""
    try:
        return day + relativedelta(months=months)
    except (ValueError, OverflowError):
        return date.max

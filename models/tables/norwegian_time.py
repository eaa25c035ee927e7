"""Conversion of moments to the day and time in Norway, whatever time zone the machine is set to.

Moments are stored in UTC. Every conversion to a day gives the day in Norway.
"""

import datetime
from zoneinfo import ZoneInfo

NORWAY = ZoneInfo("Europe/Oslo")


def in_norway(moment: datetime.datetime) -> datetime.datetime:
    """Return a moment in Norwegian time."""
    return moment.astimezone(NORWAY)


def day_in_norway(moment: datetime.datetime) -> datetime.date:
    """Return the day it was in Norway at a moment."""
    return moment.astimezone(NORWAY).date()


def same_time_on(day: datetime.date, moment: datetime.datetime) -> datetime.datetime:
    """Return the moment, in UTC, when a Norwegian clock shows the same time on another day."""
    shown = datetime.datetime.combine(day, in_norway(moment).timetz())
    return shown.astimezone(datetime.UTC)


def end_of_day(day: datetime.date) -> datetime.datetime:
    """Return the moment, in UTC, when a day in Norway has ended and the next begins."""
    midnight = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time(), NORWAY)
    return midnight.astimezone(datetime.UTC)

"""The day and time in Norway of a moment, whatever zone the machine is set to.

Moments are stored in UTC. Wherever one becomes a day, it is the day that Norway had.
"""

import datetime
from zoneinfo import ZoneInfo

NORWAY = ZoneInfo("Europe/Oslo")


def in_norway(moment: datetime.datetime) -> datetime.datetime:
    """The moment as a Norwegian clock shows it."""
    return moment.astimezone(NORWAY)


def day_in_norway(moment: datetime.datetime) -> datetime.date:
    """The day it was in Norway."""
    return moment.astimezone(NORWAY).date()


def same_time_on(day: datetime.date, moment: datetime.datetime) -> datetime.datetime:
    """The moment at which a Norwegian clock shows the same on another day, in UTC."""
    shown = datetime.datetime.combine(day, in_norway(moment).timetz())
    return shown.astimezone(datetime.UTC)

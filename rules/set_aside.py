"""Setting a person aside in the work list until a day."""

import datetime

from rules import register_choices as choices
from rules.findings import Field, Finding, error
from rules.legal_basis import rests_on
from rules.message import message

LONGEST_DAYS = 365
"""The longest time that a person is set aside: a year, in days."""


def allowed_days(as_of: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day until which a person may be set aside."""
    day = datetime.timedelta(days=1)
    return as_of + day, as_of + LONGEST_DAYS * day


@rests_on(choices.SET_ASIDE)
def check_set_aside(until: datetime.date | None, as_of: datetime.date) -> tuple[Finding, ...]:
    """Whether a person may be set aside until a day: after today, at most a year ahead (ours)."""
    if until is None:
        return (error(Field.DATE, message("Datoen må fylles ut")),)
    first, latest = allowed_days(as_of)
    if not first <= until <= latest:
        text = message(
            "Datoen {date} må være etter i dag, {today}, og senest {latest}",
            date=until,
            today=as_of,
            latest=latest,
        )
        return (error(Field.DATE, text),)
    return ()

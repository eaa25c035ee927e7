"""Limits of plausible dates: a typing error must not give a deadline in the year 9999 (ours)."""

import datetime
from collections.abc import Iterator

from rules import register_choices as choices
from rules.findings import Field, Finding, error
from rules.legal_basis import rests_on
from rules.message import message

EARLIEST = datetime.date(1900, 1, 1)
LATEST = datetime.date(2100, 12, 31)


@rests_on(choices.DAYS_THAT_CAN_BE)
def check_date_limits(*days: tuple[Field, datetime.date | None]) -> Iterator[Finding]:
    """Refuse days outside 1900-2100."""
    for field, day in days:
        if day and not EARLIEST <= day <= LATEST:
            text = message(
                "Datoen {day} er ikke mellom {earliest} og {latest}",
                day=day,
                earliest=EARLIEST,
                latest=LATEST,
            )
            yield error(field, text)

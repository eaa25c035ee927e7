"""A reminder if the law that the durations rest on was last read long ago."""

from datetime import date

from rules.durations import REGIMES
from rules.message import Message, message
from rules.months import add_months

_MONTHS_BETWEEN_CHECKS = 12


def law_was_checked_long_ago(today: date) -> Message | None:
    """Return a reminder if the law was last read more than a year before a day; else None."""
    checked = min(regime.checked for regime in REGIMES)
    if today <= add_months(checked, _MONTHS_BETWEEN_CHECKS):
        return None
    return message(
        "Varighetene er kontrollert mot loven per {day}, for mer enn et år siden.", day=checked
    )

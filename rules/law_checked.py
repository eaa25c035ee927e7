"""How long ago the text of the law was read that the durations rest on."""

from datetime import date

from rules.durations import REGIMES
from rules.message import Message, message
from rules.months import add_months

_MONTHS_BETWEEN_CHECKS = 12


def law_was_checked_long_ago(today: date) -> Message | None:
    """Remind that the text of the law was read more than a year before a day; None where not."""
    checked = min(regime.checked for regime in REGIMES)
    if today <= add_months(checked, _MONTHS_BETWEEN_CHECKS):
        return None
    return message(
        "Varighetene er kontrollert mot loven per {day}, for mer enn et år siden.", day=checked
    )

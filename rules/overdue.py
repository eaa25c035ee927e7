"""How long a municipality has to register why a programme ended."""

from datetime import date

from rules import legal_sources as act
from rules.legal_basis import rests_on
from rules.months import add_months

MONTHS_TO_REGISTER = 2
"""The months a municipality has to register an event (integreringsforskriften § 58)."""


@rests_on(act.REGISTRATION_IN_TIME)
def is_overdue(ended: date, as_of: date) -> bool:
    """Whether the two months to register why a programme ended have passed."""
    return as_of > add_months(ended, MONTHS_TO_REGISTER)

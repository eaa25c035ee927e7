"""Hours of work per week as text, unknown hours included."""

from nir_tui.presentation.i18n import _
from rules.code_lists import Hours
from rules.facts import Termination
from rules.message import norwegian_hours
from rules.reasons import REASONS


def hours_shown(termination: Termination, unknown: str = "") -> str:
    """Return hours as `30,0`; `unknown` if the code requires hours and a NIR report gave none."""
    rule = REASONS[termination.reason].hours
    if termination.hours is None and rule is Hours.REQUIRED:
        return unknown or _("ukjent")
    return norwegian_hours(termination.hours)

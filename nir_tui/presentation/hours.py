"""Hours of work per week as they are shown: unknown ones say so."""

from nir_tui.presentation.i18n import _
from rules.codes import REASONS, Hours
from rules.facts import Termination
from rules.message import norwegian_hours


def hours_shown(termination: Termination, unknown: str = "") -> str:
    """`30,0`; where the code asks for hours and a NIR report gave none, that they are unknown."""
    rule = REASONS[termination.reason].hours
    if termination.hours is None and rule is Hours.REQUIRED:
        return unknown or _("ukjent")
    return norwegian_hours(termination.hours)

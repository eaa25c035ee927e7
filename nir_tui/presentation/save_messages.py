"""The message after saving: says so when nothing changed."""

from models.cases.case import Case
from nir_tui.presentation.i18n import _


def saved_message(before: Case, after: Case, text: str) -> str:
    """A text, or that nothing was changed: then the case has the version it had."""
    return text if after.person.version != before.person.version else _("Ingenting er endret")

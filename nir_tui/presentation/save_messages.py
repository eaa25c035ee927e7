"""The message after saving: says so when nothing changed."""

from models.cases.case import Case
from nir_tui.presentation.i18n import _


def saved_message(before: Case, after: Case, text: str) -> str:
    """Return `text`, or that nothing changed if the case still has the same version."""
    return text if after.person.version != before.person.version else _("Ingenting er endret")

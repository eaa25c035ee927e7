"""What is told of a change: nothing is told as changed that was not."""

from models.case import Case
from nir_tui.language import _


def told_of(before: Case, after: Case, text: str) -> str:
    """A text, or that nothing was changed: then the case has the version it had."""
    return text if after.person.version != before.person.version else _("Ingenting er endret")

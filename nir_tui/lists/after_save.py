"""The message after saving a case: what is still wrong, or the key of the next person."""

from datetime import date

from models.cases.case import Case
from nir_tui.lists.walk import Walk
from nir_tui.presentation.i18n import _, render
from rules.engine import needs_correction
from rules.termination_checks import outside_programme


def saved_message_with_next_step(saved: str, case: Case, walk: Walk | None, as_of: date) -> str:
    """Return what was saved, and what is still wrong or else the key of the next person."""
    if outside := outside_programme(case.facts, as_of):
        return f"{saved}. {render(outside)}"
    if needs_correction(case.facts):
        return _("{saved}. Regelmotorens avslutning må rettes").format(saved=saved)
    if walk and walk.has_next:
        return _("{saved}. n: neste person").format(saved=saved)
    return saved

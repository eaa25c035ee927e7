"""What is told of a change: nothing is told as changed that was not, and what is left to do."""

from datetime import date

from models.case import Case
from nir_tui.language import _, told
from nir_tui.walk import Walk
from rules.engine import needs_correction
from rules.registration import outside_programme


def told_of(before: Case, after: Case, text: str) -> str:
    """A text, or that nothing was changed: then the case has the version it had."""
    return text if after.person.version != before.person.version else _("Ingenting er endret")


def told_with_what_is_next(saved: str, case: Case, walk: Walk | None, as_of: date) -> str:
    """What was saved; and that the case is not right yet, or how to come to the next."""
    if outside := outside_programme(case.facts, as_of):
        return f"{saved}. {told(outside)}"
    if needs_correction(case.facts):
        return _("{saved}. Regelmotorens avslutning må rettes").format(saved=saved)
    if walk and walk.has_next:
        return _("{saved}. n: neste person").format(saved=saved)
    return saved

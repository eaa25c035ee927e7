"""The guide's count line: `Viser 1 - 10 av 10 linjer (filtrert fra 346 totalt antall linjer)`."""

from models.lists.counts import Counts
from nir_tui.presentation.i18n import _


def count_line(first: int, last: int, counts: Counts) -> str:
    """Say which rows are on the screen, of how many, filtered from how many."""
    if not counts.is_final and not last:
        return _("Henter …")
    if not counts.is_final:
        return _("Viser {first} - {last}, teller resten …").format(first=first, last=last)
    if counts.matching:
        shown = _("Viser {first} - {last} av {matching} linjer").format(
            first=first, last=last, matching=counts.matching
        )
    else:
        shown = _("Viser 0 linjer")
    if counts.matching == counts.total:
        return shown
    return shown + " " + _("(filtrert fra {total} totalt antall linjer)").format(total=counts.total)

"""The yearly control as lines of text: the heading, and a line for each check."""

from collections.abc import Iterator

from models.lists.control import Controlled
from models.storage.register import Register
from nir_tui.lists.filter_summary import filter_summary
from nir_tui.presentation.i18n import _
from nir_tui.presentation.safe_text import fit
from rules.code_lists import ControlCheck

LABEL_WIDTH, COUNT_WIDTH = 44, 10
"""Columns of a line."""

NO_LAST_YEAR = "-"
"""Stands on the screen for last year's count of a check that is about today."""


def control_heading(register: Register, controlled: Controlled) -> Iterator[str]:
    """Yield the title with what is controlled, and the titles of the columns."""
    yield f"{_('Kontroll')} · {filter_summary(controlled.terminations, register)}"
    years = f"{controlled.year:>{COUNT_WIDTH}}{controlled.year - 1:>{COUNT_WIDTH}}"
    yield fit(_("Kontrollpunkt"), LABEL_WIDTH) + years


def control_line(
    check: ControlCheck, count: int, last_year: int | None, nothing: str = NO_LAST_YEAR
) -> str:
    """Return the line of a check; `last_year` is None for one about today, said by `nothing`."""
    before = nothing if last_year is None else str(last_year)
    return f"{fit(_(check.label), LABEL_WIDTH)}{count:>{COUNT_WIDTH}}{before:>{COUNT_WIDTH}}"

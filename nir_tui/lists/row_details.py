"""Texts beside a list's rows: a row in full, the columns to order by, how to find more."""

import textwrap
from collections.abc import Sequence
from datetime import date

from models.lists.column_registry import LIST_COLUMNS
from models.lists.counts import Counts
from models.lists.list_line import ListLine
from models.lists.set_asides import SetAside
from nir_tui.lists.columns import Layout
from nir_tui.lists.row_texts import is_on_open_leave, set_aside_text
from nir_tui.presentation.i18n import _
from nir_tui.presentation.safe_text import sanitize, shorten
from rules.message import norwegian_date
from rules.overdue import is_overdue

_MOST_DIGITS = 9


def sorting_columns(names: Sequence[str]) -> str:
    """`1 DUF  2 navn  …`: the digits that order a list."""
    columns = (LIST_COLUMNS[name] for name in names[:_MOST_DIGITS])
    return "  ".join(f"{number} {_(column.word)}" for number, column in enumerate(columns, 1))


def empty_message(counts: Counts, typing: bool) -> str:
    """Return how to find more if no row matches, with keys that work where the cursor is."""
    if counts.matching:
        return ""
    if not counts.total:
        return _("Her er ingen ennå.")
    if typing:
        return _("Ingen treff. Esc tømmer søket; ctrl+p finner alle personer i registeret.")
    return _("Ingen treff. a tømmer søk og filtre; : finner alle personer i registeret.")


def row_details(
    line: ListLine, layout: Layout, today: date, width: int, asides: Sequence[SetAside] = ()
) -> str:
    """Return in full what the columns shorten, and what else needs action."""
    parts = [*row_notes(line, layout, today, asides), *layout.shortened(line)]
    return two_lines(" · ".join(parts), width - 2)


def row_notes(line: ListLine, layout: Layout, today: date, asides: Sequence[SetAside]) -> list[str]:
    """Return what no column says: the source, set-asides, leave without end, how long ago."""
    notes = [_("fra NIR-rapport")] if line.from_report else []
    notes += [set_aside_text(one) for one in reversed(asides)]
    if is_on_open_leave(line):
        notes.append(_("Permisjon uten sluttdato"))
    if layout.shows_days and line.date:
        notes.append(_since(line.date, today))
    return notes


def two_lines(text: str, width: int) -> str:
    """Return a text cut to two lines, broken between words; a cut ends with an ellipsis."""
    first, *rest = textwrap.wrap(sanitize(text), width) or [""]
    return f"{first} {shorten(' '.join(rest), width)}".rstrip()


def _since(ended: date, today: date) -> str:
    """Return the termination date, and whether the two months to register why are over (§ 58)."""
    day = norwegian_date(ended)
    if is_overdue(ended, today):
        text = _("Avsluttet {day}; to måneder er gått (forskriften §\N{NO-BREAK SPACE}58)")
        return text.format(day=day)
    return _("Avsluttet {day}").format(day=day)

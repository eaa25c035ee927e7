"""A row of a list as one line to be read aloud: each value after the title of its column."""

from collections.abc import Sequence

from models.lists.column_registry import LIST_COLUMNS, RowContext
from models.lists.list_kinds import ListKind
from models.lists.list_line import ListLine
from models.lists.set_asides import SetAside
from nir_tui.lists.row_texts import is_on_open_leave, set_aside_text, value_text
from nir_tui.presentation.i18n import _

_LAST = ("category", "goal")
"""Columns with the longest texts, and the least that tells two rows apart."""


def row_line(
    line: ListLine, kind: ListKind, context: RowContext, asides: Sequence[SetAside] = ()
) -> str:
    """Return the name, whether it must be corrected, the columns of the list, and remarks."""
    parts = [line.name]
    for name in sorted(kind.columns, key=_LAST.__contains__):
        if name == "name":
            continue
        column = LIST_COLUMNS[name]
        value = value_text(column, next(column.values([line], context)), column.labels.full)
        if value:
            parts.append(f"{_(column.title)}: {value}")
    if line.needs_correction:
        parts.insert(1, _("må rettes"))
    if is_on_open_leave(line):
        parts.append(_("Permisjon uten sluttdato"))
    if line.from_report:
        parts.append(_("fra NIR-rapport"))
    return "; ".join([*parts, *map(set_aside_text, asides)])

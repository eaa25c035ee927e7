"""The lists' columns fitted to the width: short labels at 80 cells, whole ones where they fit."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from rich.text import Text

from models.list_filter import ListFilter
from models.lists.column_registry import LIST_COLUMNS, LabelPairs, ListColumn, RowContext, ValueKind
from models.lists.list_kinds import kind_of
from models.lists.list_line import ListLine
from models.lists.sort_order import Order
from models.reference_data.municipalities import Reference
from nir_tui.lists.row_texts import is_on_open_leave, value_text
from nir_tui.presentation.drawing import BLOCKS
from nir_tui.presentation.i18n import _
from nir_tui.presentation.safe_text import cell, fit, sanitize
from nir_tui.widgets.paged_table import TableColumn

DOT = "●"
HOLLOW = "◦"
"""The signs of a row to correct, and of one that is set aside."""
MARKED = "+"
"""The sign of a row that the user has marked."""
_MARK = 2
_MOST_FOR_NAME = 20
"""Cells. Spare width goes to the name, up to this."""

_FIRST_WHOLE = ("status", "reason", "category", "reason", "goal")
"""The columns of codes in the order they are given room for whole labels."""


class _Fitted(NamedTuple):
    """A column fitted to a width: its cells, its labels, and the space before the next one."""

    column: ListColumn
    width: int
    labels: LabelPairs
    gap: int

    def value(self, line: ListLine, context: RowContext) -> Any:
        return next(self.column.values([line], context))

    def text(self, line: ListLine, context: RowContext) -> str:
        text = value_text(self.column, self.value(line, context), self.labels)
        return text.rjust(self.width - self.gap) if self.column.kind is _RIGHT else text

    def shown(self, line: ListLine, context: RowContext) -> str:
        return fit(self.text(line, context), self.width - self.gap)

    def title(self, order: Order) -> str:
        """Return the longest title that fits; of the column ordered by, with its direction."""
        arrow = ""
        if self.column.order and self.column.order.field == order.column:
            falls = order.descending is not self.column.reverses
            arrow = " " + (BLOCKS.falling if falls else BLOCKS.rising)
        titles = [_(title) for title in self.column.titles]
        room = self.width - self.gap - len(arrow)
        return next((title for title in titles if len(title) <= room), titles[-1]) + arrow


_RIGHT = ValueKind.DAYS
"""Shown at the right end of its column, so that the digits line up."""


class Layout(NamedTuple):
    """Columns, widths and labels for one list and one width of terminal."""

    columns: tuple[_Fitted, ...]
    context: RowContext

    def titles(self, order: Order) -> list[TableColumn]:
        """Return the columns of the table; the first one is the mark's."""
        shown = (TableColumn(one.title(order), one.width) for one in self.columns)
        return [TableColumn("", _MARK), *shown]

    def cells(
        self, line: ListLine, mark_style: str, is_aside: bool = False, is_marked: bool = False
    ) -> list[Text]:
        """Return the cells of one row; the sign has its own style, hollow for one set aside."""
        sign = HOLLOW if is_aside else _sign(line)
        mark = cell(f"{sign}{MARKED if is_marked else ' '}", mark_style)
        return [mark, *(cell(one.shown(line, self.context)) for one in self.columns)]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns shown."""
        return tuple(one.column.name for one in self.columns)

    @property
    def needs_details(self) -> bool:
        """Whether a column shows what only lines with every field have."""
        return any(one.column.needs_details for one in self.columns)

    @property
    def shows_days(self) -> bool:
        """Whether the days since the termination are shown."""
        return any(one.column.kind is ValueKind.DAYS for one in self.columns)

    def shortened(self, line: ListLine) -> list[str]:
        """Return in full the texts that are shortened in their column, the most telling first."""
        found = {one.column.name: one for one in self.columns}
        texts = []
        for name in ("reason", "status", "name", "category", "goal"):
            if name not in found:
                continue
            one = found[name]
            whole = value_text(one.column, one.value(line, self.context), one.column.labels.full)
            if whole and one.shown(line, self.context).rstrip() != sanitize(whole):
                texts.append(sanitize(whole))
        return texts


def _sign(line: ListLine) -> str:
    """Return a dot for a row that needs correction, a letter for leave without an end."""
    if line.needs_correction:
        return DOT
    return _("P") if is_on_open_leave(line) else " "


def layout_for(
    list_filter: ListFilter,
    width: int,
    today: date,
    find_reference: Callable[[], Reference],
    chosen: tuple[str, ...] | None = None,
) -> Layout:
    """Return whole labels where they fit, the most telling first; spare width goes to the name.

    `chosen`: the columns that the user wants; the last ones go where there is no room for them.
    """
    kind = kind_of(list_filter)
    names = list(chosen or kind.columns)
    while len(names) > 2 and _MARK - 1 + sum(LIST_COLUMNS[name].width for name in names) > width:
        del names[-1]
    widths = {name: LIST_COLUMNS[name].width for name in names}
    last = names[-1]
    # The last column needs no space after it.
    widths[last] -= 1
    left = width - _MARK - sum(widths.values())
    wholes = {name: iter(LIST_COLUMNS[name].wholes) for name in widths}
    whole: set[str] = set()
    for name in _FIRST_WHOLE:
        if name not in widths:
            continue
        more = next(wholes[name]) - widths[name]
        if more > left:
            break
        widths[name] += more
        left -= more
        whole.add(name)
    widths["name"] += max(0, min(left, _MOST_FOR_NAME))
    fitted = tuple(
        _Fitted(
            LIST_COLUMNS[name],
            cells,
            LIST_COLUMNS[name].labels.full if name in whole else LIST_COLUMNS[name].labels.short,
            0 if name == last else 1,
        )
        for name, cells in widths.items()
    )
    return Layout(fitted, RowContext(find_reference, today, kind.of_terminations))

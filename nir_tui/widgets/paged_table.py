"""A DataTable that holds one screen of rows of a list of any length, and scrolls seamlessly."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from rich.text import Text
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.coordinate import Coordinate

from nir_tui.runtime.whole_row import WholeRowTable

_BUFFER = 60
_FIRST = Coordinate(0, 0)


class TableColumn(NamedTuple):
    """A column: its title and width in cells."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class RowsNeeded:
    """A request for rows not loaded that have come into view; `known` rows are, by position."""

    offset: int
    limit: int
    known: dict[int, Any]


class PagedTable(WholeRowTable):
    """A table of rows by position: the cursor's is one in the whole list, not in the window."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move('up')", show=False),
        Binding("down,j", "move('down')", show=False),
        Binding("pageup", "move('page_up')", show=False),
        Binding("pagedown", "move('page_down')", show=False),
        Binding("home,ctrl+home", "move('first')", show=False),
        Binding("end,ctrl+end", "move('last')", show=False),
    ]

    def __init__(
        self,
        as_cells: Callable[[Any], list[Text]],
        bring: Callable[[RowsNeeded], None],
        moved: Callable[[], None],
    ) -> None:
        """`bring` begins to read the rows needed, `moved` shows what belongs to the cursor's row.

        Both are called directly, not by a message: its receiver may be waiting for the rows, and
        what is shown a message later is painted a frame later.
        """
        super().__init__(
            cursor_type="row", zebra_stripes=False, cell_padding=0, show_row_labels=False
        )
        self._as_cells = as_cells
        self._bring, self._moved = bring, moved
        self._rows: Sequence[Any] = ()
        self._rows_start = 0
        self._columns_laid: Sequence[TableColumn] = ()
        self._painted: tuple[int, Sequence[Any]] | None = None
        self.total = 0
        self.position = 0
        self.top = 0
        self.is_expecting = False
        self._lacks_rows = False
        self._came = asyncio.Event()

    @property
    def capacity(self) -> int:
        """The number of rows that fit below the titles."""
        return max(1, self.size.height - self.header_height)

    @property
    def current(self) -> Any | None:
        """The row under the cursor; None if there is none, or it is not loaded yet."""
        index = self.position - self._rows_start
        return self._rows[index] if 0 <= index < len(self._rows) and self.total else None

    @property
    def window(self) -> tuple[int, int]:
        """First and last position on the screen, counted from one; (0, 0) for an empty list."""
        if not self.total:
            return (0, 0)
        return (self.top + 1, min(self.top + self.capacity, self.total))

    def set_columns(self, columns: Sequence[TableColumn]) -> None:
        """Lay the columns out again, if they have changed."""
        if columns == self._columns_laid:
            return
        self._columns_laid = columns
        self.column_widths = [column.width for column in columns]
        self.clear(columns=True)
        self._painted = None
        for column in columns:
            self.add_column(Text(column.title, no_wrap=True), width=column.width)

    def load(self, total: int, position: int, offset: int, rows: Sequence[Any]) -> None:
        """Show another list: its length, the position of the cursor, and some of its rows."""
        self.total = total
        self.is_expecting = False
        self._take(offset, rows, position)

    def render_rows_again(self) -> None:
        """Render the rows at the next load though they are the same: their cells have changed."""
        self._painted = None

    def set_total(self, total: int) -> None:
        """Set the length of the list, now that all rows are counted."""
        self.total = total
        self.go_to(self.position)

    def set_rows(self, offset: int, rows: Sequence[Any]) -> None:
        """Take the rows that were needed."""
        self._take(offset, rows, self.position)

    def _take(self, offset: int, rows: Sequence[Any], position: int) -> None:
        self._rows, self._rows_start = rows, offset
        self._lacks_rows = False
        self.go_to(position)
        self._came.set()

    # A key waits until the rows that it acts on are loaded.

    def start_loading(self) -> None:
        """Note that another list is being loaded."""
        self.is_expecting = True

    def cancel_loading(self) -> None:
        """Note that the rows or list awaited will not come."""
        self.is_expecting = self._lacks_rows = False
        self._came.set()

    async def wait_for_rows(self) -> None:
        """Wait until the rows needed by the keys pressed so far have loaded."""
        while self.is_expecting or self._lacks_rows:
            await self._next()

    async def _list(self) -> None:
        """Wait until the list is loaded."""
        while self.is_expecting:
            await self._next()

    async def _next(self) -> None:
        self._came.clear()
        await self._came.wait()

    def go_to(self, position: int) -> None:
        """Put the cursor on a position, moving the window no further than necessary."""
        self.position = max(0, min(position, self.total - 1))
        self.top = min(self.top, self.position)
        self.top = max(self.top, self.position - self.capacity + 1)
        self.top = max(0, min(self.top, self.total - self.capacity))
        self._paint()

    def _paint(self) -> None:
        end = min(self.top + self.capacity, self.total)
        first, last = self.top - self._rows_start, end - self._rows_start
        if first < 0 or last > len(self._rows):
            self._lacks_rows = True
            offset = max(0, self.top - _BUFFER // 2)
            self._bring(RowsNeeded(offset, _BUFFER + self.capacity, self.known))
            return
        if last - first != self.row_count:
            self._allocate_rows(last - first)
        elif self._painted != (self.top, self._rows) and self.row_count:
            # Changing one cell makes the table drop its cache; it then asks for every cell.
            self.update_cell_at(_FIRST, Text())
            self.refresh()
        self._painted = (self.top, self._rows)
        self.move_cursor(row=self.position - self.top, animate=False)
        self._moved()

    def _allocate_rows(self, count: int) -> None:
        """Add empty rows for the screen: their cells are asked for when they are painted."""
        self.clear()
        for _ in range(count):
            self.add_row(height=1)

    def get_row_at(self, row_index: int) -> list[Any]:
        """Return the cells of a row of the screen."""
        index = self.top - self._rows_start + row_index
        return self._as_cells(self._rows[index]) if 0 <= index < len(self._rows) else []

    @property
    def known(self) -> dict[int, Any]:
        """The first and the last of the rows that are loaded, by position."""
        if not self._rows:
            return {}
        last = self._rows_start + len(self._rows) - 1
        return {self._rows_start: self._rows[0], last: self._rows[-1]}

    def on_resize(self) -> None:
        """Show as many rows as now fit."""
        self.go_to(self.position)

    async def action_move(self, how: str) -> None:
        """Move by a row or a screen, or to an end of the list; the window scrolls along."""
        await self._list()
        if how in ("page_up", "page_down"):
            self.top += self.capacity if how == "page_down" else -self.capacity
        places = {
            "up": self.position - 1,
            "down": self.position + 1,
            "page_up": self.position - self.capacity,
            "page_down": self.position + self.capacity,
            "first": 0,
            "last": self.total - 1,
        }
        self.go_to(places[how])

    def action_select_cursor(self) -> None:
        """Leave Enter to the screen."""
        raise SkipAction

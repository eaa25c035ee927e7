"""Walking a list in order: page by page from a known row, or from the nearer end."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from models.lists.segments import Segment, segments
from models.lists.sort_order import Order
from models.tables import PersonRow, ReportRow, database

SelectedColumns = tuple[Any, ...]
SelectedRow = tuple[Any, ...]

_WORTH_WALKING = 5_000
"""From a known row so many rows on or back; farther off, the end may be nearer."""


class Walker:
    """Reads rows of a filter in order, without sorting them; inside a transaction.

    They come as they are stored.
    """

    def __init__(
        self,
        conditions: list[Any],
        order: Order,
        as_of: date,
        codes: set[str | None] | None = None,
    ) -> None:
        """`codes` are those that the column of the order has, where that is known."""
        self._conditions = conditions
        self._segments = segments(order, as_of, codes)

    def stretches(self, columns: SelectedColumns) -> Iterator[Any]:
        """A query for each stretch; their rows, one after another, are the whole list."""
        return (self._query(columns, stretch, backwards=False) for stretch in self._segments)

    def page(
        self, columns: SelectedColumns, offset: int, limit: int, near: Any, total: int | None
    ) -> list[SelectedRow]:
        """The rows from an offset on, from where they are nearest.

        `near` has a `position` in the list and the `line` that stands there.
        """
        if near is not None and abs(near.position - offset) <= _WORTH_WALKING:
            return self._around(columns, near, offset, limit)
        if total is not None and offset >= total:
            return []
        if total is not None and offset > total // 2:
            limit = min(limit, total - offset)
            skipped = max(0, total - offset - limit)
            return self._read(columns, skipped, limit, backwards=True)[::-1]
        return self._read(columns, offset, limit, backwards=False)

    def beyond(
        self, columns: SelectedColumns, line: Any, limit: int, backwards: bool
    ) -> list[SelectedRow]:
        """The rows after a line, or before it, in the list's order."""
        found = self._read(columns, 0, limit, backwards, beyond=line)
        return found[::-1] if backwards else found

    def _around(
        self, columns: SelectedColumns, near: Any, offset: int, limit: int
    ) -> list[SelectedRow]:
        """Rows before the known one, read backwards, and those from it on."""
        before, ahead = max(0, near.position - offset), max(0, offset - near.position)
        found: list[SelectedRow] = []
        if before:
            back = self._read(columns, 0, before, backwards=True, beyond=near.line)
            found = back[::-1][:limit]
        if len(found) < limit:
            rest = limit - len(found)
            found += self._read(columns, ahead, rest, False, near.line, inclusive=True)
        return found

    def _read(
        self,
        columns: SelectedColumns,
        skip: int,
        limit: int,
        backwards: bool,
        beyond: Any = None,
        inclusive: bool = False,
    ) -> list[SelectedRow]:
        found: list[SelectedRow] = []
        stretches = self._segments[::-1] if backwards else self._segments
        if beyond is not None:
            stretches = _from(stretches, beyond)
        for stretch in stretches:
            query = self._query(columns, stretch, backwards)
            if beyond is not None and stretch.holds(beyond):
                query = query.where(*stretch.beyond(beyond, backwards, inclusive))
            new = list(database.execute(query.limit(limit - len(found)).offset(skip)))
            found += new
            if len(found) >= limit:
                break
            if new:
                skip = 0
            elif skip:
                # All of this stretch is to be skipped: how much of it was there?
                skip -= query.limit(skip).count()
        return found

    def _query(self, columns: SelectedColumns, stretch: Segment, backwards: bool) -> Any:
        query = ReportRow.select(*columns).join(PersonRow)
        found = [*stretch.conditions, *self._conditions]
        if found:
            query = query.where(*found)
        return query.order_by(*stretch.ordering(backwards))


def _from(stretches: list[Segment], line: Any) -> list[Segment]:
    """The stretches from the one on that holds a line."""
    at = next((i for i, stretch in enumerate(stretches) if stretch.holds(line)), None)
    return stretches if at is None else stretches[at:]

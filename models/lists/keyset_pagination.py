"""Reads a list in index order, page by page, from a known row or from the nearer end."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from models.lists.deadline_columns import ColumnsOf, period_ends
from models.lists.order_segments import Segment, segments
from models.lists.segment_queries import JoinTables, SegmentPart, SegmentQueries, SelectedRow
from models.lists.sort_order import Order
from models.tables import OtherDeadlineRow, ReportRow

_MOST_FROM_ANCHOR = 5_000
"""Most rows to read on or back from a known row; farther off, an end of the list may be nearer."""


class KeysetPager:
    """Reads rows of a filter in order, without sorting them; inside a transaction.

    Their values are as stored.
    """

    def __init__(
        self,
        conditions: list[Any],
        order: Order,
        as_of: date,
        codes: set[str | None] | None = None,
    ) -> None:
        """`codes` are those that occur in the column of the order, if known."""
        self._queries = SegmentQueries(conditions, as_of, period_ends(as_of))
        own, other = ReportRow, OtherDeadlineRow
        self._segments = segments(order, own.deadline, own.duf, codes)
        if order.column == "deadline":
            both = zip(self._segments, segments(order, other.deadline, other.duf), strict=True)
            self._segments = [replace(segment, other=beside) for segment, beside in both]

    def segment_rows(
        self, columns: ColumnsOf, joined: JoinTables
    ) -> Iterator[Iterable[SelectedRow]]:
        """Return the rows of each segment; one after another they are the whole list."""
        return (
            self._queries.every(SegmentPart(segment), columns, joined) for segment in self._segments
        )

    def page(
        self, columns: ColumnsOf, offset: int, limit: int, near: Any, total: int | None
    ) -> list[SelectedRow]:
        """Return the rows from an offset on, read from the nearest known place.

        `near` has a `position` in the list and the `line` there.
        """
        if near is not None and abs(near.position - offset) <= _MOST_FROM_ANCHOR:
            return self._around(columns, near, offset, limit)
        if total is not None and offset >= total:
            return []
        if total is not None and offset > total // 2:
            limit = min(limit, total - offset)
            skipped = max(0, total - offset - limit)
            return self._read(columns, skipped, limit, backwards=True)[::-1]
        return self._read(columns, offset, limit, backwards=False)

    def beyond(
        self, columns: ColumnsOf, line: Any, limit: int, backwards: bool
    ) -> list[SelectedRow]:
        """Return the rows after a line, or before it, in the list's order."""
        found = self._read(columns, 0, limit, backwards, beyond=line)
        return found[::-1] if backwards else found

    def _around(self, columns: ColumnsOf, near: Any, offset: int, limit: int) -> list[SelectedRow]:
        """Read the rows before the known one backwards, then those from it on."""
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
        columns: ColumnsOf,
        skip: int,
        limit: int,
        backwards: bool,
        beyond: Any = None,
        inclusive: bool = False,
    ) -> list[SelectedRow]:
        found: list[SelectedRow] = []
        segments = self._segments[::-1] if backwards else self._segments
        if beyond is not None:
            segments = _from(segments, beyond)
        for segment in segments:
            wanted = SegmentPart(segment, backwards)
            if beyond is not None and segment.holds(beyond):
                wanted = SegmentPart(segment, backwards, beyond, inclusive)
            new = self._queries.some(wanted, columns, limit - len(found), skip)
            found += new
            if len(found) >= limit:
                break
            if new:
                skip = 0
            elif skip:
                # The whole segment was skipped: the rest is skipped in the next ones.
                skip -= self._queries.count(wanted, skip)
        return found


def _from(segments: list[Segment], line: Any) -> list[Segment]:
    """Return the segments from the one that holds a line; all of them if none does."""
    at = next((i for i, segment in enumerate(segments) if segment.holds(line)), None)
    return segments if at is None else segments[at:]

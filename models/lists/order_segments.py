"""Divides an ordered list into segments, each of which an index holds in order from end to end.

Codes are ordered by their labels, which no index holds, so each code is a segment. Within a
segment rows are ordered by a few keys, and can be read on or back from any row.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import Ordering

from models.collation import sort_key
from models.lists.column_registry import LIST_COLUMNS, ORDERS, OrderKind
from models.lists.sort_order import Order, ranked
from models.tables import ReportRow


@dataclass(frozen=True, slots=True)
class Key:
    """A column that orders the rows of a segment, and the field of a line that holds it."""

    column: Any
    field: str
    descending: bool = False

    def of(self, line: Any) -> Any:
        """Return a line's value of this key, as stored."""
        if self.field == "name":
            return sort_key(line.name)
        value = getattr(line, self.field)
        return value.isoformat() if isinstance(value, date) else value

    def ordered(self, backwards: bool) -> Any:
        """Return the ORDER BY term of the column."""
        is_down = self.descending is not backwards
        return Ordering(self.column, "DESC" if is_down else "ASC")


@dataclass(frozen=True, slots=True)
class Segment:
    """The conditions of a segment's rows, and the keys that order them; the last is the DUF number.

    `other` is the same segment in the persons' other periods, for an order by deadline.
    """

    conditions: tuple[Any, ...]
    keys: tuple[Key, ...]
    field: str = ""
    value: str | None = None
    lacks_day: bool | None = None
    other: "Segment | None" = None

    @property
    def columns(self) -> tuple[Any, ...]:
        """The columns of the keys."""
        return tuple(key.column for key in self.keys)

    def holds(self, line: Any) -> bool:
        """Whether a line is in this segment."""
        if self.lacks_day is not None:
            return (getattr(line, self.field) is None) is self.lacks_day
        return not self.field or getattr(line, self.field) == self.value

    def ordering(self, backwards: bool) -> list[Any]:
        """Return the ORDER BY of the segment."""
        return [key.ordered(backwards) for key in self.keys]

    def after_line(self, line: Any, backwards: bool, inclusive: bool) -> list[Any]:
        """Return the conditions of the rows after a line, or before it."""
        last = self.keys[-1]
        after = _beyond(last, line, backwards, inclusive)
        if len(self.keys) == 1:
            return [after]
        first = self.keys[0]
        # An index can seek to the range of the first key; ties are compared one by one.
        return [
            _beyond(first, line, backwards, inclusive=True),
            _beyond(first, line, backwards, inclusive=False)
            | ((first.column == first.of(line)) & after),
        ]


def segments(
    order: Order, deadline: Any, duf: Any = ReportRow.duf, codes: set[str | None] | None = None
) -> list[Segment]:
    """Return the segments of an order in sequence, limited to the `codes` that occur, if known.

    `deadline` and `duf` are the columns that hold them.
    """
    found = _all_segments(order, deadline, Key(duf, "duf"))
    return [segment for segment in found if codes is None or segment.value in codes]


def _all_segments(order: Order, deadline: Any, duf: Key) -> list[Segment]:
    if order.column not in ORDERS:
        raise ValueError(order.column)
    by, down = ORDERS[order.column], order.descending
    column = deadline if by.column == "deadline" else getattr(ReportRow, by.column)
    match by.kind:
        case OrderKind.UNIQUE:
            return [Segment((), (Key(column, by.field, down),))]
        case OrderKind.TEXT:
            return [Segment((), (Key(column, by.field, down), duf))]
        case OrderKind.DAYS:
            return _days(column, by.field, down, duf)
        case OrderKind.CODES:
            then = (Key(getattr(ReportRow, by.then), by.then),) if by.then else ()
            labels = LIST_COLUMNS[order.column].labels.full
            return _codes(column, by.field, labels, down, (*then, duf))


def _codes(
    column: Any, field: str, labels: Any, descending: bool, keys: tuple[Key, ...]
) -> list[Segment]:
    """Return one segment per code. The empty code comes first; its rows have no day either."""
    codes = [None, *ranked(labels)]
    found = []
    for code in reversed(codes) if descending else codes:
        if code is not None:
            found.append(Segment((column == code,), keys, field, code))
        else:
            # Stated for every key but the last, so that the index holds this segment in order too.
            lacking = (column.is_null(), *(key.column.is_null() for key in keys[:-1]))
            found.append(Segment(lacking, keys[-1:], field, None))
    return found


def _days(column: Any, field: str, descending: bool, duf: Key) -> list[Segment]:
    """Return the segments with and without a day. Rows without one come last in both directions."""
    keys = (Key(column, field, descending), duf)
    return [
        Segment((column.is_null(False),), keys, field, lacks_day=False),
        Segment((column.is_null(),), (duf,), field, lacks_day=True),
    ]


def _beyond(key: Key, line: Any, backwards: bool, inclusive: bool) -> Any:
    value = key.of(line)
    if key.descending is not backwards:
        return key.column <= value if inclusive else key.column < value
    return key.column >= value if inclusive else key.column > value

"""Makes sheets of the report and the list of persons; the report has NIR's own 14 columns."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from models.exchange.exporting.sheet import Cell, Kind, Sheet, SheetColumn
from models.list_filter import ListFilter
from models.lists.column_registry import LIST_COLUMNS, ListColumn, RowContext, ValueKind
from models.lists.list_kinds import kind_of
from models.lists.list_line import ListLine
from models.lists.list_stream import stream_list_known
from models.lists.sort_order import Order
from models.storage.register import Register
from rules.duf_number import format_duf

_BATCH_SIZE = 50
"""Rows: several hundred do not fit in a processor's cache, and take a tenth longer."""
_KINDS = {
    ValueKind.NUMBER: Kind.NUMBER,
    ValueKind.DAYS: Kind.NUMBER,
    ValueKind.DAY: Kind.DATE,
}


def list_sheet(
    register: Register,
    list_filter: ListFilter,
    order: Order,
    as_of: date,
    subheading: str,
    known_at: date | None = None,
) -> Sheet:
    """Make a sheet of a list, as of a day; its rows are read inside a transaction, one by one.

    `known_at`: the report as it was known at the end of a day.
    """
    kind = kind_of(list_filter)
    file, context = kind.file, RowContext(lambda: register.reference, as_of, kind.of_terminations)
    columns = [LIST_COLUMNS[name] for name in file.columns]
    heading = file.heading.format(law=list_filter.law or "begge lover")
    titles = tuple(
        SheetColumn(column.title, _KINDS.get(column.kind, Kind.TEXT), column.file_width)
        for column in columns
    )
    lines = stream_list_known(register, list_filter, order, as_of, known_at)
    rows = _rows(lines, columns, context)
    return Sheet(file.sheet, heading, subheading, titles, rows)


def _rows(
    lines: Iterator[ListLine], columns: list[ListColumn], context: RowContext
) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of each row, computed column by column for a few rows at a time."""
    cells = [_cells_of(column) for column in columns]
    while batch := list(islice(lines, _BATCH_SIZE)):
        yield from zip(*(of(batch, context) for of in cells), strict=True)


def _cells_of(column: ListColumn) -> Callable[[list[ListLine], RowContext], Iterable[Any]]:
    """Return a function that makes the cells of a column for several rows."""
    match column.kind:
        case ValueKind.DUF:
            return lambda lines, context: map(format_duf, column.values(lines, context))
        case ValueKind.CODE:
            labels = dict(column.labels.full)
            return lambda lines, context: map(labels.get, column.values(lines, context))
        case _:
            return column.values

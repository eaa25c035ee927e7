"""Reads list rows as stored, many at a time, without Peewee's conversion of values."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from models.list_rows.text_index import ListRowValues
from models.list_rows.writer import OTHER_COLUMNS, OTHERS
from models.tables import OtherDeadlineRow, ReportRow, database
from models.tables.statement_cache import cached_sql

_BATCH_SIZE = 1_000
_LAST = 2**62
_COLUMNS = tuple(ReportRow._meta.sorted_field_names)


def stored_rows(after: int = 0, last: int = _LAST) -> Iterator[ListRowValues]:
    """Yield the rows of the person numbers above `after`, up to `last`; inside a transaction.

    Days are text. The columns are in the table's order, as in `report_row_values`. The last value
    holds the person's rows of other periods.
    """
    while rows := database.execute_sql(_rows_sql(), (after, last, _BATCH_SIZE)).fetchall():
        others = _others(after, rows[-1][0])
        for row in rows:
            yield {**dict(zip(_COLUMNS, row, strict=True)), OTHERS: tuple(others[row[0]])}
        after = rows[-1][0]


def _others(after: int, last: int) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in database.execute_sql(_others_sql(), (after, last)).fetchall():
        found[row[0]].append(tuple(row))
    return found


@cached_sql
def _rows_sql() -> str:
    query = ReportRow.select().where(ReportRow.person > 0, ReportRow.person <= _LAST)
    return str(query.order_by(ReportRow.person).limit(_BATCH_SIZE).sql()[0])


@cached_sql
def _others_sql() -> str:
    row = OtherDeadlineRow
    query = row.select(*(getattr(row, name) for name in OTHER_COLUMNS))
    query = query.where(row.person > 0, row.person <= _LAST)
    return str(query.order_by(row.person, row.since).sql()[0])

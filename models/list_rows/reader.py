"""Report rows as they are stored, many at a time: without Peewee's way from column to value."""

from collections.abc import Iterator

from models.list_rows.text_index import ListRowValues
from models.tables import ReportRow, database
from models.tables.statement_cache import written_once

_AT_A_TIME = 1_000
_LAST = 2**62
_COLUMNS = tuple(ReportRow._meta.sorted_field_names)


def stored_rows(after: int = 0, last: int = _LAST) -> Iterator[ListRowValues]:
    """The rows of persons with a number above one, up to another; inside a transaction.

    Days are text; the columns stand in the table's order, as in `report_row_values`.
    """
    while rows := database.execute_sql(_rows_sql(), (after, last, _AT_A_TIME)).fetchall():
        for row in rows:
            yield dict(zip(_COLUMNS, row, strict=True))
        after = rows[-1][0]


@written_once
def _rows_sql() -> str:
    query = ReportRow.select().where(ReportRow.person > 0, ReportRow.person <= _LAST)
    return str(query.order_by(ReportRow.person).limit(_AT_A_TIME).sql()[0])

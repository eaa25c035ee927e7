"""Writes most of the list rows at once: indexes are dropped first, derived data is rebuilt after.

Updating an index, the counts or the text index row by row costs more than building them from all
rows.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from math import inf
from typing import Any

from peewee import SqliteDatabase, Value, fn

from models.list_filter import Subject
from models.list_rows.text_index import rebuild_letter_counts, rebuild_text_index
from models.list_rows.writer import EVERYWHERE, NOT_ENDED, BulkMode, bulk_mode
from models.tables import CountRow, ReportRow, database

_INDEXES_OF_SQLITE = (
    "SELECT name, sql FROM sqlite_master"
    " WHERE tbl_name IN ('report_row', 'other_deadline') AND type = 'index' AND sql IS NOT NULL"
)
_INDEXES_OF_POSTGRESQL = (
    "SELECT indexname, indexdef FROM pg_indexes"
    " WHERE schemaname = current_schema() AND tablename IN ('report_row', 'other_deadline')"
    " AND indexdef NOT LIKE 'CREATE UNIQUE%%'"
)
"""Queries for the name of each index that may be dropped, and the SQL that creates it."""


_MOST_IN_A_FILE = 1_000_000
"""Most rows to build an index from: cysqlite's SQLite sorts them in memory, in 200 MB."""


@contextmanager
def rows_in_bulk() -> Iterator[None]:
    """Write list rows without their derived data, which is rebuilt on exit; inside a transaction.

    With SQLite, bulk mode ends early when there are too many rows to sort in memory. If there are
    too many from the start, the indexes are kept.
    """
    is_file = isinstance(database.obj, SqliteDatabase)
    rows, most = ReportRow.select().count(), _MOST_IN_A_FILE if is_file else inf
    indexes = []
    if rows > most:
        most = inf
    else:
        asked = _INDEXES_OF_SQLITE if is_file else _INDEXES_OF_POSTGRESQL
        indexes = database.execute_sql(asked).fetchall()
    for name, _sql in indexes:
        database.execute_sql(f'DROP INDEX "{name}"')
    alone = BulkMode(rows, most, partial(_rebuild_derived, [sql for _name, sql in indexes]))
    with bulk_mode(alone):
        yield
    alone.end()


def _rebuild_derived(indexes: Iterable[str]) -> None:
    rebuild_counts()
    rebuild_letter_counts()
    rebuild_text_index()
    for sql in indexes:
        database.execute_sql(sql)


def rebuild_counts() -> None:
    """Rebuild the counts: each row as a person and as one ended, per municipality and in total."""
    CountRow.delete().execute()
    row = ReportRow
    ended = {"year": row.year, "reason": row.reason, "by_engine": row.by_engine.cast("INTEGER")}
    empty = {name: fn.COALESCE(column, NOT_ENDED[name]) for name, column in ended.items()}
    same = (row.law, row.category, row.status, *empty.values())
    alike = (row.law, row.category, row.status, row.year, row.reason, row.by_engine)
    for subject, place in (
        (Subject.PERSONS, row.municipality),
        (Subject.ENDED, row.ended_municipality),
    ):
        for columns, where in (((place, *alike), place), (alike, _text(EVERYWHERE))):
            counted = row.select(_text(str(subject)), where, *same, fn.COUNT(row.person))
            if subject is Subject.ENDED:
                counted = counted.where(row.reason.is_null(False))
            CountRow.insert_from(counted.group_by(*columns), _COUNTED).execute()


_COUNTED: list[Any] = [
    *(CountRow.subject, CountRow.municipality, CountRow.law, CountRow.category, CountRow.status),
    *(CountRow.year, CountRow.reason, CountRow.by_engine, CountRow.persons),
]


def _text(value: str) -> Any:
    """Return a text that Peewee does not convert to the type of a column."""
    return Value(value, converter=False)

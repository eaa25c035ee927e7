"""Writes most of the list rows at once: indexes are dropped first, derived data is rebuilt after.

Updating an index, the counts or the text index row by row costs more than building them from all
rows.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from math import inf
from typing import Any

from peewee import Value, fn

from models.list_filter import Subject
from models.list_rows.text_index import rebuild_letter_counts, rebuild_text_index
from models.list_rows.writer import EVERYWHERE, NOT_ENDED, BulkMode, bulk_mode
from models.storage.bound import bound_storage
from models.tables import CountRow, ReportRow, SetAsideRow, database
from rules.code_lists import Status


@contextmanager
def rows_in_bulk() -> Iterator[None]:
    """Write list rows without their derived data, which is rebuilt on exit; inside a transaction.

    Bulk mode ends early when there are more rows than the storage builds an index from at once. If
    there are too many from the start, the indexes are kept.
    """
    storage = bound_storage()
    rows, most = ReportRow.select().count(), storage.most_rows_to_index
    indexes = []
    if rows > most:
        most = inf
    else:
        indexes = storage.index_definitions("report_row", "other_deadline")
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
    needing = ReportRow.select(ReportRow.person).where(ReportRow.status == Status.NEEDS_CORRECTION)
    SetAsideRow.delete().where(SetAsideRow.person.not_in(needing)).execute()
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
    for subject, place, parts in (
        (Subject.PERSONS, row.municipality, (row.parts,)),
        (Subject.ENDED, row.ended_municipality, ()),
    ):
        grouped = (*alike, *parts)
        for columns, where in (((place, *grouped), place), (grouped, _text(EVERYWHERE))):
            shown = (*same, *(parts or (Value(0),)), fn.COUNT(row.person))
            counted = row.select(_text(str(subject)), where, *shown)
            if subject is Subject.ENDED:
                counted = counted.where(row.reason.is_null(False))
            CountRow.insert_from(counted.group_by(*columns), _COUNTED).execute()


_COUNTED: list[Any] = [
    *(CountRow.subject, CountRow.municipality, CountRow.law, CountRow.category, CountRow.status),
    *(CountRow.year, CountRow.reason, CountRow.by_engine, CountRow.parts, CountRow.persons),
]


def _text(value: str) -> Any:
    """Return a text that Peewee does not convert to the type of a column."""
    return Value(value, converter=False)

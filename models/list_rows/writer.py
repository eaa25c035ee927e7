"""Writes list rows with their derived data: the counts of the lists and the text index."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any

from models.list_filter import Subject
from models.list_rows.text_index import ListRowValues, remove_texts, write_texts
from models.tables import OtherDeadlineRow, ReportRow, SetAsideRow, database
from models.tables.bulk_writes import delete_rows, insert_rows, write_many
from models.tables.statement_cache import cached_sql
from rules.code_lists import Status

EVERYWHERE = ""
NOT_ENDED = {"year": 0, "reason": "", "by_engine": 2}
"""The values of a count's columns for persons without an active termination."""

OTHERS = "other_deadlines"
"""The key of a row's other periods. It is not a column of the row's table."""

OTHER_COLUMNS = (
    *("person", "since", "until", "completion_deadline", "deadline"),
    *("duf", "municipality", "is_awaited"),
)

_BATCH_SIZE = 500
_COUNT_COLUMNS = (
    *(
        "subject",
        "law",
        "municipality",
        "category",
        "status",
        "year",
        "reason",
        "by_engine",
        "parts",
    ),
)
_READ_BEFORE = (
    *("person", "search_name", "duf", "law", "category", "status", "municipality"),
    *("ended_municipality", "year", "reason", "by_engine", "parts"),
)


class BulkMode:
    """Counts rows written without their derived data, and rebuilds that once for all of them."""

    def __init__(self, rows: int, most: float, make_the_rest: Callable[[], None]) -> None:
        """Begin with `rows` rows; end when there are more than `most`."""
        self._rows, self._most, self._rebuild_derived = rows, most, make_the_rest
        self.is_over = False

    def add(self, rows: int) -> None:
        """Count new rows, and end if there are too many."""
        self._rows += rows
        if self._rows > self._most:
            self.end()

    def end(self) -> None:
        """Rebuild the derived data, unless that has been done."""
        if not self.is_over:
            self.is_over = True
            self._rebuild_derived()


_alone: ContextVar[BulkMode | None] = ContextVar("_alone", default=None)


@contextmanager
def bulk_mode(alone: BulkMode) -> Iterator[None]:
    """Write rows without their derived data until the bulk mode ends."""
    before = _alone.set(alone)
    try:
        yield
    finally:
        _alone.reset(before)


def write_report_rows(rows: Sequence[ListRowValues], are_new: bool = False) -> None:
    """Write rows, each in place of the person's old one, inside a transaction.

    `are_new`: none of the persons has a row yet.
    """
    alone = _alone.get()
    if alone and not alone.is_over:
        if not are_new:
            _delete([row["person"] for row in rows])
        _insert(rows)
        alone.add(len(rows) if are_new else 0)
        return
    persons = [] if are_new else [row["person"] for row in rows]
    old = _rows_before(persons)
    _end_set_asides(rows, old)
    deltas = _keys_of(rows)
    deltas.subtract(_keys_of(old.values()))
    _delete(persons)
    _insert(rows)
    write_texts(rows, old)
    add_counts(deltas)


def _end_set_asides(rows: Iterable[ListRowValues], old: dict[int, ListRowValues]) -> None:
    """Take persons who no longer need correction out of the work lists in which they are set aside.

    For good: a correction that is undone does not set them aside again.
    """
    needing = {person for person, row in old.items() if row["status"] == Status.NEEDS_CORRECTION}
    corrected = {row["person"] for row in rows if row["status"] != Status.NEEDS_CORRECTION}
    delete_rows(SetAsideRow, "person", needing & corrected)


def remove_report_rows(persons: list[int]) -> None:
    """Remove the rows of some persons with their derived data, inside a transaction."""
    old = _rows_before(persons)
    _delete(persons)
    remove_texts(old.values())
    add_counts(Counter({key: -n for key, n in _keys_of(old.values()).items()}))


def _keys_of(rows: Iterable[ListRowValues]) -> Counter[tuple[Any, ...]]:
    return Counter(key for row in rows for key in count_keys(row))


def count_keys(row: ListRowValues) -> Iterator[tuple[Any, ...]]:
    """Yield the keys of the counts that include a row, in the order of the counts' columns.

    A row is counted as a person and, if ended, as one ended; in its municipality and in total.
    """
    has_ended = row["reason"] is not None
    year, reason, by_engine = NOT_ENDED.values()
    if has_ended:
        year, reason, by_engine = row["year"], row["reason"], int(row["by_engine"])
    same = (row["category"], row["status"], year, reason, by_engine)
    for place in (row["municipality"], EVERYWHERE):
        yield (str(Subject.PERSONS), row["law"], place, *same, row["parts"])
    if has_ended:
        for place in (row["ended_municipality"], EVERYWHERE):
            yield (str(Subject.ENDED), row["law"], place, *same, 0)


def add_counts(deltas: Counter[tuple[Any, ...]]) -> None:
    """Add positive or negative numbers to counts."""
    columns = ", ".join((*_COUNT_COLUMNS, "persons"))
    marks = ", ".join([database.param] * (len(_COUNT_COLUMNS) + 1))
    key = ", ".join(_COUNT_COLUMNS)
    write_many(
        f"INSERT INTO list_count ({columns}) VALUES ({marks}) ON CONFLICT ({key})"
        " DO UPDATE SET persons = list_count.persons + excluded.persons",
        [(*values, delta) for values, delta in deltas.items() if delta],
    )


def _rows_before(persons: list[int]) -> dict[int, ListRowValues]:
    found: dict[int, ListRowValues] = {}
    for start in range(0, len(persons), _BATCH_SIZE):
        some = persons[start : start + _BATCH_SIZE]
        rows = database.execute_sql(_before_sql(len(some)), tuple(some)).fetchall()
        found |= {row[0]: dict(zip(_READ_BEFORE, row, strict=True)) for row in rows}
    return found


@cached_sql
def _before_sql(persons: int) -> str:
    columns = [getattr(ReportRow, name) for name in _READ_BEFORE]
    query = ReportRow.select(*columns).where(ReportRow.person.in_(range(persons)))
    return str(query.sql()[0])


def _delete(persons: list[int]) -> None:
    for table in (OtherDeadlineRow, ReportRow):
        delete_rows(table, "person", persons)


def _insert(rows: Sequence[ListRowValues]) -> None:
    if rows:
        columns = tuple(name for name in rows[0] if name != OTHERS)
        insert_rows(ReportRow, columns, (values[: len(columns)] for values in map(as_stored, rows)))
        insert_rows(OtherDeadlineRow, OTHER_COLUMNS, (one for row in rows for one in _others(row)))


def as_stored(row: ListRowValues) -> tuple[Any, ...]:
    """Return a row's values as stored; the last holds the person's rows of other periods.

    Days are text, which both databases accept and return.
    """
    # A list takes half as long as a generator, and this runs for every row of the register.
    values = [value.isoformat() if type(value) is date else value for value in row.values()]
    values[-1] = _others(row)
    return tuple(values)


def _others(row: ListRowValues) -> tuple[tuple[Any, ...], ...]:
    if not row[OTHERS]:
        return ()
    is_awaited = row["reason"] is None and not row["from_report"]
    copied = (row["duf"], row["municipality"], is_awaited)
    return tuple(
        (row["person"], *(day.isoformat() if day else None for day in period), *copied)
        for period in row[OTHERS]
    )

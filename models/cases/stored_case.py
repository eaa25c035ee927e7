"""Reads cases as stored rows, some hundred cases at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.tables import DecisionRow, EventRow, MeasureRow, PersonRow, TerminationRow, database
from models.tables.statement_cache import cached_sql

_BATCH_SIZE = 500
_LAST = 2**62

StoredRow = tuple[Any, ...]


@dataclass(slots=True)
class StoredCase:
    """The rows of a case as stored: the person by column, the others in `STORED_COLUMNS` order.

    The first value of a row is its number. Deleted measures are included.
    """

    person: dict[str, Any]
    decisions: list[StoredRow] = field(default_factory=list)
    measures: list[StoredRow] = field(default_factory=list)
    events: list[StoredRow] = field(default_factory=list)
    terminations: list[StoredRow] = field(default_factory=list)


def load_stored(dufs: Sequence[str]) -> dict[str, StoredCase]:
    """Return the cases that exist of some DUF numbers, by DUF number; inside a transaction."""
    if not dufs:
        return {}
    people = _fetch(_persons_sql(len(dufs)), tuple(dufs))
    return {case.person["duf"]: case for case in _with_rows(people)}


def spend_time_of_a_load() -> None:
    """Run the queries of one person for nobody, which takes the same time."""
    for table in STORED_COLUMNS:
        _by_person(table, (-1,))


def person_numbers(dufs: Sequence[str]) -> dict[str, int]:
    """Return the person numbers by DUF number, of those that exist; inside a transaction."""
    found = _fetch(_persons_sql(len(dufs)), tuple(dufs)) if dufs else []
    return {row[1]: row[0] for row in found}


def stream_stored_of(numbers: Sequence[int]) -> Iterator[StoredCase]:
    """Yield the stored cases of some person numbers, read some hundred at a time."""
    for start in range(0, len(numbers), _BATCH_SIZE):
        some = tuple(numbers[start : start + _BATCH_SIZE])
        yield from _with_rows(_fetch(_numbered_sql(len(some)), some))


def stream_stored(after: int = 0, last: int = _LAST) -> Iterator[StoredCase]:
    """Yield stored cases in order of registration, read some hundred at a time.

    The person numbers are above `after`, up to and including `last`.
    """
    while people := _fetch(_people_sql(), (after, last, _BATCH_SIZE)):
        after = people[-1][0]
        yield from _with_rows(people)


def _with_rows(people: list[StoredRow]) -> Iterator[StoredCase]:
    if not people:
        return
    ids = tuple(row[0] for row in people)
    found = {table: _by_person(table, ids) for table in STORED_COLUMNS}
    for row in people:
        rows = (found[table].get(row[0], []) for table in STORED_COLUMNS)
        yield StoredCase(dict(zip(PERSON_COLUMNS, row, strict=True)), *rows)


@cached_sql
def _persons_sql(persons: int) -> str:
    query = _select_person().where(PersonRow.duf.in_(range(persons)))
    return str(query.sql()[0])


@cached_sql
def _numbered_sql(persons: int) -> str:
    query = _select_person().where(PersonRow.id.in_(range(persons)))
    return str(query.order_by(PersonRow.id).sql()[0])


@cached_sql
def _people_sql() -> str:
    query = _select_person().where(PersonRow.id > 0, PersonRow.id <= _LAST)
    return str(query.order_by(PersonRow.id).limit(_BATCH_SIZE).sql()[0])


@cached_sql
def _rows_sql(table: Any, persons: int) -> str:
    columns = [getattr(table, name) for name in STORED_COLUMNS[table]]
    query = table.select(table.person_id, *columns).where(table.person_id.in_(range(persons)))
    return str(query.order_by(table.id).sql()[0])


def _select_person() -> Any:
    return PersonRow.select(*(getattr(PersonRow, name) for name in PERSON_COLUMNS))


def _fetch(sql: str, parameters: tuple[object, ...]) -> list[StoredRow]:
    return list(database.execute_sql(sql, parameters).fetchall())


def _by_person(table: Any, ids: tuple[int, ...]) -> dict[int, list[StoredRow]]:
    found: dict[int, list[StoredRow]] = {}
    for person_id, *row in _fetch(_rows_sql(table, len(ids)), ids):
        found.setdefault(person_id, []).append(tuple(row))
    return found


PERSON_COLUMNS = (
    *("id", "duf", "first_name", "last_name", "sex", "born", "municipality", "district"),
    *("goal_date", "version", "law", "category", "category_ended", "settled", "start_deadline"),
    *("goal", "known", "reported_deadline", "reported_age"),
)
STORED_COLUMNS: dict[Any, tuple[str, ...]] = {
    DecisionRow: ("id", "kind", "date", "start", "end", "annulled"),
    MeasureRow: ("id", "kind", "start", "end", "deleted_by", "deleted_at"),
    EventRow: ("id", "kind", "date", "from_municipality", "to_municipality"),
    TerminationRow: (
        *("id", "kind", "reason", "date", "registered_by", "registered_at", "tenths_of_hours"),
        *("municipality", "district", "restores", "deleted_by", "deleted_at"),
    ),
}

RESTORES = STORED_COLUMNS[TerminationRow].index("restores")
"""The place in a termination's row of the number of the row that it brings back."""

"""One digest of all terminations, which every journal entry carries in its chain.

It is the sum of the rows' digests. So it does not depend on order, a change of any row changes it,
and a row can be subtracted as it was added. The changes of a transaction are noted here, and the
next journal entry takes them (`models/journal/hash_chain.py`). A row's id is not part of its
digest, because many rows are written before their ids are known.
"""

import threading
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any

from models.tables.base import database

COLUMNS = (
    *("person_id", "kind", "reason", "date", "registered_by", "registered_at", "tenths_of_hours"),
    *("municipality", "district", "restores", "deleted_by", "deleted_at"),
)
"""The columns a digest covers, in order. The last two change once, when a row becomes history."""

_RESTORES = COLUMNS.index("restores")

MODULUS = 1 << 256
_CHUNK = 500
_noted = threading.local()


def row_digest(row: Sequence[Any]) -> int:
    """Return the digest of a row, values in the order of COLUMNS, as either database gives them."""
    values = tuple(v if v is None or type(v) is int else str(v) for v in row)
    if values[_RESTORES] is None:
        # Rows written before there was such a column keep their digest.
        values = (*values[:_RESTORES], *values[_RESTORES + 1 :])
    return int.from_bytes(blake2b(repr(values).encode(), digest_size=32).digest())


def sum_of(rows: Iterable[Sequence[Any]]) -> int:
    """Return the sum of the digests of some rows."""
    return sum(map(row_digest, rows)) % MODULUS


def sum_of_all() -> int:
    """Return the sum of the digests of all stored terminations, inside a transaction."""
    return sum_of(database.execute_sql(f"SELECT {_selected()} FROM termination"))


def note_added(rows: Iterable[Sequence[Any]]) -> None:
    """Note inserted rows, with values in the order of COLUMNS."""
    _noted.sum = (noted() + sum_of(rows)) % MODULUS


def note_numbers(numbers: Sequence[int], sign: int) -> None:
    """Note a change of stored rows by their ids: `sign` is -1 before the change, 1 after it."""
    _note_where("id", numbers, sign)


def note_persons_removed(persons: Sequence[int]) -> None:
    """Note the removal of all rows of persons, before they are removed."""
    _note_where("person_id", persons, -1)


def noted() -> int:
    """Return the noted sum that no journal entry has taken yet."""
    return int(getattr(_noted, "sum", 0))


def take_noted() -> int:
    """Return the noted sum for a journal entry, and reset it."""
    taken = noted()
    forget_noted()
    return taken


def forget_noted() -> None:
    """Reset the noted sum: a transaction begins, or was rolled back."""
    _noted.sum = 0


def _note_where(column: str, values: Sequence[int], sign: int) -> None:
    for rows in _stored_where(column, values):
        _noted.sum = (noted() + sign * sum_of(rows)) % MODULUS


def _stored_where(column: str, values: Sequence[int]) -> Iterator[list[tuple[Any, ...]]]:
    for start in range(0, len(values), _CHUNK):
        some = tuple(values[start : start + _CHUNK])
        marks = ", ".join([database.param] * len(some))
        sql = f"SELECT {_selected()} FROM termination WHERE {column} IN ({marks})"
        yield list(database.execute_sql(sql, some).fetchall())


def _selected() -> str:
    return ", ".join(f'"{column}"' for column in COLUMNS)

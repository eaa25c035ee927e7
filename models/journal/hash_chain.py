"""The chain of the journal: each line covers the one before, so that nobody changes one unseen.

Of a line's personal part the chain covers a salted digest: the part can be erased, the chain stays.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator
from typing import Any

from models.tables import JournalRow, database
from models.tables.bulk_writes import insert_rows
from models.tables.statement_cache import written_once

LINE_COLUMNS = ("at", "by", "action", "duf", "before", "after")
_CHAINED = (*LINE_COLUMNS, "salt", "digest", "chain")
_LONGER_THAN_ANY_SALT = 16


def append_lines(lines: Iterable[tuple[Any, ...]]) -> None:
    """Append lines, values in the order of LINE_COLUMNS, inside a write transaction."""
    lines = list(lines)
    if lines:
        insert_rows(JournalRow, _CHAINED, _chained(lines, _last_chain()))


def _chained(lines: list[tuple[Any, ...]], chain: str) -> Iterator[tuple[Any, ...]]:
    for at, by, action, *personal in lines:
        salt = secrets.token_hex(_LONGER_THAN_ANY_SALT)
        digest = personal_digest(salt, *personal)
        chain = next_chain(chain, at, by, action, digest)
        yield (at, by, action, *personal, salt, digest, chain)


def broken_line() -> int | None:
    """The number of a line that is not as it was written; None where all are.

    What was erased must have a purge after it.
    """
    chain, erased = "", 0
    columns = [getattr(JournalRow, name) for name in ("id", *_CHAINED)]
    sql, _none = JournalRow.select(*columns).order_by(JournalRow.id).sql()
    # Read as it is stored: a moment parsed and written again need not be the same text.
    for row in database.execute_sql(sql):
        number, at, by, action, duf, before, after, salt, digest, kept = row
        is_erased = salt is None and (duf, before, after) == (None, None, None)
        if is_erased:
            erased = int(number)
        elif personal_digest(str(salt), duf, before, after) != digest:
            return int(number)
        chain = next_chain(chain, at, by, action, digest)
        if chain != kept:
            return int(number)
        if action == "purge":
            erased = 0
    return erased or None


def personal_digest(salt: str, *personal: str | None) -> str:
    """The digest of a line's personal part."""
    return _sha256(salt, json.dumps(personal, ensure_ascii=False))


def next_chain(before: str, at: str, by: str, action: str, digest: str) -> str:
    """The chain with one line more."""
    return _sha256(before, at, by, action, digest)


def _last_chain() -> str:
    rows = database.execute_sql(_last_sql(), (1,)).fetchall()
    return str(rows[0][0]) if rows else ""


@written_once
def _last_sql() -> str:
    query = JournalRow.select(JournalRow.chain).order_by(JournalRow.id.desc()).limit(1)
    return str(query.sql()[0])


def _sha256(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()

"""The hash chain of the journal: each entry covers the previous one, so every change is detected.

The chain covers only a salted digest of an entry's personal part, so that part can be erased
without breaking the chain. An entry also carries the sum of all terminations' digests, which the
stored terminations can be compared with.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator
from typing import Any

from models.journal.erased_entries import EMPTYING, Emptied
from models.tables import JournalRow, database
from models.tables.bulk_writes import insert_rows
from models.tables.statement_cache import cached_sql
from models.tables.termination_digest import MODULUS, sum_of_all, take_noted

LINE_COLUMNS = ("at", "by", "action", "duf", "before", "after")
_CHAINED = (*LINE_COLUMNS, "salt", "digest", "chain", "history")
_LONGER_THAN_ANY_SALT = 16


def append_lines(lines: Iterable[tuple[Any, ...]]) -> None:
    """Append entries, with values in the order of LINE_COLUMNS, inside a write transaction."""
    lines = list(lines)
    if lines:
        chain, history = last_chain()
        history = f"{(int(history or '0', 16) + take_noted()) % MODULUS:064x}"
        insert_rows(JournalRow, _CHAINED, _chained(lines, chain, history))


def _chained(lines: list[tuple[Any, ...]], chain: str, history: str) -> Iterator[tuple[Any, ...]]:
    for at, by, action, *personal in lines:
        salt = secrets.token_hex(_LONGER_THAN_ANY_SALT)
        digest = personal_digest(salt, *personal)
        chain = next_chain(chain, at, by, action, digest, history)
        yield (at, by, action, *personal, salt, digest, chain, history)


def broken_line() -> int | None:
    """Return the number of an entry that was changed since it was written; None if none was.

    The emptied entries must match the count and the digests that later entries state.
    """
    chain, emptied, stated = "", Emptied(), Emptied()
    columns = [getattr(JournalRow, name) for name in ("id", *_CHAINED)]
    sql, _none = JournalRow.select(*columns).order_by(JournalRow.id).sql()
    # Read as stored text: a moment that is parsed and formatted again may give another text.
    for row in database.execute_sql(sql):
        number, at, by, action, duf, before, after, salt, digest, kept, history = row
        if any(type(part) is not str for part in (at, by, action, digest, kept)):
            # Written by another program: this one never leaves out these parts.
            return int(number)
        if salt is None and (duf, before, after) == (None, None, None):
            emptied = emptied.with_line(int(number), digest)
        elif personal_digest(str(salt), duf, before, after) != digest:
            return int(number)
        chain = next_chain(chain, at, by, action, digest, history)
        if chain != kept:
            return int(number)
        if action in EMPTYING and after:
            stated += Emptied.of(json.loads(after))
    return None if emptied == stated else emptied.last or int(number)


def history_differs() -> bool:
    """Return whether the stored terminations differ from what the newest entry states."""
    _chain, history = last_chain()
    return history is not None and int(history, 16) != sum_of_all()


def first_line_back_in_time() -> int | None:
    """Return the number of the first entry older than the one before it; None if there is none."""
    newest = ""
    sql, _none = JournalRow.select(JournalRow.id, JournalRow.at).order_by(JournalRow.id).sql()
    for number, at in database.execute_sql(sql):
        if at < newest:
            return int(number)
        newest = at
    return None


def personal_digest(salt: str, *personal: str | None) -> str:
    """Return the digest of an entry's personal part."""
    return _sha256(salt, json.dumps(personal, ensure_ascii=False))


def next_chain(before: str, at: str, by: str, action: str, digest: str, history: str | None) -> str:
    """Return the chain after one more entry; entries of an earlier version have no `history`."""
    return _sha256(before, at, by, action, digest, *([history] if history is not None else []))


def last_chain() -> tuple[str, str | None]:
    """Return chain and history of the newest entry."""
    rows = database.execute_sql(_last_sql(), (1,)).fetchall()
    return (str(rows[0][0]), rows[0][1]) if rows else ("", None)


@cached_sql
def _last_sql() -> str:
    query = (
        JournalRow.select(JournalRow.chain, JournalRow.history)
        .order_by(JournalRow.id.desc())
        .limit(1)
    )
    return str(query.sql()[0])


def _sha256(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()

"""Access to SQLite through cysqlite if it is installed, else through Python's own driver."""

import importlib
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any
from urllib.parse import quote

import peewee


def _cysqlite() -> Any:
    try:
        return importlib.import_module("cysqlite")
    except ImportError:
        return None


cysqlite = _cysqlite()

_PRAGMAS = {
    "synchronous": "full",
    "foreign_keys": 1,
    "cache_size": -16000,
    # Off by default; without it INSERT OR REPLACE slips past the triggers that keep history.
    "recursive_triggers": 1,
}

DRIVER_ERRORS: tuple[type[Exception], ...] = (
    (sqlite3.DatabaseError, cysqlite.DatabaseError) if cysqlite else (sqlite3.DatabaseError,)
)
"""The errors a driver raises while fetching rows; those from `execute` become Peewee's."""


def read_only_rows(
    path: str, sql: str, values: tuple[str, ...] = (), at_rest: bool = False
) -> list[Any]:
    """Return the rows of a query on a file, opened for this query only, without changing it.

    It must be the library that has registers open: when a different one closes the file, the
    system drops this process's locks on it. `at_rest`: nobody has the file open, so no log is
    looked for and none is left beside it. Raises one of DRIVER_ERRORS.
    """
    where = f"file:{quote(path)}?mode=ro{'&immutable=1' if at_rest else ''}"
    if cysqlite:
        flags = cysqlite.SQLITE_OPEN_READONLY | cysqlite.SQLITE_OPEN_URI
        opened = cysqlite.connect(where, flags=flags, timeout=_SECONDS_TO_LOOK)
    else:
        opened = sqlite3.connect(where, uri=True, timeout=_SECONDS_TO_LOOK)
    with closing(opened):
        return list(opened.execute(sql, values).fetchall())


@contextmanager
def held_exclusively(path: str) -> Iterator[None]:
    """Lock a file exclusively; afterwards its log is part of it. Raises one of DRIVER_ERRORS.

    The mode is set before anything is read: only then do other idle connections prevent the lock.
    """
    opened: Any
    if cysqlite:
        opened = cysqlite.connect(path, timeout=0)
    else:
        opened = sqlite3.connect(path, timeout=0, isolation_level=None)
    with closing(opened):
        opened.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
        for statement in ("BEGIN EXCLUSIVE", "COMMIT", "PRAGMA journal_mode = DELETE"):
            opened.execute(statement).fetchall()
        opened.execute("BEGIN EXCLUSIVE")
        yield
        opened.execute("ROLLBACK")


def error_code(error: BaseException | None) -> int | None:
    """Return SQLite's primary code of an error, from either driver; None if it has none."""
    while error is not None:
        origin = getattr(error, "orig", None) or error
        if _NOTHING_TO_ROLL_BACK in str(origin):
            # SQLite had already rolled back by itself; the error before this one says why.
            error = error.__context__
            continue
        if code := getattr(origin, "sqlite_errorcode", None):
            return int(code) & 0xFF
        # Matched only at the end: the text before it is the statement, which may hold anything.
        if found := _CODE.search(str(origin)):
            return int(found[1])
        error = error.__cause__ or error.__context__
    return None


_NOTHING_TO_ROLL_BACK = "no transaction is active"
_SECONDS_TO_LOOK = 0.1
_CODE = re.compile(r"\(code=(\d+), ext=\d+\)\Z")


def sqlite_version() -> tuple[int, ...]:
    """Return the version of the SQLite library in use."""
    return tuple(cysqlite.sqlite_version_info) if cysqlite else sqlite3.sqlite_version_info


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Return whether WAL is safe with several writers (fixed in 3.51.3, 3.50.7 and 3.44.6)."""
    return (
        version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    )


def sqlite_database(path: str, seconds_to_wait: float) -> peewee.SqliteDatabase:
    """Return a database that waits for the write lock and has everything on disk at commit."""
    journal_mode = "wal" if wal_is_safe(sqlite_version()) else "truncate"
    options: dict[str, Any] = {
        "pragmas": {"journal_mode": journal_mode, **_PRAGMAS},
        "timeout": seconds_to_wait,
        "autoconnect": False,
        "lock_type": "IMMEDIATE",
    }
    if cysqlite:
        from playhouse.cysqlite_ext import CySqliteDatabase

        database: peewee.SqliteDatabase = CySqliteDatabase(path, rank_functions=False, **options)
        return database
    return peewee.SqliteDatabase(path, **options)

"""One way to a SQLite database, whichever SQLite this machine has."""

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
"""What a driver raises while rows are fetched; from execute it comes as Peewee's own."""


def read_only_rows(
    path: str, sql: str, values: tuple[str, ...] = (), at_rest: bool = False
) -> list[Any]:
    """The rows of a query on a file that is opened for this alone; nothing is changed in it.

    With the library that has registers open: when another one closes the file, the system drops
    the locks that this process holds on it. `at_rest`: nobody has it open, no log is looked for,
    and none is left beside it. Raises one of DRIVER_ERRORS.
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
    """Hold a file for oneself; afterwards its log is part of it. Raises one of DRIVER_ERRORS.

    The mode is set before anything is read: only then an idle connection of somebody else counts.
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
    """SQLite's primary code of an error, whichever driver raised it; None where it has none."""
    while error is not None:
        origin = getattr(error, "orig", None) or error
        if _NOTHING_TO_ROLL_BACK in str(origin):
            # SQLite has rolled back itself: why is what came before.
            error = error.__context__
            continue
        if code := getattr(origin, "sqlite_errorcode", None):
            return int(code) & 0xFF
        # At the very end: before it stands the statement, with whatever it holds.
        if found := _CODE.search(str(origin)):
            return int(found[1])
        error = error.__cause__ or error.__context__
    return None


_NOTHING_TO_ROLL_BACK = "no transaction is active"
_SECONDS_TO_LOOK = 0.1
_CODE = re.compile(r"\(code=(\d+), ext=\d+\)\Z")


def sqlite_version() -> tuple[int, ...]:
    """The version of the SQLite library in use."""
    return tuple(cysqlite.sqlite_version_info) if cysqlite else sqlite3.sqlite_version_info


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether several writers cannot corrupt a WAL database (fixed in 3.51.3, 3.50.7, 3.44.6)."""
    return (
        version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    )


def sqlite_database(path: str, seconds_to_wait: float) -> peewee.SqliteDatabase:
    """A database that waits for its turn to write and has everything on disk at commit."""
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

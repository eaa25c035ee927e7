"""One way to a SQLite database, whichever SQLite this machine has."""

import importlib
import sqlite3
from typing import Any

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

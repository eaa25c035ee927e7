"""The schema's version: which numbered migrations a register has been through."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import peewee

_FOLDER = Path(__file__).parent / "migrations"
_HISTORY = "schema_migration"


def known_migrations() -> tuple[str, ...]:
    """The migrations this program has, in order."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("[0-9]*.py")))


def applied_migrations(
    execute: Callable[[str], list[tuple[object, ...]]],
) -> tuple[str, ...]:
    """The migrations a register has been through."""
    return tuple(str(name) for (name,) in execute(f"SELECT name FROM {_HISTORY} ORDER BY name"))


def is_register(path: Path) -> bool:
    """Whether a file is a register of ours; looking changes nothing in it."""
    try:
        looking = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)
        try:
            found = looking.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (_HISTORY,))
            return found.fetchone() is not None
        finally:
            looking.close()
    except sqlite3.DatabaseError as trouble:
        # In use by somebody else: it is a database at least, and opening it will tell.
        return "locked" in str(trouble)


def migrate(database: peewee.Database, afterwards: Callable[[], None]) -> tuple[str, ...]:
    """Apply what is pending, all or nothing; give the names of the steps taken.

    `afterwards` makes anew, in the same transaction, what is made of other tables.
    """
    from playhouse.migrations import Runner

    with database.connection_context():
        # A migration may rebuild a table; references are checked before the commit instead.
        database.execute_sql("PRAGMA foreign_keys = 0")
        try:
            with database.atomic("IMMEDIATE"):
                done = tuple(Runner(database, str(_FOLDER), table_name=_HISTORY).up())
                if done:
                    afterwards()
                broken = database.execute_sql("PRAGMA foreign_key_check").fetchall()
                if broken:
                    raise peewee.IntegrityError("a migration broke a reference")
        finally:
            database.execute_sql("PRAGMA foreign_keys = 1")
    return done

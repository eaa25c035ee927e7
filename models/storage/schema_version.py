"""The schema's version: which numbered migrations a register has been through."""

from collections.abc import Callable
from pathlib import Path

from models.storage.protocol import Storage

MIGRATIONS_FOLDER = Path(__file__).parent.parent / "migrations"
HISTORY = "schema_migration"


def known_migrations() -> tuple[str, ...]:
    """The migrations this program has, in order."""
    return tuple(sorted(file.stem for file in MIGRATIONS_FOLDER.glob("[0-9]*.py")))


def applied_migrations(
    execute: Callable[[str], list[tuple[object, ...]]],
) -> tuple[str, ...]:
    """The migrations a register has been through."""
    return tuple(str(name) for (name,) in execute(f"SELECT name FROM {HISTORY} ORDER BY name"))


def migrate(storage: Storage, afterwards: Callable[[], None]) -> tuple[str, ...]:
    """Apply what is pending, all or nothing; give the names of the steps taken.

    `afterwards` makes anew, in the same transaction, what is made of other tables.
    """
    from playhouse.migrations import Runner

    with storage.migrating():
        done = tuple(Runner(storage.database, str(MIGRATIONS_FOLDER), table_name=HISTORY).up())
        if done:
            afterwards()
    return done

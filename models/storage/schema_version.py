"""The schema's version: which numbered migrations were applied to a register."""

from collections.abc import Callable
from pathlib import Path

from models.storage.protocol import Storage

MIGRATIONS_FOLDER = Path(__file__).parent.parent / "migrations"
HISTORY = "schema_migration"


def known_migrations() -> tuple[str, ...]:
    """Return the migrations of this program, in order."""
    return tuple(sorted(file.stem for file in MIGRATIONS_FOLDER.glob("[0-9]*.py")))


def applied_migrations(
    execute: Callable[[str], list[tuple[object, ...]]],
) -> tuple[str, ...]:
    """Return the migrations applied to a register, in order."""
    return tuple(str(name) for (name,) in execute(f"SELECT name FROM {HISTORY} ORDER BY name"))


def migrate(storage: Storage, afterwards: Callable[[], None]) -> tuple[str, ...]:
    """Apply the pending migrations, all or nothing; return their names.

    If there were any, `afterwards` rebuilds the derived tables in the same transaction.
    """
    from playhouse.migrations import Runner

    with storage.migrating():
        done = tuple(Runner(storage.database, str(MIGRATIONS_FOLDER), table_name=HISTORY).up())
        if done:
            afterwards()
    return done

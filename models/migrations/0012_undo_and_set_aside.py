"""The row that an undo restores, and persons set aside.

`restores` is the number of the deleted termination that a row brings back. The guard of history
covers it in a file too; on a server it covers every column. All guards are made again.
"""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from peewee import (
    CharField,
    Database,
    DateField,
    DateTimeField,
    ForeignKeyField,
    Model,
    SqliteDatabase,
)

_HISTORY = "termination_is_history"
_KEPT = "OLD.registered_at IS NOT NEW.registered_at"


def _step_before() -> Any:
    path = Path(__file__).with_name("0011_deadlines_with_their_days.py")
    spec = spec_from_file_location("guards_of_0011", path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_BEFORE = _step_before()

SQLITE_GUARDS: dict[str, str] = {
    **_BEFORE.SQLITE_GUARDS,
    _HISTORY: _BEFORE.SQLITE_GUARDS[_HISTORY].replace(
        _KEPT, f"{_KEPT} OR OLD.restores IS NOT NEW.restores"
    ),
}
"""Every guard of a register in a file, by name, as `sqlite_master` holds it."""

POSTGRES_GUARDS: dict[str, tuple[str, str]] = _BEFORE.POSTGRES_GUARDS
"""Every guard of a register on a server, by name: the event, and the body of its function."""


def up(migrator: Any, db: Database) -> None:
    is_file = isinstance(db, SqliteDatabase)
    # All of them: a register of a version between two releases may have another wording.
    for name, (event, _body) in POSTGRES_GUARDS.items() if not is_file else ():
        db.execute_sql(f"DROP TRIGGER IF EXISTS {name} ON {event.rpartition(' ')[2]}")
    for name in SQLITE_GUARDS if is_file else ():
        db.execute_sql(f"DROP TRIGGER IF EXISTS {name}")
    db.execute_sql("ALTER TABLE termination ADD COLUMN restores INTEGER")
    _make_tables(db)
    if is_file:
        for guard in SQLITE_GUARDS.values():
            db.execute_sql(guard)
    else:
        _BEFORE._guards_on_server(db)


def _make_tables(db: Database) -> None:
    class Table(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Table):
        pass

    class SetAside(Table):
        person = ForeignKeyField(Person, on_delete="RESTRICT")
        user = CharField()
        until = DateField()
        because = CharField(20, null=True)
        at = DateTimeField()

        class Meta:
            indexes = ((("user", "person"), True),)

    db.create_tables([SetAside])

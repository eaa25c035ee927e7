"""Where each user's last session stood, and what users chose. All guards are made again."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from peewee import (
    BooleanField,
    CharField,
    CompositeKey,
    Database,
    DateField,
    ForeignKeyField,
    IntegerField,
    Model,
    SqliteDatabase,
    TextField,
)


def _step_before() -> Any:
    path = Path(__file__).with_name("0012_undo_and_set_aside.py")
    spec = spec_from_file_location("guards_of_0012", path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_BEFORE = _step_before()

SQLITE_GUARDS: dict[str, str] = _BEFORE.SQLITE_GUARDS
"""Every guard of a register in a file, by name, as `sqlite_master` holds it."""

POSTGRES_GUARDS: dict[str, tuple[str, str]] = _BEFORE.POSTGRES_GUARDS
"""Every guard of a register on a server, by name: the event, and the body of its function."""


_SET_ASIDE_AT_AS_TEXT = (
    "ALTER TABLE set_aside ALTER COLUMN at TYPE text"
    " USING to_char(at, 'YYYY-MM-DD\"T\"HH24:MI:SS') || '+00:00'"
)
"""Moments are ISO text on both databases; 0012 made a timestamp of this one on a server."""


def up(migrator: Any, db: Database) -> None:
    _make_tables(db)
    if not isinstance(db, SqliteDatabase):
        db.execute_sql(_SET_ASIDE_AT_AS_TEXT)
    # A register of a version between two releases may have another wording.
    if isinstance(db, SqliteDatabase):
        for name, guard in SQLITE_GUARDS.items():
            db.execute_sql(f"DROP TRIGGER IF EXISTS {name}")
            db.execute_sql(guard)
    else:
        for name, (event, _body) in POSTGRES_GUARDS.items():
            db.execute_sql(f"DROP TRIGGER IF EXISTS {name} ON {event.rpartition(' ')[2]}")
        _BEFORE._BEFORE._guards_on_server(db)


def _make_tables(db: Database) -> None:
    class Table(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Table):
        pass

    class SessionMemory(Table):
        user = CharField(primary_key=True)
        at = TextField()
        shown = TextField()
        person = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        is_open = BooleanField()
        number = IntegerField()
        length = IntegerField()
        corrected = IntegerField()
        corrected_on = DateField()

    class KeptWalk(Table):
        user = CharField()
        place = IntegerField()
        person = ForeignKeyField(Person, on_delete="RESTRICT")

        class Meta:
            primary_key = CompositeKey("user", "place")

    class Preference(Table):
        user = CharField()
        name = CharField(40)
        value = TextField()

        class Meta:
            primary_key = CompositeKey("user", "name")

    db.create_tables([SessionMemory, KeptWalk, Preference])

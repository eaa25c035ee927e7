"""Each deadline with the days between which it is the one, for any number of changes of the law.

A report row has the deadlines of a person's last period; `other_deadline` those of the periods
before, of the few persons who have several. The rows of the lists are made again, as with every
step, and as nobody has examined them: so the engine looks at every case.

The guard of the fifteen years reads the deadline of the day; all others are those of the step
before, and are made again with it.
"""

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
    Model,
    SqliteDatabase,
)

_SETS = "law, category, status, reason, year, by_engine, date"
_DEADLINES = "deadline, deadline_since"
_TEXTS = "goal, duf, sort_name, search_name"
_NEAR = "deadline, duf, deadline_since, reason, from_report, law, district"

INDEXES = {
    "report_row_of_municipality": f"municipality, {_SETS}, {_DEADLINES}, district, {_TEXTS}",
    "report_row_of_all": f"{_SETS}, {_DEADLINES}, {_TEXTS}",
    "report_row_deadline_of_municipality": f"municipality, {_NEAR}",
    "report_row_deadline_of_all": _NEAR,
}
_OF_OTHERS = {
    "other_deadline_of_municipality": "municipality, is_awaited, until, deadline, since",
    "other_deadline_of_all": "until, deadline, duf, since, is_awaited",
}
_DROPPED = (
    *("report_row_deadline_2026_of_municipality", "report_row_deadline_2026_of_all"),
    *INDEXES,
)

_GUARD = "purge_waits_fifteen_years"
_DEADLINE = (
    "CASE WHEN deadline_since > NEW.day THEN (SELECT other.completion_deadline"
    " FROM other_deadline AS other WHERE other.person_id = NEW.person_id"
    " AND other.since <= NEW.day AND other.until > NEW.day) ELSE completion_deadline END"
)


def _step_before() -> Any:
    path = Path(__file__).with_name("0010_guards_searches_municipalities.py")
    spec = spec_from_file_location("guards_before", path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_BEFORE = _step_before()


def _of_the_day(guard: str) -> str:
    return guard.replace(str(_BEFORE._DEADLINE), _DEADLINE)


SQLITE_GUARDS: dict[str, str] = {
    **_BEFORE.SQLITE_GUARDS,
    _GUARD: _of_the_day(_BEFORE.SQLITE_GUARDS[_GUARD]),
}
"""Every guard of a register in a file, by name, as `sqlite_master` holds it."""

_EVENT, _BODY = _BEFORE.POSTGRES_GUARDS[_GUARD]
POSTGRES_GUARDS: dict[str, tuple[str, str]] = {
    **_BEFORE.POSTGRES_GUARDS,
    _GUARD: (_EVENT, _of_the_day(_BODY)),
}
"""Every guard of a register on a server, by name: the event, and the body of its function."""


def up(migrator: Any, db: Database) -> None:
    # The rows are derived from the cases; `migrate` fills them.
    db.execute_sql("DELETE FROM report_row")
    is_file = isinstance(db, SqliteDatabase)
    # All of them: a register of a version between two releases may have another wording.
    for name, (event, _body) in POSTGRES_GUARDS.items() if not is_file else ():
        db.execute_sql(f"DROP TRIGGER IF EXISTS {name} ON {event.rpartition(' ')[2]}")
    for name in SQLITE_GUARDS if is_file else ():
        db.execute_sql(f"DROP TRIGGER IF EXISTS {name}")
    for name in _DROPPED:
        db.execute_sql(f"DROP INDEX {name}")
    for column in ("completion_deadline_2026", "deadline_2026"):
        db.execute_sql(f"ALTER TABLE report_row DROP COLUMN {column}")
    db.execute_sql("ALTER TABLE report_row ADD COLUMN deadline_since DATE")
    _make_other_deadlines(db)
    for table, indexes in (("report_row", INDEXES), ("other_deadline", _OF_OTHERS)):
        for name, columns in indexes.items():
            db.execute_sql(f"CREATE INDEX {name} ON {table} ({columns})")
    if is_file:
        for guard in SQLITE_GUARDS.values():
            db.execute_sql(guard)
    else:
        _guards_on_server(db)


def _make_other_deadlines(db: Database) -> None:
    class Table(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Table):
        pass

    class OtherDeadline(Table):
        person = ForeignKeyField(Person, on_delete="RESTRICT", index=False)
        since = DateField()
        until = DateField()
        completion_deadline = DateField(null=True)
        deadline = DateField(null=True)
        duf = CharField(12)
        municipality = CharField(4)
        is_awaited = BooleanField()

        class Meta:
            primary_key = CompositeKey("person", "since")
            without_rowid = isinstance(db, SqliteDatabase)

    db.create_tables([OtherDeadline])
    if not isinstance(db, SqliteDatabase):
        # Ordered letter by letter, as the column of the report row that it is merged with.
        for column in ("duf", "municipality"):
            db.execute_sql(
                f'ALTER TABLE other_deadline ALTER COLUMN {column} TYPE text COLLATE "C"'
            )


def _guards_on_server(db: Database) -> None:
    [(schema,)] = db.execute_sql("SELECT quote_ident(current_schema())").fetchall()
    for name, (event, body) in POSTGRES_GUARDS.items():
        escaped = body.replace("%", "%%")
        db.execute_sql(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${escaped}$$"
        )
        # Else a table of the same name that is somebody's own for a moment would be asked first.
        db.execute_sql(f"ALTER FUNCTION {name}() SET search_path = {schema}, pg_temp")
        db.execute_sql(
            f"CREATE TRIGGER {name} BEFORE {event} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )

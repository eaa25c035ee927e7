"""What a case has (decision, goal, measure, termination, open leave), in list row and count.

The counts are made again with the new column in their key, and the two indexes that cover the list
of persons with it; a third leads to the few of a country who have or lack something. Rows and
counts are derived from the cases; `migrate` fills them. An erasure may empty the line of a
comparison: its file may be named for a person. All guards are made again.
"""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from peewee import CharField, CompositeKey, Database, IntegerField, Model, SqliteDatabase

_SETS = "law, category, status, reason, year, by_engine, date"
_REST = "deadline, deadline_since, {}goal, duf, sort_name, search_name, parts"

INDEXES = {
    "report_row_of_municipality": f"municipality, {_SETS}, {_REST.format('district, ')}",
    "report_row_of_all": f"{_SETS}, {_REST.format('')}",
    "report_row_of_parts": "parts, law, category, status",
}
_TEXTS = ("subject", "law", "municipality", "category", "status", "reason")

_HISTORY = "journal_is_history"
_NAMING = "'import', 'export')"


def _step_before() -> Any:
    """The newest step before this one that makes guards."""
    here = Path(__file__)
    earlier = sorted(path for path in here.parent.glob("[0-9]*.py") if path.name < here.name)
    path = next(p for p in reversed(earlier) if "SQLITE_GUARDS" in p.read_text(encoding="utf-8"))
    spec = spec_from_file_location("guards_before_0014", path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_BEFORE = _step_before()


def _with_comparisons(guard: str) -> str:
    return guard.replace(_NAMING, "'import', 'export', 'compare')")


SQLITE_GUARDS: dict[str, str] = {
    **_BEFORE.SQLITE_GUARDS,
    _HISTORY: _with_comparisons(_BEFORE.SQLITE_GUARDS[_HISTORY]),
}
"""Every guard of a register in a file, by name, as `sqlite_master` holds it."""

_EVENT, _BODY = _BEFORE.POSTGRES_GUARDS[_HISTORY]
POSTGRES_GUARDS: dict[str, tuple[str, str]] = {
    **_BEFORE.POSTGRES_GUARDS,
    _HISTORY: (_EVENT, _with_comparisons(_BODY)),
}
"""Every guard of a register on a server, by name: the event, and the body of its function."""


def up(migrator: Any, db: Database) -> None:
    is_file = isinstance(db, SqliteDatabase)
    # All of them: a register of a version between two releases may have another wording.
    for name, (event, _body) in POSTGRES_GUARDS.items() if not is_file else ():
        db.execute_sql(f"DROP TRIGGER IF EXISTS {name} ON {event.rpartition(' ')[2]}")
    for name in SQLITE_GUARDS if is_file else ():
        db.execute_sql(f"DROP TRIGGER IF EXISTS {name}")
    db.execute_sql("DELETE FROM other_deadline")
    db.execute_sql("DELETE FROM report_row")
    db.execute_sql("ALTER TABLE report_row ADD COLUMN parts INTEGER NOT NULL DEFAULT 0")
    for name, columns in INDEXES.items():
        db.execute_sql(f"DROP INDEX IF EXISTS {name}")
        db.execute_sql(f"CREATE INDEX {name} ON report_row ({columns})")
    _make_counts(db)
    if is_file:
        for guard in SQLITE_GUARDS.values():
            db.execute_sql(guard)
    else:
        _guards_on_server(db)


def _make_counts(db: Database) -> None:
    class ListCount(Model):
        subject = CharField(10)
        law = CharField(20)
        municipality = CharField(4)
        category = CharField(20)
        status = CharField(20)
        year = IntegerField()
        reason = CharField(30)
        by_engine = IntegerField()
        parts = IntegerField()
        persons = IntegerField()

        class Meta:
            database = db
            legacy_table_names = False
            primary_key = CompositeKey(
                *("subject", "municipality", "law", "category", "status"),
                *("year", "reason", "by_engine", "parts"),
            )
            without_rowid = isinstance(db, SqliteDatabase)

    db.execute_sql("DROP TABLE list_count")
    db.create_tables([ListCount])
    if not isinstance(db, SqliteDatabase):
        # Ordered letter by letter, as SQLite does, whatever the server's language.
        for column in _TEXTS:
            db.execute_sql(f'ALTER TABLE list_count ALTER COLUMN {column} TYPE text COLLATE "C"')


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

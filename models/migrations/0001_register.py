"""The register's first schema: tables, the one-active-termination rule, append-only history."""

from typing import Any

from peewee import (
    SQL,
    BooleanField,
    CharField,
    Database,
    DateField,
    ForeignKeyField,
    IntegerField,
    Model,
    SqliteDatabase,
    TextField,
)

_TERMINATION_IS_HISTORY = """
CREATE TRIGGER termination_is_history BEFORE UPDATE ON termination
WHEN OLD.deleted_at IS NOT NULL
  OR NEW.deleted_at IS NULL OR NEW.deleted_by IS NULL
  OR OLD.id IS NOT NEW.id OR OLD.person_id IS NOT NEW.person_id OR OLD.kind IS NOT NEW.kind
  OR OLD.reason IS NOT NEW.reason OR OLD.tenths_of_hours IS NOT NEW.tenths_of_hours
  OR OLD.date IS NOT NEW.date OR OLD.municipality IS NOT NEW.municipality
  OR OLD.district IS NOT NEW.district OR OLD.registered_by IS NOT NEW.registered_by
  OR OLD.registered_at IS NOT NEW.registered_at
BEGIN SELECT RAISE(ABORT, 'terminations are append-only'); END
"""


def _forbid(name: str, table: str, event: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


_TRIGGERS = (
    _TERMINATION_IS_HISTORY,
    _forbid("termination_is_kept", "termination", "DELETE"),
    _forbid("journal_is_kept", "journal", "DELETE"),
    _forbid("journal_is_history", "journal", "UPDATE"),
)


def up(migrator: Any, db: Database) -> None:
    class Table(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Table):
        duf = CharField(12, unique=True)
        first_name = CharField()
        last_name = CharField()
        search_name = CharField()
        sort_name = CharField()
        sex = CharField(1)
        born = DateField(null=True)
        law = CharField(20)
        category = CharField(20)
        category_ended = DateField(null=True)
        municipality = CharField(4)
        district = CharField(6, null=True)
        settled = DateField(null=True)
        start_deadline = DateField(null=True)
        goal = CharField(30, null=True)
        goal_date = DateField(null=True)
        known = CharField(6)
        reported_deadline = DateField(null=True)
        reported_age = IntegerField(null=True)
        version = IntegerField()

    class Decision(Table):
        person = ForeignKeyField(Person, on_delete="RESTRICT")
        kind = CharField(20)
        date = DateField(null=True)
        start = DateField(null=True)
        end = DateField(null=True)
        annulled = BooleanField()

    class Measure(Table):
        person = ForeignKeyField(Person, on_delete="RESTRICT")
        kind = CharField(20)
        start = DateField(null=True)
        end = DateField(null=True)
        deleted_by = CharField(null=True)
        deleted_at = TextField(null=True)

    class Event(Table):
        person = ForeignKeyField(Person, on_delete="RESTRICT")
        kind = CharField(20)
        date = DateField()
        from_municipality = CharField(4, null=True)
        to_municipality = CharField(4, null=True)

    class Termination(Table):
        person = ForeignKeyField(Person, on_delete="RESTRICT")
        kind = CharField(10)
        reason = CharField(30)
        tenths_of_hours = IntegerField(null=True)
        date = DateField()
        municipality = CharField(4)
        district = CharField(6, null=True)
        registered_by = CharField()
        registered_at = TextField()
        deleted_by = CharField(null=True)
        deleted_at = TextField(null=True)

        class Meta:
            constraints = (SQL("CHECK ((deleted_by IS NULL) = (deleted_at IS NULL))"),)

    # Peewee names an index after its columns, and the foreign key has that name already: without
    # a name of its own this one would silently not be made.
    Termination.add_index(
        Termination.person,
        unique=True,
        where=Termination.deleted_at.is_null(),
        name="one_active_termination",
    )

    class Journal(Table):
        at = TextField()
        by = CharField()
        action = CharField(40)
        duf = CharField(12, null=True, index=True)
        before = TextField(null=True)
        after = TextField(null=True)

    class Municipality(Table):
        number = CharField(4)
        name = CharField()
        county_number = CharField(2)
        county = CharField()
        valid_from = DateField()
        valid_to = DateField(null=True)
        successor = CharField(4, null=True)

    class District(Table):
        number = CharField(6, primary_key=True)
        municipality = CharField(4)
        name = CharField()

    class Setting(Table):
        name = CharField(40, primary_key=True)
        value = TextField()

    class ReportRow(Table):
        person = ForeignKeyField(Person, primary_key=True, on_delete="RESTRICT")
        law = CharField(20)
        duf = CharField(12)
        search_name = CharField()
        sort_name = CharField()
        category = CharField(20)
        goal = CharField(30, null=True)
        reason = CharField(30)
        date = DateField()
        year = IntegerField()
        municipality = CharField(4)
        district = CharField(6, null=True)
        registered_by = CharField()
        by_engine = BooleanField()
        needs_correction = BooleanField()
        completion_deadline = DateField(null=True)

        class Meta:
            indexes = ((("law", "municipality", "year", "by_engine"), False),)

    db.create_tables(
        [
            Person,
            Decision,
            Measure,
            Event,
            Termination,
            Journal,
            Municipality,
            District,
            Setting,
            ReportRow,
        ]
    )
    if isinstance(db, SqliteDatabase):
        for trigger in _TRIGGERS:
            db.execute_sql(trigger)

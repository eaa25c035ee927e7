"""The lists at the size of a country: indexes to walk in order, a text index, counts ready made.

All of it is made of the report rows; whoever migrates fills it.
"""

from typing import Any

from peewee import CharField, CompositeKey, Database, IntegerField, Model, SqliteDatabase

_IN_ORDER = (
    *("duf", "sort_name, duf", "category, duf", "goal, duf", "reason, date, duf", "date, duf"),
    *("law, goal, duf", "status, duf", "deadline, duf", "deadline_2026, duf"),
)


_SINCE = {
    "from_report": "BOOLEAN NOT NULL DEFAULT FALSE",
    "examined_since": "DATE NOT NULL DEFAULT '9999-12-31'",
    "due": "DATE NOT NULL DEFAULT '0001-01-01'",
}
"""Absent in registers made by early copies of the step before."""


def up(migrator: Any, db: Database) -> None:
    present = {column.name for column in db.get_columns("report_row")}
    for name, declared in _SINCE.items():
        if name not in present:
            db.execute_sql(f"ALTER TABLE report_row ADD COLUMN {name} {declared}")
    db.execute_sql("CREATE INDEX report_row_due ON report_row (due)")
    db.execute_sql("CREATE INDEX report_row_examined_since ON report_row (examined_since)")
    for number, columns in enumerate(_IN_ORDER):
        db.execute_sql(f"CREATE INDEX report_row_in_order_{number} ON report_row ({columns})")

    class ListCount(Model):
        subject = CharField(10)
        law = CharField(20)
        municipality = CharField(4)
        category = CharField(20)
        status = CharField(20)
        year = IntegerField()
        reason = CharField(30)
        by_engine = IntegerField()
        persons = IntegerField()

        class Meta:
            database = db
            legacy_table_names = False
            primary_key = CompositeKey(
                *("subject", "municipality", "law", "category", "status"),
                *("year", "reason", "by_engine"),
            )
            without_rowid = isinstance(db, SqliteDatabase)

    db.create_tables([ListCount])
    if isinstance(db, SqliteDatabase):
        # Names are folded already: the index compares letter by letter.
        db.execute_sql(
            "CREATE VIRTUAL TABLE report_text USING fts5(search_name, duf, content='report_row',"
            " content_rowid='person_id', columnsize=0, tokenize='trigram case_sensitive 1')"
        )

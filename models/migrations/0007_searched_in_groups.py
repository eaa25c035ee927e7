"""The text index by law and by how far a case has come, so that it counts and not only finds.

With it the persons whose name or number has one letter or two, which no text index holds; and the
two orders that lists open in, with what a row is refused by, so that it need not be looked up.
"""

from typing import Any

from peewee import (
    BooleanField,
    CharField,
    CompositeKey,
    Database,
    IntegerField,
    Model,
    SqliteDatabase,
)

_IN_ORDER = {
    "report_row_in_order_1": "sort_name, duf, law, category, status, reason, year, by_engine, date,"
    " ended_municipality, municipality, ended_district, district, search_name",
    "report_row_in_order_4": "reason, date, duf, law, category, status, by_engine,"
    " ended_municipality, ended_district, search_name",
}


def up(migrator: Any, db: Database) -> None:
    class LetterCount(Model):
        of_number = BooleanField()
        letters = CharField(2)
        text_group = IntegerField()
        persons = IntegerField()

        class Meta:
            database = db
            legacy_table_names = False
            primary_key = CompositeKey("of_number", "letters", "text_group")
            table_name = "letter_count"
            without_rowid = isinstance(db, SqliteDatabase)

    db.create_tables([LetterCount])
    for name, columns in _IN_ORDER.items():
        db.execute_sql(f"DROP INDEX {name}")
        db.execute_sql(f"CREATE INDEX {name} ON report_row ({columns})")
    if isinstance(db, SqliteDatabase):
        db.execute_sql("DROP TABLE report_text")
        # Names are folded already: the index compares letter by letter.
        db.execute_sql(
            "CREATE VIRTUAL TABLE report_text USING fts5(search_name, duf, content='',"
            " columnsize=0, tokenize='trigram case_sensitive 1')"
        )
        # Many rows at once are put together in memory, some megabytes at a time.
        db.execute_sql("INSERT INTO report_text (report_text, rank) VALUES ('hashsize', 8388608)")

"""The report row for everybody: one narrow row a person serves report and list of persons.

It is made of the cases, so the old rows go; whoever migrates fills the new table.
"""

from typing import Any

from peewee import (
    BooleanField,
    CharField,
    Database,
    DateField,
    ForeignKeyField,
    IntegerField,
    Model,
)


def up(migrator: Any, db: Database) -> None:
    db.execute_sql("DROP TABLE report_row")

    class Table(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Table):
        pass

    class ReportRow(Table):
        person = ForeignKeyField(Person, primary_key=True, on_delete="RESTRICT")
        law = CharField(20)
        duf = CharField(12)
        search_name = CharField()
        sort_name = CharField()
        category = CharField(20)
        goal = CharField(30, null=True)
        status = CharField(20)
        municipality = CharField(4)
        district = CharField(6, null=True)
        start_deadline = DateField(null=True)
        completion_deadline = DateField(null=True)
        completion_deadline_2026 = DateField(null=True)
        deadline = DateField(null=True)
        deadline_2026 = DateField(null=True)
        open_leave = BooleanField()
        from_report = BooleanField()
        examined_since = DateField()
        due = DateField()
        reason = CharField(30, null=True)
        date = DateField(null=True)
        year = IntegerField(null=True)
        ended_municipality = CharField(4, null=True)
        ended_district = CharField(6, null=True)
        registered_by = CharField(null=True)
        by_engine = BooleanField(null=True)

        class Meta:
            indexes = (
                (("law", "ended_municipality", "year", "by_engine"), False),
                (("municipality", "deadline"), False),
                (("municipality", "deadline_2026"), False),
            )

    db.create_tables([ReportRow])

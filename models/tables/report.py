"""The report row: what the report shows of a person with an active termination."""

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField

from models.tables.base import DayField, Table
from models.tables.person import PersonRow


class ReportRow(Table):
    """One narrow row per ended person, kept by the transaction that changes the case."""

    person = ForeignKeyField(PersonRow, primary_key=True, on_delete="RESTRICT")
    law = CharField(20)
    duf = CharField(12)
    search_name = CharField()
    sort_name = CharField()
    category = CharField(20)
    goal = CharField(30, null=True)
    reason = CharField(30)
    date = DayField()
    year = IntegerField()
    municipality = CharField(4)
    district = CharField(6, null=True)
    registered_by = CharField()
    by_engine = BooleanField()
    needs_correction = BooleanField()
    completion_deadline = DayField(null=True)

    class Meta:  # noqa: D106
        table_name = "report_row"

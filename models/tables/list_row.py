"""The list row: what the report and the list of persons show of a person."""

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField

from models.tables.base import DayField, Table
from models.tables.person import PersonRow


class ReportRow(Table):
    """One narrow row per person, updated in the transaction that changes the case.

    `parts` is a bit mask of what the case has (`models.list_rows.parts_mask`).
    The columns from `reason` on describe the active termination; without one they are empty. The
    deadlines apply from `deadline_since` on (empty: always). For earlier days the person has rows
    in `other_deadline`, so that no row becomes outdated on the day the law changes. The engine's
    last result is valid from `examined_since` up to, but not including, `due`. In a row that the
    engine has not examined, `due` is long past.
    """

    person = ForeignKeyField(PersonRow, primary_key=True, on_delete="RESTRICT")
    law = CharField(20)
    duf = CharField(12)
    search_name = CharField()
    sort_name = CharField()
    category = CharField(20)
    goal = CharField(30, null=True)
    status = CharField(20)
    municipality = CharField(4)
    district = CharField(6, null=True)
    start_deadline = DayField(null=True)
    completion_deadline = DayField(null=True)
    deadline = DayField(null=True)
    deadline_since = DayField(null=True)
    open_leave = BooleanField()
    from_report = BooleanField()
    parts = IntegerField()
    examined_since = DayField()
    due = DayField()
    reason = CharField(30, null=True)
    date = DayField(null=True)
    year = IntegerField(null=True)
    ended_municipality = CharField(4, null=True)
    ended_district = CharField(6, null=True)
    registered_by = CharField(null=True)
    by_engine = BooleanField(null=True)

    class Meta:  # noqa: D106
        table_name = "report_row"

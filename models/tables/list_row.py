"""The report row: what the report and the list of persons show of a person."""

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField

from models.tables.base import DayField, Table
from models.tables.person import PersonRow


class ReportRow(Table):
    """One narrow row per person, kept by the transaction that changes the case.

    From `reason` on it tells of the active termination, and is empty without one. The deadlines
    are those from `deadline_since` on (empty: always); before that day they are those of the
    person's rows in `other_deadline`, so that no row grows old on the day the law changes. What the
    engine last said stands from `examined_since` up to `due`, that day not included; in a row that
    it has not seen, `due` is long past.
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

"""The deadlines that a person has in other periods than the one of the report row."""

from peewee import BooleanField, CharField, CompositeKey, ForeignKeyField

from models.tables.base import DayField, Table
from models.tables.person import PersonRow


class OtherDeadlineRow(Table):
    """One row per person and earlier period: from `since` up to `until`, that day not included.

    Only who has several deadlines has any. Number and municipality are those of the report row;
    `is_awaited` is whether a list of deadlines may hold the person at all.
    """

    person = ForeignKeyField(PersonRow, on_delete="RESTRICT")
    since = DayField()
    until = DayField()
    completion_deadline = DayField(null=True)
    deadline = DayField(null=True)
    duf = CharField(12)
    municipality = CharField(4)
    is_awaited = BooleanField()

    class Meta:  # noqa: D106
        table_name = "other_deadline"
        primary_key = CompositeKey("person", "since")

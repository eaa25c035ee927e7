"""The deadlines of a person in periods before the one that the list row covers."""

from peewee import BooleanField, CharField, CompositeKey, ForeignKeyField

from models.tables.base import DayField, Table
from models.tables.person import PersonRow


class OtherDeadlineRow(Table):
    """One row per person and earlier period: from `since` up to, but not including, `until`.

    Only a person whose deadlines change on some day has rows here. `duf` and `municipality` are
    copied from the list row. `is_awaited` is whether a list of deadlines may show the person.
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

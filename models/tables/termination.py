"""Terminations: append-only history, at most one of them active for a person."""

from peewee import AutoField, CharField, ForeignKeyField, IntegerField

from models.tables.base import DayField, MomentField, Table
from models.tables.person import PersonRow


class TerminationRow(Table):
    """One row of a person's history; active while `deleted_at` is empty.

    Triggers allow an update only to set the two columns of deletion, once.
    """

    id = AutoField()
    person = ForeignKeyField(PersonRow, on_delete="RESTRICT")
    kind = CharField(10)
    reason = CharField(30)
    tenths_of_hours = IntegerField(null=True)
    date = DayField()
    municipality = CharField(4)
    district = CharField(6, null=True)
    registered_by = CharField()
    registered_at = MomentField()
    restores = IntegerField(null=True)
    deleted_by = CharField(null=True)
    deleted_at = MomentField(null=True)

    class Meta:  # noqa: D106
        table_name = "termination"

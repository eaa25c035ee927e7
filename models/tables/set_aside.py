"""Persons whom users have set aside in the work list."""

from peewee import AutoField, CharField, ForeignKeyField

from models.tables.base import DayField, MomentField, Table
from models.tables.person import PersonRow


class SetAsideRow(Table):
    """A person whom a user has set aside in the work list, until a day."""

    id = AutoField()
    person = ForeignKeyField(PersonRow, on_delete="RESTRICT")
    user = CharField()
    until = DayField()
    because = CharField(20, null=True)
    at = MomentField()

    class Meta:  # noqa: D106
        table_name = "set_aside"
        indexes = ((("user", "person"), True),)

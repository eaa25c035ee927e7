"""The persons being erased; empty except during a purge."""

from peewee import CharField, IntegerField

from models.tables.base import DayField, Table


class PurgeRow(Table):
    """A person who may be erased as of a day; the database verifies that."""

    person_id = IntegerField(primary_key=True)
    duf = CharField(12, unique=True)
    day = DayField()

    class Meta:  # noqa: D106
        table_name = "purge"

"""What users have chosen for themselves, such as the columns of a list."""

from peewee import CharField, CompositeKey, TextField

from models.tables.base import Table


class PreferenceRow(Table):
    """A user's choice under a name; nothing about any person."""

    user = CharField()
    name = CharField(40)
    value = TextField()

    class Meta:  # noqa: D106
        table_name = "preference"
        primary_key = CompositeKey("user", "name")

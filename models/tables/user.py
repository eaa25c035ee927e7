"""The users of the register and their roles."""

from peewee import BooleanField, CharField

from models.tables.base import Table


class UserRow(Table):
    """A user. Users are never deleted, because the journal names them."""

    id = CharField(primary_key=True)
    role = CharField(20)
    municipality = CharField(4, null=True)
    district = CharField(6, null=True)
    disabled = BooleanField()

    class Meta:  # noqa: D106
        table_name = "register_user"

"""Who may use the register, and as what."""

from peewee import BooleanField, CharField

from models.tables.base import Table


class UserRow(Table):
    """A user; nobody is ever taken away, the journal names them."""

    id = CharField(primary_key=True)
    role = CharField(20)
    municipality = CharField(4, null=True)
    district = CharField(6, null=True)
    disabled = BooleanField()

    class Meta:  # noqa: D106
        table_name = "register_user"

"""Where each user's last session stood, to be offered at the next start."""

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from models.tables.base import DayField, MomentField, Table
from models.tables.person import PersonRow


class SessionMemoryRow(Table):
    """The list, the person and the number corrected on a day; no text that a user searched for."""

    user = CharField(primary_key=True)
    at = MomentField()
    shown = TextField()
    person = ForeignKeyField(PersonRow, null=True, on_delete="RESTRICT")
    is_open = BooleanField()
    number = IntegerField()
    length = IntegerField()
    corrected = IntegerField()
    corrected_on = DayField()

    class Meta:  # noqa: D106
        table_name = "session_memory"

"""Where each user's last session stood, to be offered at the next start."""

from peewee import (
    BooleanField,
    CharField,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    TextField,
)

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


class KeptWalkRow(Table):
    """A person of the walk that a user's last session was in, by place; places count from 0."""

    user = CharField()
    place = IntegerField()
    person = ForeignKeyField(PersonRow, on_delete="RESTRICT")

    class Meta:  # noqa: D106
        table_name = "kept_walk"
        primary_key = CompositeKey("user", "place")

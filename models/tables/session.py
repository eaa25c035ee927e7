"""What users keep between sessions: persons set aside, and the state of their last session."""

from peewee import AutoField, CharField, ForeignKeyField, TextField

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


class UserStateRow(Table):
    """The state of a user's last session, as a JSON object."""

    user = CharField(primary_key=True)
    value = TextField()
    at = MomentField()

    class Meta:  # noqa: D106
        table_name = "user_state"

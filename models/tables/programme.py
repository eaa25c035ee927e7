"""What happened to a person: decisions, measures and events from the population register."""

from peewee import AutoField, BooleanField, CharField, ForeignKeyField

from models.tables.base import DayField, MomentField, Table
from models.tables.person import PersonRow


class DecisionRow(Table):
    """A decision (`vedtak`); an annulled one stays visible."""

    id = AutoField()
    person = ForeignKeyField(PersonRow, on_delete="RESTRICT")
    kind = CharField(20)
    date = DayField(null=True)
    start = DayField(null=True)
    end = DayField(null=True)
    annulled = BooleanField(default=False)

    class Meta:  # noqa: D106
        table_name = "decision"


class MeasureRow(Table):
    """A measure (`tiltak`); deletion is soft."""

    id = AutoField()
    person = ForeignKeyField(PersonRow, on_delete="RESTRICT")
    kind = CharField(20)
    start = DayField(null=True)
    end = DayField(null=True)
    deleted_by = CharField(null=True)
    deleted_at = MomentField(null=True)

    class Meta:  # noqa: D106
        table_name = "measure"


class EventRow(Table):
    """An event from the population register, with the municipality numbers that it stated."""

    id = AutoField()
    person = ForeignKeyField(PersonRow, on_delete="RESTRICT")
    kind = CharField(20)
    date = DayField()
    from_municipality = CharField(4, null=True)
    to_municipality = CharField(4, null=True)

    class Meta:  # noqa: D106
        table_name = "event"

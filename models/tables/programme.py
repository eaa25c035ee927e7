"""What happened to a person: decisions, measures and the population register's events."""

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
    """A measure (`tiltak`); deleting is soft."""

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
    """An event from the population register; municipalities by the number it named."""

    id = AutoField()
    person = ForeignKeyField(PersonRow, on_delete="RESTRICT")
    kind = CharField(20)
    date = DayField()
    from_municipality = CharField(4, null=True)
    to_municipality = CharField(4, null=True)

    class Meta:  # noqa: D106
        table_name = "event"

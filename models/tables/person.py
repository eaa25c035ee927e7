"""The person: identity, and the facts that each person has only one of."""

from peewee import AutoField, CharField, IntegerField

from models.tables.base import DayField, Table


class PersonRow(Table):
    """One person; values are the slugs of the contract.

    `version` counts the changes of the case. `search_name` and `sort_name` are made by
    `models.collation`, because databases fold and order Æ Ø Å differently.
    """

    id = AutoField()
    duf = CharField(12, unique=True)
    first_name = CharField()
    last_name = CharField()
    search_name = CharField()
    sort_name = CharField()
    sex = CharField(1)
    born = DayField(null=True)
    law = CharField(20)
    category = CharField(20)
    category_ended = DayField(null=True)
    municipality = CharField(4)
    district = CharField(6, null=True)
    settled = DayField(null=True)
    start_deadline = DayField(null=True)
    goal = CharField(30, null=True)
    goal_date = DayField(null=True)
    known = CharField(6, default="full")
    reported_deadline = DayField(null=True)
    reported_age = IntegerField(null=True)
    version = IntegerField(default=0)

    class Meta:  # noqa: D106
        table_name = "person"

"""The journal: who did what when, what was before and after. Append-only."""

from peewee import AutoField, CharField, TextField

from models.tables.base import MomentField, Table


class JournalRow(Table):
    """One line; `before` and `after` are JSON objects or empty."""

    id = AutoField()
    at = MomentField()
    by = CharField()
    action = CharField(40)
    duf = CharField(12, null=True, index=True)
    before = TextField(null=True)
    after = TextField(null=True)

    class Meta:  # noqa: D106
        table_name = "journal"

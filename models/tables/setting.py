"""Settings that belong to the register itself."""

from peewee import CharField, TextField

from models.tables.base import Table


class SettingRow(Table):
    """A named value: `as_of`, `start_deadline_months`."""

    name = CharField(40, primary_key=True)
    value = TextField()

    class Meta:  # noqa: D106
        table_name = "setting"

"""The base of all tables, and the field types they share."""

import datetime

from peewee import DatabaseProxy, DateField, Model, TextField

database = DatabaseProxy()


class Table(Model):
    """A table of the register that is open."""

    class Meta:  # noqa: D106
        database = database
        legacy_table_names = False


class DayField(DateField):
    """A day, stored as ISO text by SQLite and as a date by PostgreSQL."""

    def python_value(self, value: object) -> object:
        """Read a stored day; Peewee's own way through strptime is ten times slower."""
        return datetime.date.fromisoformat(value) if isinstance(value, str) else value


class MomentField(TextField):
    """A moment in UTC to the second, as ISO text: sorts as it reads, on every database."""

    def db_value(self, value: datetime.datetime | None) -> str | None:
        """Write in UTC."""
        return value.astimezone(datetime.UTC).isoformat(timespec="seconds") if value else None

    def python_value(self, value: str | None) -> datetime.datetime | None:
        """Read with its zone."""
        return datetime.datetime.fromisoformat(value) if value else None

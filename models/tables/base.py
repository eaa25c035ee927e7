"""The base of all tables, and the field types they share."""

import datetime
from typing import Any

from peewee import DatabaseProxy, DateField, Model, TextField

database = DatabaseProxy()


class Table(Model):
    """A table of the register that is open."""

    class Meta:  # noqa: D106
        database = database
        legacy_table_names = False


def day_of(stored: Any) -> Any:
    """A day as either database gives it (ISO text), or as it is; None where there is none.

    Raises ValueError for what is no day: another program may have written it.
    """
    if isinstance(stored, str):
        return datetime.date.fromisoformat(stored)
    if stored is not None and not isinstance(stored, datetime.date):
        raise ValueError("not a day")
    return stored


def moment_of(stored: str | None) -> datetime.datetime | None:
    """A moment with its zone."""
    return datetime.datetime.fromisoformat(stored) if stored else None


class DayField(DateField):
    """A day, stored as ISO text by SQLite and as a date by PostgreSQL."""

    def python_value(self, value: object) -> object:
        """Read a stored day; Peewee's own way through strptime is ten times slower."""
        return day_of(value)


class MomentField(TextField):
    """A moment in UTC to the second, as ISO text: sorts as it reads, on every database."""

    def db_value(self, value: datetime.datetime | None) -> str | None:
        """Write in UTC."""
        return value.astimezone(datetime.UTC).isoformat(timespec="seconds") if value else None

    def python_value(self, value: str | None) -> datetime.datetime | None:
        """Read with its zone."""
        return moment_of(value)

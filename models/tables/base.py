"""The base of all tables, and the field types they share."""

import datetime
from typing import Any

from peewee import DatabaseProxy, DateField, Model, TextField

database = DatabaseProxy()


class Table(Model):
    """A table of the open register."""

    class Meta:  # noqa: D106
        database = database
        legacy_table_names = False


def day_of(stored: Any) -> Any:
    """Return a stored day as a date. Both databases give ISO text; a date or None is unchanged.

    Raises ValueError for anything else: another program may have written it.
    """
    if isinstance(stored, str):
        return datetime.date.fromisoformat(stored)
    if stored is not None and not isinstance(stored, datetime.date):
        raise ValueError("not a day")
    return stored


def moment_of(stored: str | None) -> datetime.datetime | None:
    """Parse a stored moment, with its time zone; return None if there is none."""
    return datetime.datetime.fromisoformat(stored) if stored else None


class DayField(DateField):
    """A day, stored as ISO text by SQLite and as a date by PostgreSQL."""

    def python_value(self, value: object) -> object:
        """Parse a stored day; Peewee's own parsing with strptime is ten times slower."""
        return day_of(value)


class MomentField(TextField):
    """A moment in UTC to the second, as ISO text: text order is time order on every database."""

    def db_value(self, value: datetime.datetime | None) -> str | None:
        """Convert a moment to ISO text in UTC."""
        return value.astimezone(datetime.UTC).isoformat(timespec="seconds") if value else None

    def python_value(self, value: str | None) -> datetime.datetime | None:
        """Parse a stored moment, with its time zone."""
        return moment_of(value)

"""The register's own settings."""

import datetime

from models.errors import Unusable
from models.tables import SettingRow, database
from models.tables.statement_cache import cached_sql
from rules.message import message

START_DEADLINE_MONTHS = 24
"""From settlement to the start deadline, if the register has no setting (§ 8: two years)."""


def stored_as_of() -> datetime.date | None:
    """Return the day the register itself treats as today, if it has one (a demo register)."""
    value = _value("as_of")
    return datetime.date.fromisoformat(value) if value else None


def start_deadline_months() -> int:
    """Return the number of months from settlement to the start deadline."""
    return _months("start_deadline_months", START_DEADLINE_MONTHS)


SEARCH_MONTHS = 12
"""How long the journal keeps search texts, if the register has no setting."""


def search_months() -> int:
    """Return the number of months that the journal keeps search texts."""
    return _months("search_months", SEARCH_MONTHS)


def only_users_may_sign_in() -> str | None:
    """Return a text if only added users may sign in, None in a personal register."""
    return _value("users")


VACUUM_PENDING = "unwashed"


def is_vacuum_pending() -> bool:
    """Return whether data was erased and the storage has not been vacuumed since."""
    return _value(VACUUM_PENDING) is not None


def forget(name: str) -> None:
    """Delete a setting, inside a transaction."""
    SettingRow.delete().where(SettingRow.name == name).execute()


def store(name: str, value: str) -> None:
    """Set a setting, inside a transaction."""
    forget(name)
    SettingRow.create(name=name, value=value)


def _months(name: str, otherwise: int) -> int:
    """Return a number of months. Raises Unusable if the stored value cannot be one."""
    value = _value(name)
    if value is None:
        return otherwise
    if not (value.isascii() and value.isdigit() and 0 < int(value) <= _MOST_MONTHS):
        text = message(
            "Innstillingen {name} er «{value}», ikke et antall måneder. Rett den.",
            name=name,
            value=value,
        )
        raise Unusable(text)
    return int(value)


_MOST_MONTHS = 1200


def _value(name: str) -> str | None:
    rows = database.execute_sql(_value_sql(), (name,)).fetchall()
    return str(rows[0][0]) if rows else None


@cached_sql
def _value_sql() -> str:
    return str(SettingRow.select(SettingRow.value).where(SettingRow.name == "").sql()[0])

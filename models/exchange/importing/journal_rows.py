"""Converts stored rows of a case to the values of a journal entry."""

from collections.abc import Iterable
from typing import Any

from models.cases.stored_case import StoredRow
from models.journal.writer import Values
from rules.code_lists import DecisionResult

_NAMES = {
    "decisions": ("kind", "date", "from", "to", "result"),
    "measures": ("kind", "from", "to", "deleted_by", "deleted_at"),
    "events": ("kind", "date", "from_municipality", "to_municipality"),
    "terminations": (
        *("kind", "reason", "date", "registered_by", "registered_at", "hours"),
        *("municipality", "district", "restores", "deleted_by", "deleted_at"),
    ),
}


def journal_rows(name: str, rows: Iterable[StoredRow]) -> list[Values]:
    """Return the values of rows in `STORED_COLUMNS` order; empty values are left out."""
    return [_told(name, row[1:]) for row in rows]


def _told(name: str, row: StoredRow) -> Values:
    values: dict[str, Any] = dict(zip(_NAMES[name], row, strict=False))
    if name == "decisions":
        values["result"] = str(DecisionResult.ANNULLED if values["result"] else DecisionResult.MADE)
    if values.get("hours") is not None:
        values["hours"] /= 10
    return {key: value for key, value in values.items() if value is not None}

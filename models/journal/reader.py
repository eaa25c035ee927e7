"""Journal entries as values, and the newest change of a person."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.journal.writer import Values
from models.tables import JournalRow


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One line of the journal."""

    at: datetime
    by: str
    action: str
    duf: str | None
    before: Values | None
    after: Values | None


READ_ACTIONS = ("person.look", "person.copy", "journal.read", "refused")
"""What is written of a person when nothing about them is changed."""


def newest_change(duf: str) -> JournalEntry | None:
    """The newest line about a change of a person, inside a transaction."""
    of_person = JournalRow.select().where(
        JournalRow.duf == duf, JournalRow.action.not_in(READ_ACTIONS)
    )
    row = of_person.order_by(JournalRow.id.desc()).first()
    return entry_of(row) if row else None


def entry_of(row: Any) -> JournalEntry:
    """A row of the journal as a value."""
    return JournalEntry(
        row.at, row.by, row.action, row.duf, _values(row.before), _values(row.after)
    )


def _values(text: str | None) -> Values | None:
    return json.loads(text) if text is not None else None

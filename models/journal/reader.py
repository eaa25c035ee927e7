"""Journal entries as values, and the newest change of a person."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.journal.actions import JournalAction
from models.journal.writer import Values
from models.tables import JournalRow


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One entry of the journal."""

    id: int
    at: datetime
    by: str
    action: str
    duf: str | None
    before: Values | None
    after: Values | None


NO_CHANGES = (
    JournalAction.PERSON_LOOK,
    JournalAction.PERSON_COPY,
    JournalAction.PERSON_DISCLOSURE,
    JournalAction.PERSON_CERTIFICATE,
    JournalAction.EXPORT,
    JournalAction.JOURNAL_READ,
    JournalAction.REFUSED,
    JournalAction.SET_ASIDE_ADD,
    JournalAction.SET_ASIDE_CLEAR,
)
"""The actions that concern a person without changing anything about them."""


def newest_change(duf: str) -> JournalEntry | None:
    """Return the newest entry about a change of a person, inside a transaction."""
    return next(changes_of(duf), None)


def changes_of(duf: str) -> Iterator[JournalEntry]:
    """Yield the entries about changes of a person, newest first, inside a transaction."""
    of_person = JournalRow.select().where(
        JournalRow.duf == duf, JournalRow.action.not_in(NO_CHANGES)
    )
    yield from map(entry_of, of_person.order_by(JournalRow.id.desc()).iterator())


def entry_of(row: Any) -> JournalEntry:
    """Convert a row of the journal to a JournalEntry."""
    return JournalEntry(
        row.id, row.at, row.by, row.action, row.duf, _values(row.before), _values(row.after)
    )


def _values(text: str | None) -> Values | None:
    return json.loads(text) if text is not None else None

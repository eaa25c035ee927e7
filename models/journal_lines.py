"""Reading the journal, and who was the last to change a person."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.actor import Actor
from models.case import load_case, surroundings
from models.database import Register
from models.journal import Values, write_line
from models.tables import JournalRow


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the journal."""

    at: datetime
    by: str
    action: str
    duf: str | None
    before: Values | None
    after: Values | None


LOOKS = ("person.look", "person.copy", "journal.read", "refused")
"""What is written of a person when nothing about them is changed."""


def newest_change(duf: str) -> Line | None:
    """The newest line about a change of a person, inside a transaction."""
    of_person = JournalRow.select().where(JournalRow.duf == duf, JournalRow.action.not_in(LOOKS))
    row = of_person.order_by(JournalRow.id.desc()).first()
    return _line(row) if row else None


def look_through(
    register: Register, actor: Actor, duf: str | None = None, by: str | None = None
) -> None:
    """Write that somebody reads the journal, before they do; raises as `read_lines` does."""
    with register.write():
        _require_sight(register, duf)
        write_line(actor, "journal.read", duf, None, {"by": by} if by else None)


def read_lines(
    register: Register, duf: str | None = None, by: str | None = None, limit: int | None = None
) -> list[Line]:
    """The journal, newest first; of one person, of one user, or all.

    All of it is for administrators, else NotAllowed is raised; a person's for who sees the person.
    """
    with register.read():
        _require_sight(register, duf)
        query = JournalRow.select().order_by(JournalRow.id.desc()).limit(limit)
        if duf:
            query = query.where(JournalRow.duf == duf)
        if by:
            query = query.where(JournalRow.by == by)
        return [_line(row) for row in query]


def _require_sight(register: Register, duf: str | None) -> None:
    if duf:
        load_case(duf, surroundings(register))
    else:
        register.require_administrator()


def _line(row: Any) -> Line:
    return Line(row.at, row.by, row.action, row.duf, _values(row.before), _values(row.after))


def _values(text: str | None) -> Values | None:
    return json.loads(text) if text is not None else None

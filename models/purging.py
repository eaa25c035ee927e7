"""Erasing whom the register may keep no longer: the only way anything is ever erased.

The database lets it happen for nobody else: a person must first stand in `purge`, and may stand
there only after fifteen years.
"""

from dataclasses import dataclass
from datetime import date

from models.actor import Actor
from models.bulk import delete_rows
from models.case import stream_cases, surroundings
from models.database import Register
from models.journal import write_line
from models.row_writing import remove_report_rows
from models.tables import (
    DecisionRow,
    EventRow,
    JournalRow,
    MeasureRow,
    PersonRow,
    PurgeRow,
    TerminationRow,
)
from rules.retention import kept_until


@dataclass(frozen=True, slots=True)
class Expired:
    """A person whose years have passed, and when they did."""

    person: int
    duf: str
    kept_until: date


def expired(register: Register, actor: Actor) -> list[Expired]:
    """Whom the register may keep no longer as of the actor's day, in order of registration.

    Raises NotAllowed for all but administrators.
    """
    register.access.require_administrator()
    with register.read():
        return _expired(register, actor.as_of)


def purge(register: Register, actor: Actor) -> list[Expired]:
    """Erase them, history included; of their journal lines the chain stays. All or nothing.

    Raises NotAllowed for all but administrators.
    """
    register.access.require_administrator()
    with register.write():
        found = _expired(register, actor.as_of)
        numbers = [one.person for one in found]
        for one in found:
            PurgeRow.create(person_id=one.person, duf=one.duf, day=actor.as_of)
        empty = {"duf": None, "before": None, "after": None, "salt": None}
        JournalRow.update(**empty).where(
            JournalRow.duf.in_(PurgeRow.select(PurgeRow.duf))
        ).execute()
        remove_report_rows(numbers)
        for table in (TerminationRow, DecisionRow, MeasureRow, EventRow):
            delete_rows(table, "person", numbers)
        delete_rows(PersonRow, "id", numbers)
        PurgeRow.delete().execute()
        write_line(actor, "purge", None, None, {"persons": len(found)})
        return found


def _expired(register: Register, as_of: date) -> list[Expired]:
    found = []
    for case in stream_cases(surroundings(register)):
        last = kept_until(case.facts)
        if last and last < as_of:
            found.append(Expired(case.person.id, case.person.duf, last))
    return found

"""Erasure of persons whom the register may no longer keep: the only way anything is ever erased.

The database enforces it. A person must first have a row in `purge`, with their own number and a
day not after the database's, and may have one only after fifteen years.
"""

from dataclasses import dataclass
from datetime import date

from models.administration.erased_names import Erased, empty_lines_of, known_names
from models.cases.case import first_registration, load_context, stream_cases
from models.errors import RegisterError, Unusable
from models.journal.actions import JournalAction
from models.journal.actor import Actor
from models.journal.search_retention import forget_old_searches
from models.journal.writer import append_entry
from models.list_rows.writer import remove_report_rows
from models.storage.register import Register
from models.storage.register_settings import VACUUM_PENDING, forget, is_vacuum_pending, store
from models.tables import (
    DecisionRow,
    EventRow,
    KeptWalkRow,
    MeasureRow,
    PersonRow,
    PurgeRow,
    SessionMemoryRow,
    SetAsideRow,
    TerminationRow,
)
from models.tables.bulk_writes import delete_rows
from models.tables.termination_digest import note_persons_removed
from rules.message import Message, message
from rules.retention import retention


@dataclass(frozen=True, slots=True)
class Expired:
    """A person whose retention period has passed: its last day, and what it was counted from."""

    person: int
    duf: str
    name: str
    kept_until: date
    because: Message


def expired(register: Register, actor: Actor) -> list[Expired]:
    """Return persons the register may no longer keep on the actor's day, in registration order.

    Raises NotAllowed for all but administrators, RegisterError if that day is after the register's.
    """
    with register.read():
        register.require_administrator()
        _require_no_later_day(actor)
        return _expired(register, actor.as_of)


def purge(register: Register, actor: Actor) -> list[Expired]:
    """Erase the expired persons and their history, all or nothing; return them.

    Their journal entries are emptied, but the chain stays. Searches older than the register keeps
    them are emptied too. Afterwards the storage is vacuumed, so that nothing erased remains in it.

    Raises what `expired` raises. Raises RegisterError if the persons are erased but the storage
    could not be vacuumed: the next purge does it.
    """
    with register.write():
        register.require_administrator()
        _require_no_later_day(actor)
        found = _expired(register, actor.as_of)
        numbers = [one.person for one in found]
        erased = [Erased(one.duf, known_names(one.duf, one.name)) for one in found]
        for one in found:
            PurgeRow.create(person_id=one.person, duf=one.duf, day=actor.as_of)
        emptied = empty_lines_of(erased)
        remove_report_rows(numbers)
        note_persons_removed(numbers)
        for table in (
            KeptWalkRow,
            SessionMemoryRow,
            SetAsideRow,
            TerminationRow,
            DecisionRow,
            MeasureRow,
            EventRow,
        ):
            delete_rows(table, "person", numbers)
        delete_rows(PersonRow, "id", numbers)
        PurgeRow.delete().execute()
        append_entry(
            actor, JournalAction.PURGE, None, None, {"persons": len(found), **emptied.values}
        )
        forgotten = forget_old_searches(actor)
        if found or forgotten:
            store(VACUUM_PENDING, actor.as_of.isoformat())
        is_unwashed = bool(found or forgotten) or is_vacuum_pending()
    if is_unwashed:
        _wash(register)
    return found


def _require_no_later_day(actor: Actor) -> None:
    if actor.as_of > actor.register_date:
        raise RegisterError(
            message(
                "Sletting skjer per i dag, {own}, ikke per en dag som ikke er kommet ({day})",
                own=actor.register_date,
                day=actor.as_of,
            )
        )


def _wash(register: Register) -> None:
    try:
        register.vacuum()
        with register.write():
            forget(VACUUM_PENDING)
    except Unusable as error:
        again = message(
            "De er slettet, men kan stå igjen i registeret. Kjør «nir-tui purge --yes» igjen."
        )
        raise RegisterError(again) from error


def _expired(register: Register, as_of: date) -> list[Expired]:
    found = []
    for case in stream_cases(load_context(register)):
        kept = retention(case.facts, case.terminations, first_registration(case), as_of)
        if kept and kept.kept_until < as_of:
            person = case.person
            found.append(Expired(person.id, person.duf, person.name, kept.kept_until, kept.because))
    return found

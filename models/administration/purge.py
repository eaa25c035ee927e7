"""Erasing whom the register may keep no longer: the only way anything is ever erased.

The database lets it happen for nobody else: a person must first stand in `purge`, and may stand
there only after fifteen years.
"""

import json
from dataclasses import dataclass
from datetime import date

from models.cases.case import stream_cases, surroundings
from models.collation import fold, search_key
from models.errors import RegisterError, Unusable
from models.journal.actor import Actor
from models.journal.writer import write_line
from models.list_filter import ListFilter
from models.list_rows.writer import remove_report_rows
from models.lists.conditions import searched
from models.storage.register import Register
from models.storage.register_settings import UNWASHED, forget, has_leftovers, store
from models.tables import (
    DecisionRow,
    EventRow,
    JournalRow,
    MeasureRow,
    PersonRow,
    PurgeRow,
    TerminationRow,
)
from models.tables.bulk_writes import delete_rows
from rules.message import message
from rules.retention import kept_until

_NAMING = ("list.search", "list.download", "refused")
"""The actions whose lines may name a person without having the number."""


@dataclass(frozen=True, slots=True)
class Expired:
    """A person whose years have passed, and when they did."""

    person: int
    duf: str
    search_name: str
    kept_until: date


def expired(register: Register, actor: Actor) -> list[Expired]:
    """Whom the register may keep no longer as of the actor's day, in order of registration.

    Raises NotAllowed for all but administrators.
    """
    with register.read():
        register.require_administrator()
        return _expired(register, actor.as_of)


def purge(register: Register, actor: Actor) -> list[Expired]:
    """Erase them, history included; of their journal lines the chain stays. All or nothing.

    What is stored is written anew afterwards: what is erased stands nowhere in it any more.

    Raises NotAllowed for all but administrators; RegisterError where they are erased and that could
    not be done: the next purge does it.
    """
    with register.write():
        register.require_administrator()
        found = _expired(register, actor.as_of)
        numbers = [one.person for one in found]
        for one in found:
            PurgeRow.create(person_id=one.person, duf=one.duf, day=actor.as_of)
        empty = {"duf": None, "before": None, "after": None, "salt": None}
        of_theirs = JournalRow.duf.in_(PurgeRow.select(PurgeRow.duf))
        JournalRow.update(**empty).where(of_theirs).execute()
        for number in _searches_for(found):
            JournalRow.update(**empty).where(JournalRow.id == number).execute()
        remove_report_rows(numbers)
        for table in (TerminationRow, DecisionRow, MeasureRow, EventRow):
            delete_rows(table, "person", numbers)
        delete_rows(PersonRow, "id", numbers)
        PurgeRow.delete().execute()
        write_line(actor, "purge", None, None, {"persons": len(found)})
        if found:
            store(UNWASHED, actor.as_of.isoformat())
        is_unwashed = bool(found) or has_leftovers()
    if is_unwashed:
        _wash(register)
    return found


def _wash(register: Register) -> None:
    try:
        register.wash()
        with register.write():
            forget(UNWASHED)
    except Unusable as error:
        again = message(
            "De er slettet, men kan stå igjen i registeret. Kjør «nir-tui purge --yes» igjen."
        )
        raise RegisterError(again) from error


def _searches_for(found: list[Expired]) -> list[int]:
    """The lines of searches that fit one of those who are erased: they name people too."""
    lines = JournalRow.select(JournalRow.id, JournalRow.after).where(
        JournalRow.action.in_(_NAMING), JournalRow.after.is_null(False)
    )
    return [line.id for line in lines if _names(json.loads(line.after or "{}"), found)]


def _names(about: dict[str, str], found: list[Expired]) -> bool:
    """Whether what was searched for fits one of them, or what was asked for holds one's name."""
    asked = fold(about.get("asked") or "")
    duf, name, search = (about.get(part) or "" for part in ("duf", "name", "search"))
    words, digits = searched(ListFilter(duf=duf, name=name, search=search))
    return any(
        one.duf in "".join(asked.split())
        or all(word in asked for word in one.search_name.replace(",", " ").split())
        or (
            (words or digits)
            and all(word in search_key(one.search_name) for word in words)
            and all(part in one.duf for part in digits)
        )
        for one in found
    )


def _expired(register: Register, as_of: date) -> list[Expired]:
    found = []
    for case in stream_cases(surroundings(register)):
        last = kept_until(case.facts)
        if last and last < as_of:
            person = case.person
            found.append(Expired(person.id, person.duf, fold(person.name), last))
    return found

"""The case as it was: after each of its changes, and as the register knew it at the end of a day.

A past case is rebuilt from the case now and its journal entries, each taken back, newest first.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from models.cases.case import Case, LoadContext, build_case_or_fail, load_case, load_context
from models.cases.lookup import refusals_written
from models.cases.stored_case import StoredCase, StoredRow, load_stored
from models.cases.taken_back import EntriesTakenBack, NotDescribed
from models.journal.actions import JournalAction
from models.journal.actor import Actor
from models.journal.reader import JournalEntry, changes_of
from models.journal.writer import append_entry
from models.storage.register import Register
from models.tables import JournalRow
from models.tables.norwegian_time import day_in_norway, end_of_day

_REGISTERED_AT, _DELETED_BY, _DELETED_AT = 5, -2, -1


@dataclass(frozen=True, slots=True)
class CaseMoment:
    """The case after a change, with the entries of that change, oldest first.

    Without entries it is the case before the first change that the journal describes.
    """

    entries: tuple[JournalEntry, ...]
    case: Case

    @property
    def at(self) -> datetime.datetime | None:
        """When the change was made, in UTC; None for the case before the first change."""
        return self.entries[0].at if self.entries else None

    @property
    def by(self) -> str | None:
        """The user who made the change; None for the case before the first change."""
        return self.entries[0].by if self.entries else None


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A case as the register knew it at the end of a day in Norway.

    The terminations are those known by the times they carry. Of the rest the journal tells from
    `journal_from` on; None: it does not reach the day, and the rest is as early as it reaches.
    """

    case: Case
    day: datetime.date
    journal_from: datetime.date | None


def case_moments(duf: str, shared: LoadContext) -> list[CaseMoment]:
    """Return the case after each of its changes, newest first, inside a transaction.

    The first is the case now; the number of its version stays on all of them. Raises UnknownPerson
    for a person whom the user may not see.
    """
    load_case(duf, shared)
    return [
        CaseMoment(entries, build_case_or_fail(stored, shared))
        for entries, stored in _backwards(duf)
    ]


def known_case(duf: str, day: datetime.date, shared: LoadContext) -> KnownCase:
    """Return the case as it was known at the end of a day, inside a transaction.

    Raises UnknownPerson for a person whom the user may not see now.
    """
    load_case(duf, shared)
    end = end_of_day(day)
    steps = list(_backwards(duf))
    moments = [entries[0].at if entries else _register_made_at() for entries, _stored in steps]
    known = (number for number, at in enumerate(moments) if at is not None and at < end)
    _entries, stored = steps[next(known, -1)]
    stored.terminations = [
        _as_known(row, end)
        for row in load_stored([duf])[duf].terminations
        if datetime.datetime.fromisoformat(row[_REGISTERED_AT]) < end
    ]
    told = [at for at in moments if at is not None]
    journal_from = day_in_norway(told[-1]) if told and told[-1] < end else None
    return KnownCase(build_case_or_fail(stored, shared), day, journal_from)


def look_up_known(register: Register, actor: Actor, duf: str, day: datetime.date) -> KnownCase:
    """Return the case as it was known at the end of a day; journalled as `look_up`, with the day.

    Raises NotFound. A refused attempt is journalled too.
    """
    with refusals_written(register, actor, JournalAction.PERSON_LOOK, duf), register.write():
        known = known_case(duf, day, load_context(register))
        append_entry(actor, JournalAction.PERSON_LOOK, duf, None, {"known_at": day.isoformat()})
        return known


def _as_known(row: StoredRow, end: datetime.datetime) -> StoredRow:
    """Return a termination's row without a deletion that came later."""
    deleted = row[_DELETED_AT]
    is_later = deleted is not None and datetime.datetime.fromisoformat(deleted) >= end
    return (*row[:_DELETED_BY], None, None) if is_later else row


def _backwards(duf: str) -> Iterator[tuple[tuple[JournalEntry, ...], StoredCase]]:
    """Yield the entries of each change, oldest first, with the rows after it; newest change first.

    Last come the rows before the first change, without entries: not if the first change brought the
    person in, nor if some entry does not say enough.
    """
    every = list(changes_of(duf))
    case = EntriesTakenBack(load_stored([duf])[duf], every)
    for _change, found in groupby(every, key=_change_of):
        entries = tuple(found)[::-1]
        yield entries, case.stored
        if any((entry.after or {}).get("new") for entry in entries):
            return
        try:
            case.take_back(entries)
        except NotDescribed:
            return
    yield (), case.stored


def _change_of(entry: JournalEntry) -> tuple[object, ...]:
    """Return what the entries of one transaction have in common."""
    return ((entry.after or {}).get("version"), entry.by, entry.at)


def _register_made_at() -> datetime.datetime | None:
    """Return when the register was made: a person whom no entry brought in was there then.

    None if no entry says when.
    """
    made = JournalRow.select().where(JournalRow.action == JournalAction.REGISTER_INIT)
    rows = [*made.order_by(JournalRow.id).limit(1)]
    return rows[0].at if rows else None

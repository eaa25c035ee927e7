"""The disclosure: everything that is held about a person, for an access request.

Source: the General Data Protection Regulation, article 15. Only administrators may ask for it.
"""

import datetime
from dataclasses import dataclass

from models.administration.kept_for_users import kept_for_users
from models.cases.case import Case, build_case_or_fail, load_case, load_context
from models.cases.lookup import refusals_written
from models.cases.serialization import measure_values
from models.cases.stored_case import StoredCase, load_stored
from models.journal.actions import JournalAction
from models.journal.actor import Actor
from models.journal.reader import JournalEntry, entry_of
from models.journal.writer import Values, append_entry
from models.storage.known_codes import MEASURE_KINDS
from models.storage.register import Register
from models.tables import JournalRow, SetAsideRow, database
from models.tables.base import day_of
from rules.facts import Measure

_OWN = ("id", "version")
"""The columns of a person that the register has for itself: they say nothing about the person."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Everything held about a person; the journal has the disclosure's own entry, newest first.

    `person` has the person's own columns as stored. `deleted_measures` are those that the case
    leaves out. `set_asides` are those that have ended too. `as_of` decides the deadlines.
    """

    case: Case
    person: Values
    deleted_measures: list[Values]
    journal: list[JournalEntry]
    set_asides: list[Values]
    kept_for_users: list[Values]
    as_of: datetime.date
    printed_at: datetime.datetime
    printed_by: str


def disclose(register: Register, actor: Actor, duf: str) -> Disclosure:
    """Return everything held about a person, and journal that it was disclosed.

    Raises NotAllowed for all but administrators, which is journalled, and UnknownPerson.
    """
    with refusals_written(register, actor, JournalAction.PERSON_DISCLOSURE, duf), register.write():
        register.require_administrator()
        shared = load_context(register)
        load_case(duf, shared)
        stored = load_stored([duf])[duf]
        append_entry(actor, JournalAction.PERSON_DISCLOSURE, duf)
        person = int(stored.person["id"])
        return Disclosure(
            build_case_or_fail(stored, shared),
            {name: value for name, value in stored.person.items() if name not in _OWN},
            _deleted_measures(stored),
            _journal(duf),
            _set_asides(person),
            kept_for_users(person),
            actor.as_of,
            actor.now(),
            actor.user,
        )


def _journal(duf: str) -> list[JournalEntry]:
    entries = JournalRow.select().where(JournalRow.duf == duf)
    return [entry_of(row) for row in entries.order_by(JournalRow.id.desc())]


def _deleted_measures(stored: StoredCase) -> list[Values]:
    return [
        {
            **measure_values(Measure(MEASURE_KINDS[kind], day_of(start), day_of(end), number)),
            "current": False,
            "deleted_by": by,
            "deleted_at": at,
        }
        for number, kind, start, end, by, at in stored.measures
        if at is not None
    ]


def _set_asides(person: int) -> list[Values]:
    row = SetAsideRow
    query = row.select(row.user, row.until, row.because, row.at.cast("text"))
    rows = database.execute(query.where(row.person == person).order_by(row.id))
    return [
        {
            "user": user,
            "until": day_of(until).isoformat(),
            "because": because,
            "at": _with_zone(at).isoformat(),
        }
        for user, until, because, at in rows
    ]


def _with_zone(stored: str) -> datetime.datetime:
    """Return a stored moment of a person set aside: on a server it is UTC without its zone."""
    moment = datetime.datetime.fromisoformat(stored)
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)

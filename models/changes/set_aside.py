"""Setting a person aside in one's own work list until a day, and taking them out again."""

from datetime import date

from models.cases.case import load_case, load_context
from models.cases.lookup import refusals_written
from models.errors import Refused
from models.journal.actions import JournalAction
from models.journal.actor import Actor
from models.journal.writer import append_entry
from models.storage.register import Register
from models.tables import SetAsideRow
from rules.code_lists import WaitingFor
from rules.engine import needs_correction
from rules.findings import Field, error
from rules.message import message
from rules.set_aside import check_set_aside


def set_aside(
    register: Register, actor: Actor, duf: str, until: date | None, because: WaitingFor | None
) -> None:
    """Set a person aside until a day; one set aside already gets the new day and reason.

    Raises Refused with what the rules say, or for a person who needs no correction; NotAllowed,
    UnknownPerson.
    """
    with refusals_written(register, actor, JournalAction.SET_ASIDE_ADD, duf), register.write():
        shared = load_context(register)
        register.access.require_change()
        case = load_case(duf, shared)
        found = check_set_aside(until, actor.as_of)
        if not needs_correction(case.facts):
            found = (error(Field.CASE, message("Personen må ikke rettes")),)
        if found:
            raise Refused(found)
        _delete(actor, case.person.id)
        SetAsideRow.create(
            person=case.person.id,
            user=actor.user,
            until=until,
            because=str(because) if because else None,
            at=actor.now(),
        )
        values = {"until": until, "because": str(because) if because else None}
        append_entry(actor, JournalAction.SET_ASIDE_ADD, duf, None, values)


def clear_set_aside(register: Register, actor: Actor, duf: str) -> None:
    """Take a person out again. Raises Refused for one whom the user has not set aside."""
    with refusals_written(register, actor, JournalAction.SET_ASIDE_CLEAR, duf), register.write():
        shared = load_context(register)
        register.access.require_change()
        case = load_case(duf, shared)
        if not _delete(actor, case.person.id):
            raise Refused([error(Field.CASE, message("Du har ikke satt personen til side"))])
        append_entry(actor, JournalAction.SET_ASIDE_CLEAR, duf)


def _delete(actor: Actor, person: int) -> int:
    own = (SetAsideRow.person == person) & (SetAsideRow.user == actor.user)
    return int(SetAsideRow.delete().where(own).execute())

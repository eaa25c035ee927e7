"""The one way a user changes a case: one transaction, from loading the case to its list row.

Load the case; check rights and the expected version; ask the rules; write; let the engine compute.
"""

from dataclasses import replace

from models.access import EVERYTHING
from models.cases.case import Case, LoadContext, build_case, load_case, load_context
from models.cases.lookup import refusals_written
from models.cases.ownership import change_refusal
from models.cases.stored_case import load_stored
from models.changes.case_batch import CaseBatch
from models.changes.case_update import CaseUpdate
from models.changes.change import CaseChange
from models.errors import ChangedMeanwhile, NotAllowed, Refused
from models.journal.actions import JournalAction
from models.journal.actor import Actor
from models.journal.reader import newest_change
from models.storage.register import Register
from models.tables.norwegian_time import in_norway
from rules.code_lists import Completeness
from rules.findings import Finding, errors
from rules.message import Message, message


def apply_change(
    register: Register,
    actor: Actor,
    duf: str,
    change: CaseChange,
    *,
    confirmed: bool = False,
    expected_version: int | None = None,
) -> Case:
    """Carry out a change and everything that follows from it; return the case after it.

    `expected_version` is the version the user looked at. A change that is done already writes
    nothing. Raises UnknownPerson, NotAllowed, ChangedMeanwhile, NotFound, and Refused with what the
    rules say, warnings too unless they are `confirmed`; then nothing changed.
    """
    with refusals_written(register, actor, "change", duf), register.write():
        case, shared = load_to_change(register, actor, duf, change.of_termination)
        # A change may take the case out of the user's sight; they see what came of it all the same.
        shared = replace(shared, access=EVERYTHING)
        if expected_version is not None and expected_version != case.person.version:
            raise ChangedMeanwhile(changed_meanwhile(duf))
        raise_if_refused(change.findings(case, actor.as_of), confirmed)
        if change.is_done(case, actor.as_of):
            return case
        return _write(change, case, actor, shared)


def case_to_change(
    register: Register, actor: Actor, duf: str, of_termination: bool = False
) -> Case:
    """Return the case a user is about to change; `of_termination`: its active termination alone.

    Raises NotAllowed, and UnknownPerson, which is journalled where there is such a person.
    """
    with refusals_written(register, actor, "change", duf), register.read():
        return load_to_change(register, actor, duf, of_termination)[0]


def raise_if_refused(findings: tuple[Finding, ...], confirmed: bool) -> None:
    """Raise Refused where the rules refuse, or ask for a confirmation that was not given."""
    standing = errors(findings) or (() if confirmed else findings)
    if standing:
        raise Refused(standing)


def load_to_change(
    register: Register, actor: Actor, duf: str, of_termination: bool
) -> tuple[Case, LoadContext]:
    """Load a case inside a transaction; raise NotAllowed for a user who may not change it.

    Only administrators change cases under another day than the register's own.
    """
    shared = load_context(register)
    register.access.require_change()
    if actor.as_of != actor.register_date and not register.access.is_administrator:
        raise NotAllowed(message("Bare administratorer endrer saker under en annen dag enn i dag"))
    case = load_case(duf, shared)
    reason = change_refusal(case, shared.access, shared.reference, of_termination)
    if reason:
        raise NotAllowed(reason)
    return case, shared


def _write(change: CaseChange, case: Case, actor: Actor, shared: LoadContext) -> Case:
    update = CaseUpdate(load_stored([case.person.duf])[case.person.duf])
    batch = CaseBatch(actor, shared, numbers_rows=True)
    change.write(update, case, actor, update.moment_after(batch.now))
    if update.complete():
        line = update.lines[-1]
        line.before = {**(line.before or {}), "known": str(Completeness.REPORT)}
        line.after = {**(line.after or {}), "known": str(Completeness.FULL)}
    batch.add(update)
    batch.write()
    return build_case(update.stored, shared)


_CHANGES: dict[str, Message] = {
    JournalAction.TERMINATION_ADD: message("ny avslutning"),
    JournalAction.TERMINATION_EDIT: message("avslutningen er redigert"),
    JournalAction.TERMINATION_DELETE: message("avslutningen er slettet"),
    JournalAction.DECISION_ADD: message("nytt vedtak"),
    JournalAction.DECISION_EDIT: message("et vedtak er redigert"),
    JournalAction.DECISION_ANNUL: message("et vedtak er opphevet"),
    JournalAction.MEASURE_ADD: message("nytt tiltak"),
    JournalAction.MEASURE_EDIT: message("et tiltak er redigert"),
    JournalAction.MEASURE_DELETE: message("et tiltak er slettet"),
    JournalAction.GOAL_SET: message("sluttmålet"),
    JournalAction.ENGINE_ADD: message("regelmotoren avsluttet"),
    JournalAction.ENGINE_WITHDRAW: message("regelmotoren trakk tilbake"),
    JournalAction.IMPORT_PERSON: message("hentet inn fra fil"),
    JournalAction.UNDO: message("en endring er angret"),
}
"""What a journal entry says was done, for the user who came second."""


def change_label(action: str) -> Message:
    """Return what a journal entry with an action says was done."""
    return _CHANGES.get(action, message("saken"))


def changed_meanwhile(duf: str) -> Message:
    """Say who changed a case last, when, and what was done; inside a transaction."""
    line = newest_change(duf)
    if line is None:
        return message("Saken er endret siden du åpnet den")
    at = in_norway(line.at)
    return message(
        "{by} endret saken {day} kl. {time}, etter at du åpnet den: {what}",
        by=line.by,
        what=change_label(line.action),
        day=at.date(),
        time=f"{at:%H:%M}",
    )

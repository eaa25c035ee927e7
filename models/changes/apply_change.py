"""The one way a user changes a case: one transaction, from loading the case to its list row.

Load the case; check rights and the expected version; ask the rules; write; let the engine compute.
"""

from dataclasses import replace

from models.access import EVERYTHING
from models.cases.case import Case, LoadContext, build_case, load_case, load_context
from models.cases.change_permission import change_refusal
from models.cases.lookup import refusals_written
from models.cases.stored_case import load_stored
from models.changes.case_batch import CaseBatch
from models.changes.case_update import CaseUpdate
from models.changes.change import CaseChange
from models.changes.expected_version import require_expected_version
from models.errors import NotAllowed, Refused
from models.journal.actor import Actor
from models.storage.register import Register
from rules.code_lists import Completeness
from rules.findings import Finding, errors
from rules.message import message


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
        require_expected_version(case, expected_version)
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

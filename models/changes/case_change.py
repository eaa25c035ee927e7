"""The one way a case is changed: one transaction from loading it to the engine's answer.

Load the case, ask the rules, write, journal, run the engine for that person, refresh the row.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from models.access import EVERYTHING
from models.cases.case import Case, LoadContext, load_case, load_context
from models.cases.lookup import refusals_written
from models.cases.ownership import change_refusal
from models.cases.serialization import termination_values
from models.errors import ChangedMeanwhile, NotAllowed, Refused
from models.journal.actor import Actor
from models.journal.reader import newest_change
from models.journal.writer import Values, append_entry
from models.list_rows.projection import refresh_report_row
from models.storage.register import Register
from models.tables import PersonRow, TerminationRow
from models.tables.bulk_writes import update_rows
from models.tables.norwegian_time import in_norway
from models.tables.termination_digest import note_numbers
from rules.code_lists import ENGINE
from rules.engine import Computed, Reconciliation, decide
from rules.facts import Termination
from rules.findings import Finding, errors
from rules.message import Message, message


@dataclass(frozen=True, slots=True)
class Change:
    """What a step wrote, for the journal; None from a step means nothing needed writing."""

    action: str
    before: Values | None
    after: Values | None


def change_case(
    register: Register,
    actor: Actor,
    duf: str,
    step: Callable[[Case], Change | None],
    expected_version: int | None = None,
    of_termination: bool = False,
) -> Case:
    """Do one step with a case and everything that follows from it; give the case as it then is.

    `expected_version` is the version the user looked at; ChangedMeanwhile if it is another now.
    `of_termination`: the step changes the active termination alone.
    Raises NotAllowed, NotFound for an unknown DUF number, and whatever the step raises: then
    nothing changed.
    """
    with refusals_written(register, actor, "change", duf), register.write():
        shared = load_context(register)
        _require_change(register, actor)
        case = load_case(duf, shared)
        _require_ownership(case, shared, of_termination)
        # What was seen before the change is seen after it too: it may be what made it seen.
        shared = replace(shared, access=EVERYTHING)
        if expected_version is not None and expected_version != case.person.version:
            raise ChangedMeanwhile(_who_was_first(duf))
        change = step(case)
        if change is None:
            return case
        append_entry(actor, change.action, duf, change.before, change.after)
        return apply_engine_and_refresh(actor, load_case(duf, shared), shared)


def case_to_change(
    register: Register, actor: Actor, duf: str, of_termination: bool = False
) -> Case:
    """The case somebody is about to change; `of_termination`: its active termination alone.

    Raises NotAllowed, and UnknownPerson, which is written where there is such a person.
    """
    with refusals_written(register, actor, "change", duf), register.read():
        shared = load_context(register)
        _require_change(register, actor)
        case = load_case(duf, shared)
        _require_ownership(case, shared, of_termination)
        return case


def _require_change(register: Register, actor: Actor) -> None:
    """Raise NotAllowed for who only looks, or changes under another day than the register's own."""
    register.access.require_change()
    if actor.as_of != actor.register_date and not register.access.is_administrator:
        raise NotAllowed(message("Bare administratorer endrer saker under en annen dag enn i dag"))


def _require_ownership(case: Case, shared: LoadContext, of_termination: bool) -> None:
    """Raise NotAllowed for who sees the case and does not follow the person up."""
    reason = change_refusal(case, shared.access, shared.reference, of_termination)
    if reason:
        raise NotAllowed(reason)


_WHAT = {
    "termination.add": message("ny avslutning"),
    "termination.edit": message("avslutningen er redigert"),
    "termination.delete": message("avslutningen er slettet"),
    "decision.add": message("nytt vedtak"),
    "decision.edit": message("et vedtak er redigert"),
    "decision.annul": message("et vedtak er opphevet"),
    "measure.add": message("nytt tiltak"),
    "measure.edit": message("et tiltak er redigert"),
    "measure.delete": message("et tiltak er slettet"),
    "goal.set": message("sluttmålet"),
    "engine.add": message("regelmotoren avsluttet"),
    "engine.withdraw": message("regelmotoren trakk tilbake"),
    "import.person": message("hentet inn fra fil"),
}
"""What a line of the journal says was done, for who came second."""


def _who_was_first(duf: str) -> Message:
    line = newest_change(duf)
    if line is None:
        return message("Saken er endret siden du åpnet den")
    at = in_norway(line.at)
    return message(
        "{by} endret saken {day} kl. {time}, etter at du åpnet den: {what}",
        by=line.by,
        what=_WHAT.get(line.action, message("saken")),
        day=at.date(),
        time=f"{at:%H:%M}",
    )


def apply_engine_and_refresh(actor: Actor, case: Case, shared: LoadContext) -> Case:
    """Let the engine answer for one case and keep its report row, inside a transaction."""
    steps = decide(case.facts, actor.as_of)
    if steps:
        case = carry_out(actor, case, steps, actor.user, shared)
    case = _bump_version(case)
    refresh_report_row(case, actor.as_of)
    return case


def _bump_version(case: Case) -> Case:
    """The case with one change more."""
    version = case.person.version + 1
    update_rows(PersonRow, ("version",), [(version, case.person.id)])
    return replace(case, person=replace(case.person, version=version))


def carry_out(
    actor: Actor, case: Case, steps: Reconciliation, deleted_by: str, shared: LoadContext
) -> Case:
    """Write what the engine does about its own termination, journal it, give the case anew."""
    moment = registration_moment(actor, case)
    if steps.withdraw:
        soft_delete(steps.withdraw, deleted_by, moment)
        before = termination_values(steps.withdraw)
        append_entry(actor, "engine.withdraw", case.person.duf, before)
    if steps.add:
        added = insert_termination(case, _as_termination(steps.add, moment))
        append_entry(actor, "engine.add", case.person.duf, None, termination_values(added))
    return load_case(case.person.duf, shared)


def refuse(findings: tuple[Finding, ...], confirmed: bool) -> None:
    """Raise Refused where the rules refuse, or ask for a confirmation that was not given."""
    standing = errors(findings) or (() if confirmed else findings)
    if standing:
        raise Refused(standing)


def insert_termination(case: Case, termination: Termination) -> Termination:
    """Write a termination of a person.

    It carries its own municipality where it has one, else who follows the person up now.
    """
    hours = termination.hours
    place = termination if termination.municipality else case.person
    row = TerminationRow.create(
        person=case.person.id,
        kind=str(termination.kind),
        reason=termination.reason,
        tenths_of_hours=int(hours * 10) if hours is not None else None,
        date=termination.date,
        municipality=place.municipality,
        district=place.district,
        registered_by=termination.registered_by,
        registered_at=termination.registered_at,
    )
    note_numbers([row.id], 1)
    return Termination(
        termination.kind,
        termination.reason,
        termination.date,
        termination.registered_by,
        termination.registered_at,
        hours,
        row.municipality,
        row.district,
        id=row.id,
    )


def soft_delete(termination: Termination, deleted_by: str, moment: datetime) -> None:
    """Make a termination history; a version in its place is registered at the same moment."""
    at, number = moment.isoformat(timespec="seconds"), termination.id
    assert number is not None
    note_numbers([number], -1)
    update_rows(TerminationRow, ("deleted_by", "deleted_at"), [(deleted_by, at, number)])
    note_numbers([number], 1)


def registration_moment(actor: Actor, case: Case) -> datetime:
    """The moment to register something at: no earlier than the newest that the case has.

    A clock may be set back; what is written later must not stand before what was written earlier.
    """
    history = case.terminations
    deleted = [t.deleted_at for t in history if t.deleted_at]
    return max([actor.now(), *(t.registered_at for t in history), *deleted])


def _as_termination(computed: Computed, moment: datetime) -> Termination:
    return Termination(computed.kind, computed.reason, computed.date, ENGINE, moment)

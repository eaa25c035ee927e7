"""Registering, editing and deleting a municipality's termination."""

from datetime import date
from decimal import Decimal

from models.cases.case import Case
from models.cases.serialization import termination_values
from models.changes.case_change import (
    Change,
    change_case,
    insert_termination,
    refuse,
    registration_moment,
    soft_delete,
)
from models.journal.actor import Actor
from models.storage.register import Register
from rules.code_lists import TerminationKind
from rules.facts import Termination
from rules.registration import (
    Proposal,
    check_delete,
    check_edit,
    check_registration,
    is_unchanged,
)


def register_termination(
    register: Register,
    actor: Actor,
    duf: str,
    reason: str | None,
    day: date | None,
    hours: Decimal | None = None,
    confirmed: bool = False,
    expected_version: int | None = None,
) -> Case:
    """Register a termination (`Legg til`); the engine's active one becomes history.

    Raises Refused with what the rules say, warnings too unless they are confirmed.
    """
    proposal = Proposal(reason, day, hours)

    def step(case: Case) -> Change:
        refuse(check_registration(case.facts, proposal, actor.as_of), confirmed)
        superseded = case.facts.active
        added = _replace_active(actor, case, proposal)
        before = termination_values(superseded) if superseded else None
        return Change("termination.add", before, termination_values(added))

    return change_case(register, actor, duf, step, expected_version)


def edit_termination(
    register: Register,
    actor: Actor,
    duf: str,
    reason: str | None,
    day: date | None,
    hours: Decimal | None = None,
    confirmed: bool = False,
    expected_version: int | None = None,
) -> Case:
    """Change the active termination; the old version is kept as deleted history.

    An edit that changes nothing makes no version. Raises Refused as `register_termination` does.
    """
    proposal = Proposal(reason, day, hours)

    def step(case: Case) -> Change | None:
        refuse(check_edit(case.facts, proposal, actor.as_of), confirmed)
        active = case.facts.active
        if active is None or is_unchanged(active, proposal):
            return None
        added = _replace_active(actor, case, proposal, place=active)
        return Change("termination.edit", termination_values(active), termination_values(added))

    return change_case(register, actor, duf, step, expected_version, of_termination=True)


def delete_termination(
    register: Register, actor: Actor, duf: str, expected_version: int | None = None
) -> Case:
    """Soft-delete a municipality's active termination; the engine then computes anew.

    Raises Refused for the engine's, and where nothing is active.
    """

    def step(case: Case) -> Change | None:
        refuse(check_delete(case.facts), confirmed=True)
        active = case.facts.active
        if active is None:
            return None
        soft_delete(active, actor.user, registration_moment(actor, case))
        return Change("termination.delete", termination_values(active), None)

    return change_case(register, actor, duf, step, expected_version, of_termination=True)


def _replace_active(
    actor: Actor, case: Case, proposal: Proposal, place: Termination | None = None
) -> Termination:
    """Write what was proposed; what was active before is history, deleted by who caused it.

    An edited version stays with the municipality that the old one was registered in.
    """
    active, now = case.facts.active, registration_moment(actor, case)
    if active:
        soft_delete(active, actor.user, now)
    if proposal.reason is None or proposal.date is None:
        raise AssertionError("the rules let a termination without reason or date through")
    return insert_termination(
        case,
        Termination(
            TerminationKind.ORDINARY,
            proposal.reason,
            proposal.date,
            actor.user,
            now,
            proposal.hours,
            place.municipality if place else "",
            place.district if place else None,
        ),
    )

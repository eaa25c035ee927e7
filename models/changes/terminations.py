"""Registering, editing and deleting a municipality's termination."""

import datetime
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from models.cases.case import Case
from models.cases.serialization import termination_values
from models.cases.stored_case import StoredRow
from models.changes.case_update import CaseUpdate, JournalLine
from models.changes.change import CaseChange
from models.journal.actions import JournalAction
from models.journal.actor import Actor
from models.tables import TerminationRow
from rules.code_lists import TerminationKind
from rules.consequences import with_termination
from rules.facts import CaseFacts, Termination
from rules.findings import Finding
from rules.termination_checks import (
    Proposal,
    check_delete,
    check_edit,
    check_registration,
    is_unchanged,
    proposed_date,
)

_SOME_MOMENT = datetime.datetime.min.replace(tzinfo=datetime.UTC)
"""For previews: the moment of registration changes nothing that they say."""


@dataclass(frozen=True, slots=True)
class RegisterTermination(CaseChange):
    """Register a termination (`Legg til`); the engine's active one becomes history."""

    action: ClassVar[JournalAction] = JournalAction.TERMINATION_ADD

    reason: str | None
    day: date | None
    hours: Decimal | None = None

    @property
    def proposal(self) -> Proposal:
        """The termination as the rules look at it."""
        return Proposal(self.reason, self.day, self.hours)

    def findings(self, case: Case, as_of: date) -> tuple[Finding, ...]:
        """Return what the rules say of the registration."""
        return check_registration(case.facts, self.proposal, as_of)

    def facts_after(self, case: Case, as_of: date) -> CaseFacts:
        """Return the facts with this termination active."""
        return with_termination(case.facts, _preview_of(case, self.proposal, as_of))

    def write(self, update: CaseUpdate, case: Case, actor: Actor, moment: str) -> None:
        """Close the engine's termination and add this one."""
        _replace_active(self, update, case, actor, moment)


@dataclass(frozen=True, slots=True)
class EditTermination(CaseChange):
    """Change the active termination; the old version is kept as deleted history."""

    action: ClassVar[JournalAction] = JournalAction.TERMINATION_EDIT

    reason: str | None
    day: date | None
    hours: Decimal | None = None

    @property
    def of_termination(self) -> bool:
        """Return True."""
        return True

    @property
    def proposal(self) -> Proposal:
        """The termination as the rules look at it."""
        return Proposal(self.reason, self.day, self.hours)

    def findings(self, case: Case, as_of: date) -> tuple[Finding, ...]:
        """Return what the rules say of the edit."""
        return check_edit(case.facts, self.proposal, as_of)

    def is_done(self, case: Case, as_of: date) -> bool:
        """Return whether the active termination says the same: then no version is made."""
        return case.facts.active is not None and is_unchanged(case.facts.active, self.proposal)

    def facts_after(self, case: Case, as_of: date) -> CaseFacts:
        """Return the facts with this version active."""
        return with_termination(case.facts, _preview_of(case, self.proposal, as_of))

    def write(self, update: CaseUpdate, case: Case, actor: Actor, moment: str) -> None:
        """Close the old version and add the new one, in the old one's municipality."""
        _replace_active(self, update, case, actor, moment, version_of=case.facts.active)


@dataclass(frozen=True, slots=True)
class DeleteTermination(CaseChange):
    """Soft-delete a municipality's active termination; the engine then computes again."""

    action: ClassVar[JournalAction] = JournalAction.TERMINATION_DELETE

    @property
    def of_termination(self) -> bool:
        """Return True."""
        return True

    def findings(self, case: Case, as_of: date) -> tuple[Finding, ...]:
        """Return what the rules say of the deletion."""
        return check_delete(case.facts)

    def facts_after(self, case: Case, as_of: date) -> CaseFacts:
        """Return the facts without an active termination."""
        return with_termination(case.facts, None)

    def write(self, update: CaseUpdate, case: Case, actor: Actor, moment: str) -> None:
        """Close the active termination."""
        if case.facts.active:
            close_active(update, self.action, case.facts.active, actor, moment)


def close_active(
    update: CaseUpdate, action: JournalAction, active: Termination, actor: Actor, moment: str
) -> None:
    """Make the active termination history, with its journal entry."""
    update.lines.append(JournalLine(action, termination_values(active)))
    update.close_active(actor.user, moment)


def row_of_termination(
    termination: Termination, municipality: str, district: str | None, actor: Actor, moment: str
) -> StoredRow:
    """Return a new row of a termination that a user registers in a municipality."""
    hours = termination.hours
    return (
        *(None, str(termination.kind), termination.reason, termination.date.isoformat()),
        *(actor.user, moment, int(hours * 10) if hours is not None else None),
        *(municipality, district, termination.restores, None, None),
    )


def _replace_active(
    change: RegisterTermination | EditTermination,
    update: CaseUpdate,
    case: Case,
    actor: Actor,
    moment: str,
    version_of: Termination | None = None,
) -> None:
    if change.reason is None or change.day is None:
        raise AssertionError("the rules let a termination without reason or date through")
    place = version_of or case.person
    new = Termination(
        *(TerminationKind.ORDINARY, change.reason, change.day, actor.user),
        datetime.datetime.fromisoformat(moment),
        *(change.hours, place.municipality, place.district),
    )
    superseded = case.facts.active
    before = termination_values(superseded) if superseded else None
    update.close_active(actor.user, moment)
    row = row_of_termination(new, place.municipality, place.district, actor, moment)
    added = update.add(TerminationRow, row)
    update.lines.append(JournalLine(change.action, before, termination_values(new), added))


def _preview_of(case: Case, proposal: Proposal, as_of: date) -> Termination:
    """Return a proposal as a termination; what is not filled in yet is what is most likely."""
    day = proposal.date or proposed_date(case.facts, as_of) or as_of
    reason = proposal.reason or "annet"
    return Termination(TerminationKind.ORDINARY, reason, day, "", _SOME_MOMENT, proposal.hours)

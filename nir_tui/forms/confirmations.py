"""The question before a change that deletes, annuls or undoes: what is changed, and to what."""

from dataclasses import dataclass
from datetime import date

from models.cases.case import Case
from models.changes.change import CaseChange
from models.changes.programme import AnnulDecision, DeleteMeasure
from models.changes.terminations import DeleteTermination
from models.changes.undo import Undo
from nir_tui.presentation.i18n import _, label, render
from nir_tui.presentation.undo import undo_consequences, undo_subject
from rules.facts import Decision, Measure
from rules.message import norwegian_date
from rules.reasons import REASONS


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A change of a case that must be confirmed; `lead` has the place `after`.

    `subject`: what is deleted, annulled or undone. `after`: what that leads to, where the
    consequences of the change alone do not say it.
    """

    case: Case
    change: CaseChange
    title: str
    subject: str
    lead: str
    question: str
    done: str
    after: str | None = None

    def after_lines(self, as_of: date) -> list[str]:
        """Return the line that says what the change leads to; none where it leads to nothing."""
        found = self.change.consequences(self.case, as_of)
        after = self.after or "; ".join(map(render, found))
        return [self.lead.format(after=after)] if after else []


def deletion_of_termination(case: Case) -> Confirmation:
    """Return the question before the municipality's termination is deleted."""
    active = case.facts.active
    subject = f"{_(REASONS[active.reason].label)} {norwegian_date(active.date)}" if active else ""
    return Confirmation(
        case,
        DeleteTermination(),
        _("Slett avslutning"),
        subject,
        _("Etter sletting: {after}."),
        _("Er du sikker på at du vil slette?"),
        _("Avslutningen er slettet"),
    )


def annulment_of_decision(case: Case, decision: Decision) -> Confirmation:
    """Return the question before a decision is annulled."""
    return Confirmation(
        case,
        AnnulDecision(decision.id or 0),
        _("Opphev vedtak"),
        f"{label(decision.kind)} {norwegian_date(decision.effective_start)}",
        _("Etter oppheving: {after}."),
        _("Er du sikker på at du vil oppheve?"),
        _("Vedtaket er opphevet"),
    )


def deletion_of_measure(case: Case, measure: Measure) -> Confirmation:
    """Return the question before a measure is deleted."""
    start, end = norwegian_date(measure.start), norwegian_date(measure.end)
    return Confirmation(
        case,
        DeleteMeasure(measure.id or 0),
        _("Slett tiltak"),
        f"{label(measure.kind)} {start} - {end}",
        _("Etter sletting: {after}."),
        _("Er du sikker på at du vil slette?"),
        _("Tiltaket er slettet"),
    )


def confirmation_of_undo(case: Case, undo: Undo, as_of: date) -> Confirmation:
    """Return the question before a change of a case is taken back."""
    subject = undo_subject(undo)
    return Confirmation(
        case,
        undo,
        _("Angre"),
        subject,
        _("Etter angring: {after}."),
        _("Er du sikker på at du vil angre?"),
        _("Angret: {subject}").format(subject=subject),
        undo_consequences(undo, case, as_of),
    )

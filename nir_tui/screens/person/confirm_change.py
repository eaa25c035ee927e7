"""The question before a change that deletes, annuls or undoes: it says what the change leads to."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from models.cases.case import Case
from models.changes.change import CaseChange
from models.changes.programme import AnnulDecision, DeleteMeasure
from models.changes.terminations import DeleteTermination
from models.errors import ChangedMeanwhile, RegisterError
from nir_tui.actions import Scope, bindings
from nir_tui.presentation.i18n import _, label, render
from nir_tui.presentation.safe_text import content
from nir_tui.screens.common.base import ModalBase
from nir_tui.widgets.confirm_bar import ConfirmBar
from nir_tui.widgets.key_line import KeyFooter
from rules.duf_number import format_duf
from rules.facts import Decision, Measure
from rules.message import norwegian_date
from rules.reasons import REASONS


@dataclass(frozen=True, slots=True)
class ConfirmTexts:
    """The texts of a question; `lead` has the place `after` for what the change leads to."""

    title: str
    lead: str
    question: str
    done: str
    after: str | None = None
    """What the change leads to, where its consequences alone do not say it."""


class ConfirmChange(ModalBase):
    """A change that deletes or annuls, with what it leads to, and a question."""

    where = Scope.READING
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.READING)]

    def __init__(self, case: Case, change: CaseChange, subject: str, texts: ConfirmTexts) -> None:
        """`subject`: what is deleted or annulled, in words."""
        super().__init__()
        self._case, self._change = case, change
        self._subject, self._texts = subject, texts

    def compose(self) -> ComposeResult:
        """Yield the person, what is changed, the question and the keys."""
        person = self._case.person
        title = f"{self._texts.title} · {format_duf(person.duf)} {person.name}"
        with Vertical(classes="box"):
            yield Static(content(title, "bold"), markup=False)
            yield Static(content(self._subject), markup=False)
            yield ConfirmBar()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Ask at once."""
        self._ask()

    def _ask(self) -> None:
        found = self._change.consequences(self._case, self.session.actor.as_of)
        after = self._texts.after or "; ".join(map(render, found))
        lines = [self._texts.lead.format(after=after)] if after else []
        question = self._texts.question
        self.query_one(ConfirmBar).ask("do", lines, question, _("Avbryt"))

    @on(ConfirmBar.Answered)
    def _answered(self, answer: ConfirmBar.Answered) -> None:
        if not answer.yes:
            self.dismiss(None)
            return
        try:
            self.session.save(self._case, self._change, confirmed=True)
        except ChangedMeanwhile as meanwhile:
            self.dismiss(
                _("{what}. Ingenting er endret.").format(what=render(meanwhile.messages[0]))
            )
            return
        except RegisterError as error:
            self._ask()
            self.show_error(error)
            return
        self.dismiss(self._texts.done)


def confirm_delete_termination(case: Case) -> ConfirmChange:
    """Return the question before the municipality's termination is deleted."""
    active = case.facts.active
    subject = f"{_(REASONS[active.reason].label)} {norwegian_date(active.date)}" if active else ""
    texts = ConfirmTexts(
        _("Slett avslutning"),
        _("Etter sletting: {after}."),
        _("Er du sikker på at du vil slette?"),
        _("Avslutningen er slettet"),
    )
    return ConfirmChange(case, DeleteTermination(), subject, texts)


def confirm_annul_decision(case: Case, decision: Decision) -> ConfirmChange:
    """Return the question before a decision is annulled."""
    subject = f"{label(decision.kind)} {norwegian_date(decision.effective_start)}"
    texts = ConfirmTexts(
        _("Opphev vedtak"),
        _("Etter oppheving: {after}."),
        _("Er du sikker på at du vil oppheve?"),
        _("Vedtaket er opphevet"),
    )
    return ConfirmChange(case, AnnulDecision(decision.id or 0), subject, texts)


def confirm_delete_measure(case: Case, measure: Measure) -> ConfirmChange:
    """Return the question before a measure is deleted."""
    start, end = norwegian_date(measure.start), norwegian_date(measure.end)
    texts = ConfirmTexts(
        _("Slett tiltak"),
        _("Etter sletting: {after}."),
        _("Er du sikker på at du vil slette?"),
        _("Tiltaket er slettet"),
    )
    subject = f"{label(measure.kind)} {start} - {end}"
    return ConfirmChange(case, DeleteMeasure(measure.id or 0), subject, texts)

"""`Vis detaljer`: all about one termination, decision or measure, and its actions."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from models.cases.case import Case
from models.changes.terminations import RegisterTermination
from models.changes.undo import Undo, plan_undo
from models.errors import RegisterError
from nir_tui.actions import Action, Scope, bindings
from nir_tui.presentation.details import item_details
from nir_tui.presentation.i18n import _, marked, render
from nir_tui.presentation.safe_text import content
from nir_tui.screens.common.base import ModalBase
from nir_tui.screens.person.case_actions import CaseActions
from nir_tui.session.case_permissions import case_action_refusal
from nir_tui.widgets.key_line import KeyFooter
from rules.duf_number import format_duf
from rules.facts import Decision, Measure, Termination
from rules.termination_checks import (
    ENGINE_IS_SUPERSEDED,
    check_delete,
    may_edit,
)


class DetailsScreen(CaseActions, ModalBase):
    """One termination, decision or measure in full."""

    where = Scope.DETAILS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.DETAILS)]

    def __init__(self, case: Case, item: Termination | Decision | Measure) -> None:
        super().__init__()
        self.case = case
        self._item = item
        if isinstance(item, Decision):
            self.titles = {"details.delete": marked("Opphev")}
        else:
            self.titles = {"details.delete": marked("Slett")}

    def compose(self) -> ComposeResult:
        """The facts, one to a line."""
        as_of, reference = self.session.actor.as_of, self.session.register.reference
        lines = item_details(self._item, self.case, as_of, reference)
        person = self.case.person
        width = max(len(name) for name, _text in lines) + 2
        with Vertical(classes="box"):
            title = f"{_('Detaljer')} · {format_duf(person.duf)} {person.name}"
            yield Static(content(title, "bold"), classes="title", markup=False)
            for name, text in lines:
                yield Static(content(f"{name}".ljust(width) + text), markup=False)
        yield KeyFooter()

    def unavailable_reason(self, action_id: str) -> str | None:
        """Return why not: history cannot be changed, and an engine's termination is superseded."""
        item = self._item
        of_termination = isinstance(item, Termination)
        not_theirs = case_action_refusal(self.session, self.case, action_id, of_termination)
        if not_theirs:
            return not_theirs
        if action_id == "details.repeat":
            return self.why_not_repeated()
        if action_id == "details.restore":
            return self._why_not_restored()
        if action_id in ("details.edit", "details.delete"):
            if isinstance(item, Termination):
                return self._why_not_termination(item, action_id)
            if isinstance(item, Decision) and item.annulled:
                return _("Vedtaket er allerede opphevet")
        return None

    def _why_not_termination(self, termination: Termination, action_id: str) -> str | None:
        if termination.deleted:
            return _("Historikk kan ikke endres")
        if action_id == "details.edit":
            return None if may_edit(termination) else render(ENGINE_IS_SUPERSEDED)
        found = check_delete(self.case.facts)
        return render(found[0].text) if found else None

    def _why_not_restored(self) -> str | None:
        item = self._item
        if not isinstance(item, Termination) or not item.deleted:
            return _("Bare en slettet avslutning kan gjenopprettes")
        if item.by_engine:
            return _("Regelmotorens avslutninger gjenopprettes ikke: regelmotoren beregner selv")
        if self._own_undo() is not None:
            return None
        return self.why_not_registered()

    def _own_undo(self) -> tuple[Case, Undo] | None:
        """Return the undo of the user's newest change of the case, if it deleted this one."""
        session = self.session
        try:
            case, undo = plan_undo(session.register, session.actor, self.case.person.duf)
        except RegisterError:
            return None
        assert isinstance(self._item, Termination)
        deleted = (undo.undone.before or {}).get("id")
        return (case, undo) if undo.of_termination and deleted == self._item.id else None

    def do_restore(self) -> None:
        """Undo one's own newest change, else register the same again, with all rules asked."""
        from nir_tui.forms.confirmations import confirmation_of_undo
        from nir_tui.screens.person.confirm_change import ConfirmChange
        from nir_tui.screens.person.termination_form import TerminationForm

        assert isinstance(self._item, Termination)
        own = self._own_undo()
        if own:
            asked = confirmation_of_undo(*own, self.session.actor.as_of)
            self.app.push_screen(ConfirmChange(asked), self.take_saved)
            return
        item = self._item
        same = RegisterTermination(item.reason, item.date, item.hours)
        self.app.push_screen(TerminationForm(self.case, repeated=same), self.take_saved)

    def footer_place(self, action: Action) -> int:
        """Return the place of a key: history is restored, what is active is edited and deleted."""
        is_history = isinstance(self._item, Termination) and self._item.deleted
        if action.where is Scope.DETAILS and action.id != "details.leave":
            return action.footer if is_history == (action.id == "details.restore") else 0
        return super().footer_place(action)

    def do_edit(self) -> None:
        """Edit it, in its form."""
        from nir_tui.screens.person.decision_form import DecisionForm
        from nir_tui.screens.person.measure_form import MeasureForm
        from nir_tui.screens.person.termination_form import TerminationForm

        match self._item:
            case Termination():
                self.app.push_screen(TerminationForm(self.case, self._item), self.take_saved)
            case Decision():
                self.app.push_screen(DecisionForm(self.case, self._item), self.take_saved)
            case Measure():
                self.app.push_screen(MeasureForm(self.case, self._item), self.take_saved)

    def do_delete(self) -> None:
        """Delete or annul it, once confirmed."""
        from nir_tui.forms.confirmations import (
            annulment_of_decision,
            deletion_of_measure,
            deletion_of_termination,
        )
        from nir_tui.screens.person.confirm_change import ConfirmChange

        match self._item:
            case Termination():
                asked = deletion_of_termination(self.case)
            case Decision():
                asked = annulment_of_decision(self.case, self._item)
            case Measure():
                asked = deletion_of_measure(self.case, self._item)
        self.app.push_screen(ConfirmChange(asked), self.take_saved)

    def take_saved(self, saved: str | None) -> None:
        """Leave with the message: the person below shows the case."""
        if saved:
            self.dismiss(saved)

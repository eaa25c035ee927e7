"""`Vis detaljer`: all about one termination, decision or measure, and its actions."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from models.cases.case import Case
from models.changes.terminations import RegisterTermination
from models.changes.undo import Undo, plan_undo
from models.errors import RegisterError
from models.tables.norwegian_time import day_in_norway
from nir_tui.actions import Action, Scope, bindings
from nir_tui.presentation.hours import hours_shown
from nir_tui.presentation.i18n import _, label, marked, render
from nir_tui.presentation.safe_text import content
from nir_tui.screens.common.base import ModalBase
from nir_tui.screens.person.case_actions import CaseActions
from nir_tui.screens.person.rows import kind_of_termination
from nir_tui.session.case_permissions import case_action_refusal
from nir_tui.widgets.key_line import KeyFooter
from rules.current_items import is_current_decision, is_current_measure
from rules.duf_number import format_duf
from rules.explanation import explain_case
from rules.facts import Decision, Measure, Termination
from rules.message import norwegian_date
from rules.reasons import REASONS
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
        lines, person = self._lines(), self.case.person
        width = max(len(name) for name, _text in lines) + 2
        with Vertical(classes="box"):
            title = f"{_('Detaljer')} · {format_duf(person.duf)} {person.name}"
            yield Static(content(title, "bold"), classes="title", markup=False)
            for name, text in lines:
                yield Static(content(f"{name}".ljust(width) + text), markup=False)
        yield KeyFooter()

    def _lines(self) -> list[tuple[str, str]]:
        match self._item:
            case Termination():
                return self._termination(self._item)
            case Decision():
                return self._decision(self._item)
            case Measure():
                return self._measure(self._item)

    def _termination(self, termination: Termination) -> list[tuple[str, str]]:
        reference = self.session.register.reference
        reason = REASONS[termination.reason]
        lines = [
            (_("Avslutning"), kind_of_termination(termination, self.case)),
            (_("Avslutningsårsak"), _(reason.label)),
            (_("Måloppnåelse"), _(reason.group)),
            (_("Avslutningsdato"), norwegian_date(termination.date)),
        ]
        hours = hours_shown(termination)
        if hours:
            lines.append((_("Antall timer arbeid per uke"), hours))
        place = f"{termination.municipality} {reference.name(termination.municipality)}"
        if termination.district:
            place += f", {reference.district_name(termination.district)}"
        lines += [
            (_("Oppf.kommune/bydel"), place),
            (_("Registrert dato"), norwegian_date(day_in_norway(termination.registered_at))),
            (_("Registrert av"), termination.registered_by),
        ]
        first = self.case.first_version(termination)
        if first is not termination:
            day = norwegian_date(day_in_norway(first.registered_at))
            text = _("{day} av {by}").format(day=day, by=first.registered_by)
            lines.append((_("Først registrert"), text))
        if termination.deleted_at:
            deleted = norwegian_date(day_in_norway(termination.deleted_at))
            by = termination.deleted_by or ""
            lines.append((_("Slettet"), _("{day} av {by}").format(day=deleted, by=by)))
        return lines

    def _decision(self, decision: Decision) -> list[tuple[str, str]]:
        lines = [
            (_("Vedtak"), label(decision.kind)),
            (_("Resultat"), label(decision.result)),
            (_("Vedtaksdato"), norwegian_date(decision.date)),
        ]
        if decision.kind.has_period:
            lines += [
                (_("Fra"), norwegian_date(decision.start)),
                (_("Til"), norwegian_date(decision.end) or _("ikke satt")),
            ]
        current = is_current_decision(decision, self.case.facts)
        lines.append((_("Gjeldende"), _("ja") if current else _("nei")))
        return [*lines, *self._in_the_computation(decision)]

    def _in_the_computation(self, decision: Decision) -> Iterator[tuple[str, str]]:
        """Yield whether the engine uses the decision, in the words of the explanation."""
        found = explain_case(self.case.facts, self.session.actor.as_of).facts
        for fact in found:
            if (fact.kind, fact.id) == (str(decision.kind), decision.id):
                used = _("brukt") if fact.used else _("ikke brukt")
                yield _("I beregningen"), f"{used}: {render(fact.because)}"

    def _measure(self, measure: Measure) -> list[tuple[str, str]]:
        current = is_current_measure(measure, self.case.facts)
        return [
            (_("Tiltak"), label(measure.kind)),
            (_("Fra"), norwegian_date(measure.start)),
            (_("Til"), norwegian_date(measure.end) or _("ikke satt")),
            (_("Gjeldende"), _("ja") if current else _("nei")),
        ]

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
        from nir_tui.screens.person.termination_form import TerminationForm
        from nir_tui.screens.person.undo import confirm_undo

        assert isinstance(self._item, Termination)
        own = self._own_undo()
        if own:
            self.app.push_screen(confirm_undo(*own, self.session.actor.as_of), self.take_saved)
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
        from nir_tui.screens.person.confirm_change import (
            confirm_annul_decision,
            confirm_delete_measure,
            confirm_delete_termination,
        )

        match self._item:
            case Termination():
                self.app.push_screen(confirm_delete_termination(self.case), self.take_saved)
            case Decision():
                self.app.push_screen(confirm_annul_decision(self.case, self._item), self.take_saved)
            case Measure():
                self.app.push_screen(confirm_delete_measure(self.case, self._item), self.take_saved)

    def take_saved(self, saved: str | None) -> None:
        """Leave with the message: the person below shows the case."""
        if saved:
            self.dismiss(saved)

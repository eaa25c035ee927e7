"""`Hvorfor`: the engine's reasoning for one person, and the answer with other facts beside it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from models.cases.case import Case
from nir_tui.actions import Scope, bindings
from nir_tui.presentation.explanation import explanation_lines, side_by_side
from nir_tui.presentation.i18n import _
from nir_tui.presentation.safe_text import content
from nir_tui.screens.common.base import ModalBase
from nir_tui.screens.person.beside_list import explanation_line
from nir_tui.widgets.key_line import KeyFooter
from nir_tui.widgets.outline import Outline
from rules.code_lists import Goal
from rules.duf_number import format_duf
from rules.explanation import Explanation, explain_case
from rules.facts import Decision
from rules.what_if import Trial, with_trial


class _Reading(VerticalScroll):
    """The text, scrolled with the arrows."""

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Do nothing: focus changes no style here, so none needs to be looked up again."""


class ExplanationScreen(ModalBase):
    """Conclusion, rules, the deadline's steps, the grounds, every fact, what would change it.

    Facts can be tried: both answers are then shown side by side above, and nothing is stored.
    """

    where = Scope.WHY
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.WHY)]

    def __init__(self, case: Case, explanation: Explanation) -> None:
        super().__init__()
        self._case = case
        self._explanation = explanation
        self._trial = Trial()

    def compose(self) -> ComposeResult:
        """The lines, each with its source."""
        person = self._case.person
        title = f"{_('Hvorfor')} · {format_duf(person.duf)} {person.name}"
        yield Static(content(title, "bold"), id="header", classes="one-line", markup=False)
        with _Reading():
            yield Outline(list(self._lines()))
        yield KeyFooter()

    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one(_Reading).focus()

    def unavailable_reason(self, action_id: str) -> str | None:
        """Return why an action is not possible now; None if it is."""
        if action_id == "why.clear" and not self._trial:
            return _("Ingenting er prøvd")
        if action_id == "why.annul" and not self._decisions:
            return _("Ingen vedtak å prøve uten")
        return None

    @property
    def _decisions(self) -> list[Decision]:
        """The decisions that count, and are not tried as annulled."""
        tried = self._trial.annulled
        return [d for d in self._case.decisions if not d.annulled and d.id not in tried]

    def _lines(self) -> Iterator[tuple[int, Content]]:
        shown = self._explanation
        if self._trial:
            facts = with_trial(self._case.facts, self._trial)
            shown = explain_case(facts, self.session.actor.as_of)
            for line in side_by_side(self._explanation, shown, self.app.size.width - 4):
                yield 0, content(line)
            yield 0, content(_("Prøvd, ikke lagret. Forklaringen under er av det som er prøvd."))
        for reason in explanation_lines(shown):
            yield reason.depth, explanation_line(reason)

    def _show(self) -> None:
        self.query_one(Outline).show(list(self._lines()))
        self.query_one(_Reading).scroll_home(animate=False)
        self.show_keys()

    # Facts tried

    def do_decision(self) -> None:
        """Try one more decision."""
        from nir_tui.screens.person.trial_forms import TrialDecisionForm

        self.app.push_screen(TrialDecisionForm(self._case), self._with_decision)

    def _with_decision(self, decision: Decision | None) -> None:
        if decision:
            self._trial = replace(self._trial, decisions=(*self._trial.decisions, decision))
            self._show()

    def do_goal(self) -> None:
        """Try another end goal."""
        from nir_tui.screens.person.trial_forms import TrialGoalForm

        self.app.push_screen(TrialGoalForm(self._case), self._with_goal)

    def _with_goal(self, goal: Goal | None) -> None:
        if goal:
            self._trial = replace(self._trial, goal=goal)
            self._show()

    def do_annul(self) -> None:
        """Try without a decision."""
        from nir_tui.screens.person.trial_forms import TrialAnnulment

        self.app.push_screen(TrialAnnulment(self._case, self._decisions), self._without)

    def _without(self, number: int | None) -> None:
        if number is not None:
            self._trial = replace(self._trial, annulled=self._trial.annulled | {number})
            self._show()

    def do_clear(self) -> None:
        """Back to what is registered."""
        self._trial = Trial()
        self._show()

"""The forms of `Hvorfor` that store nothing: a decision, an end goal or an annulment to try."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList, Static

from models.cases.case import Case
from nir_tui.actions import Scope, bindings
from nir_tui.presentation.i18n import _, marked
from nir_tui.presentation.safe_text import content
from nir_tui.screens.common.base import ModalBase
from nir_tui.screens.person.decision_form import DecisionForm
from nir_tui.screens.person.goal_form import GoalForm
from nir_tui.screens.person.rows import CaseItemLine, decision_row
from nir_tui.widgets.key_line import KeyFooter
from nir_tui.widgets.row_list import RowList
from rules.code_lists import Goal
from rules.facts import Decision
from rules.findings import Finding, errors

_TITLES = {"form.save": marked("Prøv")}


class TrialDecisionForm(DecisionForm):
    """A decision to try; its answer is the decision."""

    titles = _TITLES

    def __init__(self, case: Case) -> None:
        super().__init__(case)
        self.title_text = self.titled(_("Prøv vedtak"))

    def findings(self) -> tuple[Finding, ...]:
        """Return the errors only: facts that are not stored need no confirmation."""
        return errors(super().findings())

    def after_text(self) -> str:
        """Return that nothing is stored."""
        return _("Prøves: ingenting lagres.")

    def save(self, confirmed: bool) -> Decision:
        """Answer with the decision."""
        return self.draft().dated()


class TrialGoalForm(GoalForm):
    """An end goal to try; its answer is the goal."""

    titles = _TITLES

    def __init__(self, case: Case) -> None:
        super().__init__(case)
        self.title_text = self.titled(_("Prøv sluttmål"))

    def findings(self) -> tuple[Finding, ...]:
        """Return the errors only: facts that are not stored need no confirmation."""
        return errors(super().findings())

    def after_text(self) -> str:
        """Return that nothing is stored."""
        return _("Prøves: ingenting lagres.")

    def save(self, confirmed: bool) -> Goal:
        """Answer with the goal."""
        return Goal(self.goal.value or "")


class TrialAnnulment(ModalBase):
    """A choice of a decision to leave out; its answer is the decision's number."""

    where = Scope.CHOICE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.CHOICE)]

    def __init__(self, case: Case, decisions: Sequence[Decision]) -> None:
        super().__init__()
        self._case, self._decisions = case, decisions

    def compose(self) -> ComposeResult:
        """The decisions."""
        title = content(_("Prøv uten et vedtak"), "bold")
        yield Static(title, id="header", classes="one-line", markup=False)
        yield RowList()
        yield KeyFooter()

    def on_mount(self) -> None:
        """The cursor on the first."""
        rows = self.query_one(RowList)
        rows.show([decision_row(decision, self._case) for decision in self._decisions])
        rows.focus()

    @on(OptionList.OptionSelected)
    def do_choose(self) -> None:
        """Answer with the decision on the row."""
        row = self.query_one(RowList).current
        if isinstance(row, CaseItemLine) and isinstance(row.item, Decision):
            self.dismiss(row.item.id)

    def do_leave(self) -> None:
        """Answer with none."""
        self.dismiss(None)

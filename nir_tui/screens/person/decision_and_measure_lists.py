"""The decisions and the measures of a person, each list with its own l, r and s."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from models.cases.case import Case
from models.cases.lookup import read_case
from nir_tui.actions import Scope, bindings
from nir_tui.lists.after_save import saved_message_with_next_step
from nir_tui.lists.walk import Walk, no_walk
from nir_tui.presentation.i18n import _
from nir_tui.presentation.safe_text import content, shorten
from nir_tui.screens.common.base import ModalBase
from nir_tui.screens.person.case_actions import CaseActions
from nir_tui.screens.person.rows import CaseItem, CaseItemLine, decision_row, measure_row
from nir_tui.session.case_permissions import case_action_refusal
from nir_tui.widgets.key_line import KeyFooter
from nir_tui.widgets.row_list import Heading, RowList, TextRow
from rules.duf_number import format_duf
from rules.facts import Decision, Measure


class _ProgrammeList(CaseActions, ModalBase):
    """Decisions or measures, over the person; the answer is the step to take in the walk."""

    def __init__(self, case: Case, walk: Walk | None = None) -> None:
        super().__init__()
        self.case = case
        self._walk = walk

    def compose(self) -> ComposeResult:
        """Yield the person, the list and the keys."""
        yield Static(id="header", markup=False)
        yield RowList()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show the list."""
        self._show()
        self.query_one(RowList).focus()

    def refresh_case(self) -> None:
        """Read the case again and show the list."""
        self.case = read_case(self.session.register, self.case.person.duf)
        self._show()

    def _show(self) -> None:
        person = self.case.person
        title = shorten(f"{format_duf(person.duf)}   {person.name}", self.app.size.width - 2)
        self.query_one("#header", Static).update(content(title, "bold"))
        self.query_one(RowList).show(self.rows(self.app.size.width - 2))

    def rows(self, width: int) -> list[TextRow]:
        """The rows of the list."""
        raise NotImplementedError

    @property
    def things(self) -> Sequence[Decision | Measure]:
        """What is listed."""
        raise NotImplementedError

    def unavailable_reason(self, action_id: str) -> str | None:
        """Return why an action is refused: only the follow-up municipality may change the list."""
        if action_id.partition(".")[2] in ("next", "previous", "next-to-correct"):
            return None if self._walk else no_walk()
        if action_id.endswith(".repeat"):
            return self.why_not_repeated()
        return case_action_refusal(self.session, self.case, action_id, of_termination=False)

    @property
    def current(self) -> CaseItem:
        """The thing under the cursor."""
        row = self.query_one(RowList).current
        return row.item if isinstance(row, CaseItemLine) else None

    def take_saved(self, saved: str | None) -> None:
        """Show the saved list with the cursor on a new item, and a message."""
        before = {thing.id for thing in self.things}
        if not self.try_read(self.refresh_case):
            return
        new = {thing.id for thing in self.things} - before
        self.query_one(RowList).go_to(
            lambda row: isinstance(row, CaseItemLine) and getattr(row.item, "id", None) in new
        )
        self.show_keys()
        if saved:
            as_of = self.session.actor.as_of
            self.show_saved(saved_message_with_next_step(saved, self.case, self._walk, as_of))

    def do_next(self) -> None:
        """Leave for the next person: the person screen below takes the step."""
        self.dismiss("next")

    def do_previous(self) -> None:
        """Leave for the previous person."""
        self.dismiss("previous")

    def do_next_to_correct(self) -> None:
        """Leave for the next person that still needs correction."""
        self.dismiss("next-to-correct")

    def on_option_list_option_highlighted(self) -> None:
        """Update the keys: what can be done depends on the row."""
        self.show_keys()


class DecisionsScreen(_ProgrammeList):
    """`Vedtak`."""

    where = Scope.DECISIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.DECISIONS)]

    @property
    def things(self) -> Sequence[Decision]:
        """The decisions."""
        return self.case.decisions

    def rows(self, width: int) -> list[TextRow]:
        """The decisions."""
        found = [decision_row(decision, self.case) for decision in self.case.decisions]
        return [
            Heading(_("Vedtak")),
            *(found or [CaseItemLine(_("  Ingen vedtak"), "$text-muted")]),
        ]

    def unavailable_reason(self, action_id: str) -> str | None:
        """An annulled decision stays as it is."""
        if not_theirs := super().unavailable_reason(action_id):
            return not_theirs
        if action_id in ("decisions.edit", "decisions.delete") and self.is_mounted:
            item = self.current
            if not isinstance(item, Decision):
                return _("Ingen vedtak på raden")
            if item.annulled:
                return _("Vedtaket er allerede opphevet")
        return None

    def do_add(self) -> None:
        """Register a decision."""
        from nir_tui.screens.person.decision_form import DecisionForm

        self.app.push_screen(DecisionForm(self.case), self.take_saved)

    def do_edit(self) -> None:
        """Edit the decision on the row."""
        from nir_tui.screens.person.decision_form import DecisionForm

        if isinstance(self.current, Decision):
            self.app.push_screen(DecisionForm(self.case, self.current), self.take_saved)

    def do_delete(self) -> None:
        """Annul the decision on the row."""
        from nir_tui.forms.confirmations import annulment_of_decision
        from nir_tui.screens.person.confirm_change import ConfirmChange

        if isinstance(self.current, Decision):
            asked = annulment_of_decision(self.case, self.current)
            self.app.push_screen(ConfirmChange(asked), self.take_saved)


class MeasuresScreen(_ProgrammeList):
    """`Tiltak`."""

    where = Scope.MEASURES
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.MEASURES)]

    @property
    def things(self) -> Sequence[Measure]:
        """The measures."""
        return self.case.measures

    def rows(self, width: int) -> list[TextRow]:
        """The measures."""
        found = [measure_row(measure, self.case) for measure in self.case.measures]
        return [
            Heading(_("Tiltak")),
            *(found or [CaseItemLine(_("  Ingen tiltak"), "$text-muted")]),
        ]

    def unavailable_reason(self, action_id: str) -> str | None:
        """Without a measure there is nothing to edit or delete."""
        if not_theirs := super().unavailable_reason(action_id):
            return not_theirs
        wants_row = action_id in ("measures.edit", "measures.delete") and self.is_mounted
        return _("Ingen tiltak på raden") if wants_row and self.current is None else None

    def do_add(self) -> None:
        """Register a measure."""
        from nir_tui.screens.person.measure_form import MeasureForm

        self.app.push_screen(MeasureForm(self.case), self.take_saved)

    def do_edit(self) -> None:
        """Edit the measure on the row."""
        from nir_tui.screens.person.measure_form import MeasureForm

        if isinstance(self.current, Measure):
            self.app.push_screen(MeasureForm(self.case, self.current), self.take_saved)

    def do_delete(self) -> None:
        """Delete the measure on the row."""
        from nir_tui.forms.confirmations import deletion_of_measure
        from nir_tui.screens.person.confirm_change import ConfirmChange

        if isinstance(self.current, Measure):
            asked = deletion_of_measure(self.case, self.current)
            self.app.push_screen(ConfirmChange(asked), self.take_saved)

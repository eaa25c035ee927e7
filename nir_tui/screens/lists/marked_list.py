"""A list whose rows can be marked, for one registration for all of them."""

from typing import TYPE_CHECKING

from nir_tui.lists.marks import MOST_MARKED
from nir_tui.presentation.i18n import _
from nir_tui.screens.lists.deadline_list import DeadlineList
from nir_tui.widgets.paged_table import PagedTable

if TYPE_CHECKING:
    from models.changes.same_for_several import PersonOutcome


class MarkedList(DeadlineList):
    """The marks, and the registration for everybody who is marked."""

    async def do_mark(self) -> None:
        """Mark the person on the row, or take the mark away; go down."""
        table = self.query_one(PagedTable)
        await table.wait_for_rows()
        if table.current:
            self._state.marks.toggle(table.current.duf)
            self._show_marks()
            await table.action_move("down")

    def do_mark_all(self) -> None:
        """Mark all that the filter leaves; if they are marked already, take the marks away."""
        if not self.counts.is_final or self.counts.matching > MOST_MARKED:
            text = _("Høyst {most} kan merkes på en gang: filtrer lista først")
            self.show_refusal(text.format(most=MOST_MARKED))
            return
        self._state.marks.toggle_all(self.listed.dufs())
        self._show_marks()

    def _show_marks(self) -> None:
        table = self.query_one(PagedTable)
        table.render_rows_again()
        table.go_to(table.position)
        self._show_place()
        self.show_keys()

    def do_add(self) -> None:
        """Register the same termination for everybody who is marked."""
        from nir_tui.screens.lists.several_form import SeveralForm

        self.app.push_screen(SeveralForm(list(self._state.marks)), self._take_saved)

    def _take_saved(self, saved: "list[PersonOutcome] | None") -> None:
        if saved is None:
            return
        self._state.marks.remove(one.duf for one in saved)
        self.reload_here()
        text = _("{count} er registrert. u angrer alle.")
        self.show_saved(text.format(count=len(saved)))

    def unavailable_reason(self, action_id: str) -> str | None:
        """Return how to mark, where nobody is marked."""
        if action_id == "report.add" and not self._state.marks:
            return _("Merk personer med mellomrom, eller alle i lista med *, og trykk l igjen")
        return super().unavailable_reason(action_id)

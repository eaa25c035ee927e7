"""`Kontroll`: what a municipality looks through before the yearly closing date, check by check."""

from dataclasses import dataclass, replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from models.list_filter import ListFilter
from models.lists.control import Controlled, ControlResult, control, filter_of, write_control
from nir_tui.actions import Scope, bindings
from nir_tui.lists.control_lines import control_heading, control_line
from nir_tui.lists.filter_summary import filter_summary
from nir_tui.presentation.i18n import _
from nir_tui.presentation.safe_text import content
from nir_tui.runtime.background import run_job
from nir_tui.screens.common.base import ModalBase
from nir_tui.widgets.key_line import KeyFooter
from nir_tui.widgets.row_list import ColumnTitles, RowList, TextRow
from rules.code_lists import ControlCheck

ControlAnswer = ListFilter | tuple[str, ...]
"""The list behind a check, or the DUF numbers of its persons where no filter finds them."""


@dataclass(frozen=True, slots=True)
class _CheckRow(TextRow):
    result: ControlResult | None = None


class ControlScreen(ModalBase):
    """The checks with this year's count and last year's; the answer is what is behind one."""

    where = Scope.CONTROL
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.CONTROL)]

    def __init__(self, controlled: Controlled, row: int = 0) -> None:
        """`row`: the line under the cursor at first, counted from 0."""
        super().__init__()
        self._controlled = controlled
        self._row = row

    def reopened(self) -> "ControlScreen":
        """Return a new screen that shows the same, with the cursor on the check that was opened."""
        return ControlScreen(self._controlled, self._row)

    def compose(self) -> ComposeResult:
        """Yield title, place, checks and keys."""
        yield Static(id="title", markup=False)
        yield Static(id="crumbs", markup=False)
        yield RowList()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Journal the control and carry it out."""
        self.query_one(RowList).focus()
        self._count()

    def _count(self) -> None:
        session, controlled = self.session, self._controlled
        summary = filter_summary(controlled.terminations, session.register)
        title = _("Kontroll {year}").format(year=controlled.year)
        self.query_one("#title", Static).update(content(title))
        self.query_one("#crumbs", Static).update(content(summary))
        self.query_one(RowList).show([])
        self.show_status(_("Teller …"))

        def work() -> tuple[list[ControlResult], list[ControlResult]]:
            as_of = session.actor.as_of
            write_control(session.register, session.actor, controlled)
            last = replace(controlled, year=controlled.year - 1)
            now = control(session.register, controlled, as_of)
            yearly = [check for check in ControlCheck if not check.is_of_today]
            return now, control(session.register, last, as_of, yearly)

        run_job(self, work, self._show, self.show_error)

    def _show(self, counted: tuple[list[ControlResult], list[ControlResult]]) -> None:
        now, last = counted
        self.query_one(KeyFooter).clear_message()
        before = {one.check: one.count for one in last}
        *_title, years = control_heading(self.session.register, self._controlled)
        rows: list[TextRow] = [ColumnTitles(years)]
        rows += [
            _CheckRow(control_line(one.check, one.count, before.get(one.check)), result=one)
            for one in now
        ]
        self.query_one(RowList).start_at(self._row)
        self.query_one(RowList).show(rows)

    def do_open(self) -> None:
        """Leave with the list behind the check on the row."""
        row = self.query_one(RowList).current
        if not isinstance(row, _CheckRow) or row.result is None:
            return
        if not row.result.count:
            self.show_status(_("Ingen bak dette tallet"))
            return
        self._row = self.query_one(RowList).highlighted or 0
        found = filter_of(row.result.check, self._controlled)
        self.dismiss(found if found is not None else row.result.persons)

    def do_earlier(self) -> None:
        """Show the year before."""
        self._turn_by(-1)

    def do_later(self) -> None:
        """Show the year after."""
        if self._controlled.year >= self.session.actor.as_of.year:
            self.show_status(_("Dette er det siste året"))
            return
        self._turn_by(1)

    def _turn_by(self, years: int) -> None:
        self._controlled = replace(self._controlled, year=self._controlled.year + years)
        self._count()

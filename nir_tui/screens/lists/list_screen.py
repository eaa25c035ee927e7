"""The lists: the report under either law, and the persons; filter, search, order and open."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.widgets import Input

from models.errors import RegisterError
from models.list_filter import ListFilter, all_persons, work_list
from models.lists.column_registry import LIST_COLUMNS
from models.lists.counts import termination_years
from models.lists.list_kinds import kind_of
from nir_tui.actions import Action, Scope, bindings
from nir_tui.lists.file_subheading import subheading
from nir_tui.lists.row_details import sorting_columns
from nir_tui.presentation.i18n import _
from nir_tui.runtime.background import run_job
from nir_tui.runtime.prebuilt_screen import PrebuiltScreen
from nir_tui.screens.lists.first_lines import FirstLines
from nir_tui.screens.lists.opening_list import OpeningList
from nir_tui.session.session import Session
from nir_tui.widgets.key_line import KeyFooter
from nir_tui.widgets.paged_table import PagedTable
from rules.code_lists import Law

if TYPE_CHECKING:
    from nir_tui.lists.downloads import Download
    from nir_tui.screens.lists.filter_form import FilterForm


class ListScreen(FirstLines, OpeningList):
    """The lists, one at a time; each reappears as it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.REPORT)]

    def __init__(self, session: Session, offers_place: bool = True) -> None:
        """`offers_place`: whether the place of the last session is offered."""
        super().__init__(session, offers_place)
        self._ordering = False
        self._is_writing = False

    @on(Input.Submitted, "#search")
    async def _open_found(self) -> None:
        if self.writes_search():
            self.query_one(PagedTable).focus()
            await self.action_do("report.open")

    def do_leave(self) -> None:
        """Empty the search, then take the marks away; Esc never quits."""
        self._ordering = False
        self.writes_search()
        search = self.query_one("#search", Input)
        if not search.value and not self.typing:
            if self.lets_person_go():
                return
            if self._state.marks:
                self._state.marks.clear()
                self._show_marks()
            elif self.goes_back():
                return
        search.value = ""
        self.query_one(PagedTable).focus()

    # Filters and order

    def do_filters(self) -> None:
        """Choose filters."""
        self.app.push_screen(self._filters.get(), self._take_filter)

    def _new_filters(self) -> "FilterForm":
        from nir_tui.screens.lists.filter_form import FilterForm

        years = termination_years(self.session.register, self.list_filter.law)
        return FilterForm(self.list_filter, years)

    def on_mount(self) -> None:
        """Have the filter form, which has the most widgets, built while the app is idle."""
        self._filters = PrebuiltScreen(
            self,
            self.nir.typeahead.idle_tasks,
            self._new_filters,
            may_build=lambda: self.is_active and not self.typing,
        )

    def _take_filter(self, list_filter: ListFilter | None) -> None:
        if list_filter is not None:
            self.show_filter(list_filter)

    def do_clear(self) -> None:
        """Remove search and filters; the list stays."""
        self._state.clear()
        self._show_state()

    def do_first(self) -> None:
        """Restore the filters the list opened with."""
        self._state.reset_filters()
        self._show_state()

    def do_correct(self) -> None:
        """Show only rows that need correction, or all again."""
        self._state.toggle_corrections()
        self._show_state()

    def do_deadlines(self) -> None:
        """Show the persons whose deadline falls soon; if shown already, all again."""
        self._state.toggle_deadlines()
        self._show_state()

    def do_new_law(self) -> None:
        """Show the report under integreringsloven."""
        self._go_to(ListFilter(law=Law.INTEGRERINGSLOVEN))

    def do_old_law(self) -> None:
        """Show the report under introduksjonsloven."""
        self._go_to(ListFilter(law=Law.INTRODUKSJONSLOVEN))

    def do_work_list(self) -> None:
        """Show the work list: all that need correction, all years and both laws, oldest first."""
        self._go_to(work_list())

    async def do_set_aside(self) -> None:
        """Set the person on the row aside until a day, or take them out again."""
        from nir_tui.screens.person.set_aside_form import toggle_set_aside

        table = self.query_one(PagedTable)
        await table.wait_for_rows()
        if table.current:
            line = table.current
            toggle_set_aside(self, line.duf, line.name, self._set_aside)

    def _set_aside(self, done: str | None) -> None:
        if done:
            self.reload_here()
            self.show_saved(done)

    def do_undo(self) -> None:
        """Take back the last change of this session, once confirmed."""
        from nir_tui.screens.person.undo import ask_undo

        ask_undo(self, self._undone)

    def _undone(self, done: str | None) -> None:
        if done:
            self.show_saved(done)

    def do_persons(self) -> None:
        """Show the list of persons."""
        self._go_to(all_persons())

    def _go_to(self, wanted: ListFilter) -> None:
        if self._state.go_to(wanted):
            self._show_state()

    def do_order(self) -> None:
        """Let the next digit choose the column to order by."""
        self._ordering = True
        self.show_status(
            _("Sorter på: {columns}").format(columns=sorting_columns(self._layout.names))
        )

    def on_key(self, event: events.Key) -> None:
        """Order by the column of a digit after `o`, not its usual action; any key ends ordering."""
        if not self._ordering:
            return
        self._ordering = False
        columns = self._layout.names
        if event.key.isdecimal() and 1 <= int(event.key) <= len(columns):
            event.prevent_default()
            event.stop()
            self.query_one(KeyFooter).clear_message()
            self._order_by(columns[int(event.key) - 1])

    def do_columns(self) -> None:
        """Choose the columns of this list, and their order."""
        from nir_tui.screens.lists.column_choice import ColumnChoice

        self.app.push_screen(ColumnChoice(kind_of(self.list_filter)), self._take_columns)

    def _take_columns(self, done: str | None) -> None:
        if done:
            self.reload_here()
            self.show_saved(done)

    def _order_by(self, name: str) -> None:
        """Order by a column; the same column again reverses the order."""
        column = LIST_COLUMNS[name]
        if column.order is None:
            self.show_refusal(
                _("Lista kan ikke sorteres på {column}").format(column=_(column.word))
            )
            return
        self._state.sort_by(column.order.field)
        self.reload(follow=self.row_to_follow)

    # Out

    def do_download(self) -> None:
        """Choose a format and a path, and write the file."""
        from nir_tui.screens.lists.download_form import DownloadForm

        form = DownloadForm(self.list_filter, self.counts.matching)
        self.app.push_screen(form, self._download)

    def _download(self, answer: "Download | None") -> None:
        if answer is None:
            return
        from nir_tui.lists.downloads import saved_text, write_download

        session, list_filter = self.session, self.list_filter
        order, about = self.order, subheading(session, list_filter)
        self.show_status(_("Skriver {path} …").format(path=answer.paths[0]))
        self._is_writing = True

        def end(path: Path) -> None:
            self._is_writing = False
            self.show_saved(saved_text(session, path))

        def fail(error: RegisterError) -> None:
            self._is_writing = False
            self.show_error(error)

        def write() -> Path:
            return write_download(session, answer, list_filter, order, about)

        run_job(self, write, end, fail, group="download")

    # Into a person

    def footer_place(self, action: Action) -> int:
        """Return the place of a key; the work list and marked rows have keys of their own."""
        if not (self.list_filter.is_work_list or self._state.marks):
            return super().footer_place(action)
        if action.where is Scope.EVERYWHERE:
            return action.footer
        return _TO_CORRECT.index(action.id) + 1 if action.id in _TO_CORRECT else 0

    def unavailable_reason(self, action_id: str) -> str | None:
        """Return that an empty list has no rows to use, or that a file is being written."""
        if action_id in _OF_ROWS and self.counts.is_final and not self.counts.matching:
            return _("Lista er tom")
        if action_id == "report.to-person":
            return self.why_not_to_person()
        if action_id == "report.correct" and self.list_filter.is_work_list:
            return _("Arbeidslista har bare dem som må rettes")
        if action_id == "report.download" and self._is_writing:
            return _("En fil skrives allerede; vent til den er ferdig")
        return super().unavailable_reason(action_id)

    async def do_copy(self) -> None:
        """Copy the DUF number of the row."""
        table = self.query_one(PagedTable)
        await table.wait_for_rows()
        if table.current:
            self.copy_duf(table.current.duf)


_TO_CORRECT = ("report.open", "report.mark", "report.add", "report.set-aside", "report.undo")
"""The keys shown while a list is worked through."""
_OF_ROWS = ("report.open", "report.copy", "report.download", "report.set-aside", "report.mark")

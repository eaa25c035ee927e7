"""The view of a list: rows read as they are needed, and the lines above and below them."""

import shutil
from concurrent.futures import Future
from dataclasses import replace
from functools import partial

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from models.errors import RegisterError
from models.list_filter import ListFilter
from models.lists.counts import Counts, count_list
from models.lists.list_kinds import kind_of
from models.lists.list_line import ListLine, with_details
from models.lists.list_reader import ListReader
from models.lists.pages import Anchor, list_page
from models.lists.search_journal import write_search
from models.lists.set_asides import SetAside
from models.lists.sort_order import Order
from nir_tui.actions import Scope
from nir_tui.lists.columns import Layout, layout_for
from nir_tui.lists.count_line import count_line
from nir_tui.lists.header import (
    deadlines_line,
    filter_line,
    other_years_line,
    title_line,
)
from nir_tui.lists.list_query import ListQuery, ListResult, nearest_anchor, set_asides_of
from nir_tui.lists.row_details import empty_message, row_details, row_notes
from nir_tui.lists.row_pane import pane_text, pane_width, person_room
from nir_tui.lists.state import ListState
from nir_tui.presentation.safe_text import content
from nir_tui.runtime.background import QueryThread
from nir_tui.screens.common.base import BaseScreen
from nir_tui.session.session import Session
from nir_tui.theme import rich_colour
from nir_tui.widgets.fields.search_field import SearchField
from nir_tui.widgets.key_line import KeyFooter
from nir_tui.widgets.paged_table import PagedTable, RowsNeeded
from nir_tui.widgets.text_line import TextLine

_PANE_EDGE = 4
"""Cells of the pane without text: its line, and the space on both sides."""


class ListView(BaseScreen):
    """The view of a list: header, search, one screen of rows, the row in full, the count."""

    where = Scope.REPORT
    palette_rank = 5.5
    _is_beside_person = False
    _room_shown = 0

    def __init__(self, session: Session) -> None:
        """Begin to read at once, so that the first rows are there with the screen."""
        super().__init__()
        self.counts = Counts(0, 0, 0, is_final=False)
        self._state = ListState(session)
        self._reading = QueryThread(session.register)
        self._deadlines: int | None = None
        self._other_years = 0
        self._asides: list[SetAside] = []
        self._searched = ""
        self._has_details = False
        width = shutil.get_terminal_size().columns
        # The layout of the rows shown; it stays while other rows are loading.
        self._layout = layout_for(
            self.list_filter, width, session.actor.as_of, lambda: session.register.reference
        )
        self._shown = (self.list_filter, self.order)
        first = ListQuery(self.list_filter, self.order, 0, details=bool(pane_width(width)))
        begun = self._reading.begin("rows", partial(first.look, session))
        self._first: tuple[ListQuery, Future[ListResult] | None] = (first, begun)

    @property
    def list_filter(self) -> ListFilter:
        """The filter of the list."""
        return self._state.list_filter

    @property
    def order(self) -> Order:
        """The order of the list."""
        return self._state.order

    @property
    def listed(self) -> ListReader:
        """A reader of the whole list, with its current filter and order."""
        session = self.session
        return ListReader(session.register, self.list_filter, self.order, session.actor.as_of)

    def compose(self) -> ComposeResult:
        """Yield header, filters, search, rows, the row in full, the count and the keys."""
        yield TextLine(id="title")
        yield TextLine(id="crumbs")
        with Horizontal(id="search-line"):
            yield Static("/ ", id="search-sign", markup=False)
            yield SearchField(id="search", select_on_focus=False)
            yield TextLine(id="deadlines")
        with Horizontal(id="list-and-pane"):
            yield PagedTable(self._cells, self._load_rows, self._show_place)
            yield TextLine(id="pane")
        yield TextLine(id="whole-row")
        yield TextLine(id="count")
        yield KeyFooter()

    def _cells(self, line: ListLine) -> list[Text]:
        accent = "" if self.app.no_color else rich_colour(self.app.theme_variables["accent"])
        is_aside = any(one.duf == line.duf for one in self._asides)
        is_marked = line.duf in self._state.marks
        return self._layout.cells(line, f"bold {accent}".strip(), is_aside, is_marked)

    def on_mount(self) -> None:
        """Focus the rows, and load them."""
        self._fit_pane()
        self.query_one(PagedTable).focus()
        self.reload()

    def on_unmount(self) -> None:
        """Stop reading."""
        self._reading.close()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the columns to the new width."""
        self._fit_pane()
        lacks_details = bool(self._pane_width) and not self._has_details
        if lacks_details or self._fitting() != self._layout:
            self.reload_here()
        else:
            self._show_header()
            self._show_place()

    @property
    def _pane_width(self) -> int:
        """The columns of the pane with the row in full; 0 where a person has that room."""
        return 0 if self._room_beside else pane_width(self.app.size.width)

    @property
    def _room_beside(self) -> int:
        """The columns at the right that a person takes; 0 as soon as the terminal is too narrow."""
        return person_room(self.app.size.width) if self._is_beside_person else 0

    def _fitting(self) -> Layout:
        session, width = self.session, self.app.size.width
        return layout_for(
            self.list_filter,
            width - (self._room_beside or self._pane_width),
            session.actor.as_of,
            lambda: session.register.reference,
            session.columns.get(kind_of(self.list_filter).name),
        )

    def show_beside(self, has_person: bool, beside: Content | None, reloads: bool) -> None:
        """Leave room at the right to the screen of a person, or to what it showed.

        `beside`: what it showed, if the list has the keys now; else its screen is over this one.
        `reloads`: whether the list is read again if its own room has changed.
        """
        self._is_beside_person = has_person
        had, self._room_shown = self._room_shown, self._room_beside
        room = self._room_shown
        is_behind = bool(room) and beside is None
        self.set_class(is_behind, "-behind")
        self.styles.padding = (0, room if is_behind else 0, 0, 0)
        if beside is not None and not self.query("#held"):
            self.mount(TextLine(id="held"))
        for held in self.query("#held").results(TextLine):
            held.display = beside is not None
            held.styles.width = room
            held.show(beside or Content(""))
        self._fit_pane()
        if reloads and had != room:
            self.reload_here()

    def _fit_pane(self) -> None:
        """Give the pane its width; without one the row in full is in two lines below the list."""
        width = self._pane_width
        pane, whole_row = self.query_one("#pane", TextLine), self.query_one("#whole-row", TextLine)
        pane.display, whole_row.display = bool(width), not width
        pane.styles.width = width

    def reload(
        self,
        position: int = 0,
        searching: bool = False,
        near: Anchor | None = None,
        follow: ListLine | None = None,
    ) -> None:
        """Read the list again, and put the cursor on a position, or on the row to follow.

        `near` is a known row near it. Rows that are slow to count are shown before the count.
        """
        # A search does not change the count of deadlines, which depends on law and place only.
        soon = self._deadlines if searching else None
        details = bool(self._pane_width)
        asked = ListQuery(self.list_filter, self.order, position, near, soon, follow, details)
        self.query_one(PagedTable).start_loading()

        def show(found: ListResult) -> None:
            counts, self._deadlines, self._other_years = found.counts, found.soon, found.other_years
            self._has_details = asked.details
            layout = self._fitting()
            if layout.names != self._layout.names:
                self.query_one(PagedTable).render_rows_again()
            self._layout, self._shown = layout, (asked.list_filter, asked.order)
            if self._asides != found.asides:
                self._asides = found.asides
                self.query_one(PagedTable).render_rows_again()
            known = Counts(0, found.offset + len(found.lines), 0, is_final=False)
            self._take_counts(counts or known)
            self.query_one(PagedTable).set_columns(layout.titles(asked.order))
            self.query_one(PagedTable).load(
                self.counts.matching, found.position, found.offset, found.lines
            )
            if counts is None:
                self._count_later()

        self._reading.stop(self, "count")
        first, begun = self._first
        if asked == first and begun is not None:
            self._reading.take(self, "rows", begun, show, self._stay)
        else:
            look = partial(asked.look, self.session)
            self._reading.run(self, "rows", look, show, self._stay)
        self._first = (first, None)

    def _stay(self, error: RegisterError) -> None:
        """Restore filter and order of the list shown, because another one could not be read.

        The search stays in its field, to be continued or tried again.
        """
        list_filter, order = self._shown
        if (replace(self.list_filter, search=list_filter.search), self.order) != self._shown:
            self._state.put_back(list_filter, order)
            self._show_search()
        self._load_failed(error)

    def _show_search(self) -> None:
        search = self.query_one("#search", Input)
        with search.prevent(Input.Changed):
            search.value = self.list_filter.search

    def _load_failed(self, error: RegisterError) -> None:
        self.query_one(PagedTable).cancel_loading()
        self.show_error(error)

    def _count_later(self) -> None:
        register, list_filter, as_of = (
            self.session.register,
            self.list_filter,
            self.session.actor.as_of,
        )

        def show(counts: Counts) -> None:
            self._take_counts(counts)
            self.query_one(PagedTable).set_total(counts.matching)

        self._reading.run(
            self, "count", lambda: count_list(register, list_filter, as_of), show, self.show_error
        )

    def _take_counts(self, counts: Counts) -> None:
        self.counts = counts
        self._show_header()
        self.show_keys()

    def reload_here(self) -> None:
        """Read the same list again; the cursor stays."""
        table = self.query_one(PagedTable)
        near = nearest_anchor(table.known, table.position)
        self.reload(table.position, near=near, follow=table.current)

    @property
    def row_to_follow(self) -> ListLine | None:
        """The row under the cursor; None on the first one, where the list's new top is wanted."""
        table = self.query_one(PagedTable)
        return table.current if table.position else None

    def _load_rows(self, needed: RowsNeeded) -> None:
        if self.query_one(PagedTable).is_expecting:
            # Another list is loading; when it is there, it asks for the rows it needs.
            return
        if not self.counts.is_final:
            self._reading.stop(self, "count")
        list_filter, order, register = self.list_filter, self.order, self.session.register
        as_of = self.session.actor.as_of
        total = self.counts.matching if self.counts.is_final else None
        offset, limit = needed.offset, needed.limit
        near = nearest_anchor(needed.known, offset)
        session = self.session
        details = bool(self._pane_width) or self._layout.needs_details

        def look() -> tuple[list[ListLine], list[SetAside]]:
            lines = list_page(register, list_filter, order, as_of, offset, limit, near, total)
            if details:
                with register.read():
                    lines = with_details(lines)
            return lines, set_asides_of(session, lines)

        def show(found: tuple[list[ListLine], list[SetAside]]) -> None:
            lines, self._asides = found
            self.query_one(PagedTable).set_rows(needed.offset, lines)

        self._reading.run(self, "rows", look, show, self._load_failed)
        if not self.counts.is_final:
            self._count_later()

    def _show_place(self) -> None:
        table = self.query_one(PagedTable)
        first, last = table.window
        self.query_one("#count", TextLine).show(
            content(self._state.marks.text() + count_line(first, last, self.counts))
        )
        line, today = table.current, self.session.actor.as_of
        text = empty_message(self.counts, self.typing)
        if line:
            asides = [one for one in self._asides if one.duf == line.duf]
            width = self._pane_width
            if width:
                note = " · ".join(row_notes(line, self._layout, today, asides))
                kind, context = kind_of(self._shown[0]), self._layout.context
                shown = pane_text(line, kind, context, note, width - _PANE_EDGE)
                self.query_one("#pane", TextLine).show(shown)
                return
            room = self.app.size.width - self._room_beside
            text = row_details(line, self._layout, today, room, asides)
        where = "#pane" if self._pane_width else "#whole-row"
        self.query_one(where, TextLine).show(content(text))

    def _show_header(self) -> None:
        session, width = self.session, self.app.size.width - self._room_beside - 2
        self.query_one("#title", TextLine).show(title_line(session, self.list_filter, width))
        self.query_one("#crumbs", TextLine).show(
            filter_line(session, self.list_filter, self.counts, width)
        )
        key = self.first_key("report.deadlines")
        work_list = self.first_key("report.work-list")
        self.query_one("#deadlines", TextLine).show(
            other_years_line(self._other_years, work_list) + deadlines_line(self._deadlines, key)
        )

    # Search

    @property
    def typing(self) -> bool:
        """Whether the search field has the focus: then letters are text."""
        return self.is_mounted and self.query_one("#search", Input).has_focus

    def on_descendant_focus(self) -> None:
        """Update the keys: other keys work in the field than in the list."""
        self.show_keys()
        self._show_place()

    def do_search(self) -> None:
        """Focus the search field."""
        self.query_one("#search", Input).focus()

    @on(Input.Changed, "#search")
    def _search(self, changed: Input.Changed) -> None:
        if self._state.search(changed.value):
            # A search that ends leaves the cursor on the person it found.
            follow = None if changed.value else self.query_one(PagedTable).current
            self.reload(searching=True, follow=follow)

    @on(SearchField.Down)
    def _to_the_list(self) -> None:
        if self.writes_search():
            self.query_one(PagedTable).focus()

    def writes_search(self) -> bool:
        """Write a search in the journal when it is used, once; False if it cannot be written."""
        text = " ".join(
            (self.list_filter.search, self.list_filter.name, self.list_filter.duf)
        ).strip()
        session = self.session
        if text in ("", self._searched) or self.try_read(
            lambda: write_search(session.register, session.actor, self.list_filter)
        ):
            self._searched = text
            return True
        return False

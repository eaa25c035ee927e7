"""The lists: the report under either law, and the persons; filter, search, order, into a person."""

from dataclasses import replace
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from models.errors import RegisterError
from models.lists.chosen import ENGINE, ListFilter, Subject, all_persons
from models.lists.listing import (
    Counts,
    ListLine,
    count_deadlines,
    count_list,
    list_dufs,
    list_page,
)
from models.lists.order import Order, first_order
from nir_tui.actions import Where, bindings
from nir_tui.jobs import run_job
from nir_tui.language import _
from nir_tui.lists.columns import Layout, columns_of, layout_for
from nir_tui.lists.counts import count_line
from nir_tui.lists.header import DAYS_AHEAD, crumbs_line, deadlines_line, title_line
from nir_tui.lists.telling import in_full, sorting_columns
from nir_tui.screens.base import Keyed, copied
from nir_tui.text import content
from nir_tui.walk import Walk
from nir_tui.widgets.key_line import KeyLine
from nir_tui.widgets.paged_table import PagedTable
from nir_tui.widgets.search_field import SearchField
from rules.duf import format_duf
from rules.programme import Law

_PAGE = 200
_Found = tuple[Counts, int, list[ListLine]]


class ListScreen(Keyed):
    """One list at a time; each is found again as it was left."""

    where = Where.REPORT
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Where.REPORT),
        *((str(n), f"order({n})", "") for n in range(4, 7)),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.chosen = ListFilter()
        self.order = Order()
        self.counts = Counts(0, 0, 0)
        self._deadlines = 0
        self._layout: Layout
        self._remembered: dict[tuple[Subject, Law | None], tuple[ListFilter, Order]] = {}
        self._ordering = False
        self._is_asking = False
        self._left_from: Walk | None = None

    def compose(self) -> ComposeResult:
        """Header, filters, search, rows, the row in full, the count, the keys."""
        yield Static(id="title", markup=False)
        yield Static(id="crumbs", markup=False)
        with Horizontal(id="search-line"):
            yield Static("/ ", id="search-sign", markup=False)
            yield SearchField(id="search", select_on_focus=False)
            yield Static(id="deadlines", markup=False)
        yield PagedTable(self._cells)
        yield Static(id="whole-row", markup=False)
        yield Static(id="count", markup=False)
        yield KeyLine()

    def _cells(self, line: ListLine) -> list[Text]:
        accent = "" if self.app.no_color else self.app.theme_variables["accent"]
        return self._layout.cells(line, f"bold {accent}".strip())

    def on_mount(self) -> None:
        """Open as the guide's section 3 asks: own municipality, the engine's, this year."""
        self.chosen = self._first_filter(ListFilter())
        self.order = first_order(self.chosen)
        self._lay_out()
        self.query_one(PagedTable).focus()
        self.reload()
        super().on_mount()

    def _first_filter(self, of: ListFilter) -> ListFilter:
        own = self.session.own_municipality
        first = replace(of.cleared(), municipality=own)
        if own is None or of.law is not Law.INTEGRERINGSLOVEN:
            return first
        return replace(first, years=(self.session.actor.as_of.year,), registered_by=ENGINE)

    def on_resize(self, event: events.Resize) -> None:
        """Give the columns the room there now is."""
        if self._fitting(event.size.width) != self._layout:
            self._lay_out()
            self.reload(self.query_one(PagedTable).position)
        else:
            self._show_header()

    def _fitting(self, width: int) -> Layout:
        return layout_for(self.chosen, width, self.session.actor.as_of)

    def _lay_out(self) -> None:
        self._layout = self._fitting(self.size.width)
        self.order = replace(self.order, labels=self._layout.labels)
        self.query_one(PagedTable).set_columns(self._layout.columns(self.order))

    def reload(self, position: int = 0) -> None:
        """Ask the register again; the cursor is to stand on a position."""
        chosen, order, register = self.chosen, self.order, self.session.register
        as_of = self.session.actor.as_of
        offset = max(0, position - _PAGE // 2)
        self._is_asking = True

        def work() -> _Found:
            counts = count_list(register, chosen, as_of)
            soon = count_deadlines(register, chosen, as_of, DAYS_AHEAD)
            return counts, soon, list_page(register, chosen, order, as_of, offset, _PAGE)

        def show(found: _Found) -> None:
            self.counts, self._deadlines, lines = found
            self._is_asking = False
            self._show_header()
            self.show_keys()
            self.query_one(PagedTable).load(self.counts.matching, position, offset, lines)

        run_job(self, work, show, self.say_trouble, group="rows")

    @on(PagedTable.Needed)
    def _bring_rows(self, needed: PagedTable.Needed) -> None:
        chosen, order, register = self.chosen, self.order, self.session.register
        as_of = self.session.actor.as_of
        run_job(
            self,
            lambda: list_page(register, chosen, order, as_of, needed.offset, needed.limit),
            lambda lines: self.query_one(PagedTable).supply(needed.offset, lines),
            self.say_trouble,
            group="rows",
        )

    @on(PagedTable.Moved)
    def _show_place(self) -> None:
        table = self.query_one(PagedTable)
        first, last = table.window
        self.query_one("#count", Static).update(content(count_line(first, last, self.counts)))
        text = in_full(
            table.current, self._layout, self.counts, self.session.actor.as_of, self.size.width
        )
        self.query_one("#whole-row", Static).update(content(text))

    def _show_header(self) -> None:
        session, width = self.session, self.size.width - 2
        reference = session.register.reference
        self.query_one("#title", Static).update(title_line(session, self.chosen, width))
        self.query_one("#crumbs", Static).update(
            crumbs_line(self.chosen, reference, self.counts, width)
        )
        [key, *_rest] = self.keys_by_id("report.deadlines")
        self.query_one("#deadlines", Static).update(deadlines_line(self._deadlines, key))

    # Search

    @property
    def typing(self) -> bool:
        """While the search field has the cursor, letters are text."""
        return self.is_mounted and self.query_one("#search", Input).has_focus

    def on_descendant_focus(self) -> None:
        """Other keys work in the field than in the list."""
        self.show_keys()

    def do_search(self) -> None:
        """Into the search field."""
        self.query_one("#search", Input).focus()

    @on(Input.Changed, "#search")
    def _search(self, changed: Input.Changed) -> None:
        if changed.value != self.chosen.search:
            self.chosen = replace(self.chosen, search=changed.value)
            self.reload()

    @on(SearchField.Down)
    def _to_the_list(self) -> None:
        self.query_one(PagedTable).focus()

    @on(Input.Submitted, "#search")
    async def _open_found(self) -> None:
        self.query_one(PagedTable).focus()
        await self.do_open()

    def do_leave(self) -> None:
        """Empty the search; Esc never quits."""
        search = self.query_one("#search", Input)
        self._ordering = False
        search.value = ""
        self.query_one(PagedTable).focus()

    # Filters and order

    def do_filters(self) -> None:
        """Choose filters."""
        from nir_tui.forms.filters import FilterForm

        self.app.push_screen(FilterForm(self.chosen), self._take_filter)

    def _take_filter(self, chosen: ListFilter | None) -> None:
        if chosen is not None:
            self.show_filter(chosen)

    def show_filter(self, chosen: ListFilter, order: Order | None = None) -> None:
        """Show a list through a filter; another list, or another kind of it, has its own order."""
        before = (columns_of(self.chosen), self.chosen.deadline_within)
        self._remembered[_list_of(self.chosen)] = (self.chosen, self.order)
        self.chosen = chosen
        if order or before != (columns_of(chosen), chosen.deadline_within):
            self.order = order or first_order(chosen)
        search = self.query_one("#search", Input)
        with search.prevent(Input.Changed):
            search.value = chosen.search
        self._lay_out()
        self.reload()

    def do_clear(self) -> None:
        """Search and filters away, the list stays."""
        self.show_filter(self.chosen.cleared())

    def do_first(self) -> None:
        """The filters the list opened with."""
        self.show_filter(self._first_filter(self.chosen))

    def do_correct(self) -> None:
        """Only those that need correction, or all again."""
        chosen = replace(self.chosen, needs_correction=not self.chosen.needs_correction)
        self.show_filter(replace(chosen, statuses=(), deadline_within=None))

    def do_deadlines(self) -> None:
        """The persons whose deadline falls soon; there, all again."""
        chosen = self.chosen
        if chosen.subject is Subject.ENDED:
            place = ListFilter(Subject.PERSONS, chosen.law, chosen.municipality, chosen.district)
            self.show_filter(replace(place, deadline_within=DAYS_AHEAD))
            return
        within = DAYS_AHEAD if chosen.deadline_within is None else None
        self.show_filter(
            replace(chosen, deadline_within=within, statuses=(), needs_correction=False)
        )

    def do_new_law(self) -> None:
        """The report under integreringsloven; while ordering, column 1."""
        self._digit(1, ListFilter(law=Law.INTEGRERINGSLOVEN))

    def do_old_law(self) -> None:
        """The report under introduksjonsloven; while ordering, column 2."""
        self._digit(2, ListFilter(law=Law.INTRODUKSJONSLOVEN))

    def do_persons(self) -> None:
        """The list of persons; while ordering, column 3."""
        self._digit(3, all_persons())

    def _digit(self, number: int, wanted: ListFilter) -> None:
        if self._ordering:
            self.action_order(number)
            return
        here, there = _list_of(self.chosen), _list_of(wanted)
        if here != there:
            chosen, order = self._remembered.get(there) or (self._first_filter(wanted), None)
            self.show_filter(chosen, order)

    def do_order(self) -> None:
        """The next digit names the column."""
        self._ordering = True
        self.say(_("Sorter på: {columns}").format(columns=sorting_columns(self.chosen)))

    def action_order(self, number: int) -> None:
        """Order by a column, the same again turns round."""
        if not self._ordering:
            return
        self._ordering = False
        self.order = self.order.by(columns_of(self.chosen)[number - 1])
        self._lay_out()
        self.reload()

    def on_key(self, event: events.Key) -> None:
        """Any key but a digit ends ordering."""
        super().on_key(event)
        if self._ordering and event.key not in "123456":
            self._ordering = False

    # Into a person

    def why_not(self, action_id: str) -> str | None:
        """Nothing to open or copy in an empty list."""
        if action_id in ("report.open", "report.copy") and not self.counts.matching:
            return _("Lista er tom")
        return None

    async def do_open(self) -> None:
        """Open the person on the row, with the list as it is as the walk."""
        table = self.query_one(PagedTable)
        line = table.current
        if self._is_asking:
            # What is on the screen is older than what was typed.
            as_of = self.session.actor.as_of
            found = list_page(self.session.register, self.chosen, self.order, as_of, 0, 1)
            line = next(iter(found), None)
        if line:
            await self._open(line, table.position)

    async def _open(self, line: ListLine, position: int) -> None:
        from nir_tui.screens.person import PersonScreen

        dufs = self._dufs()
        if line.duf not in dufs:
            self.reload(position)
            return
        self._left_from = Walk(self.session.register, dufs, dufs.index(line.duf))
        await self.app.push_screen(PersonScreen(line.duf, self._left_from))

    def _dufs(self) -> list[str]:
        session = self.session
        return list_dufs(session.register, self.chosen, self.order, session.actor.as_of)

    def on_screen_resume(self) -> None:
        """Back from a person: the same place, as the register now is."""
        walk, self._left_from = self._left_from, None
        if walk is None:
            self.reload(self.query_one(PagedTable).position)
            return
        try:
            now = self._dufs()
        except RegisterError as trouble:
            self.say_trouble(trouble)
            return
        self.reload(walk.place_in(now))

    def do_copy(self) -> None:
        """Copy the DUF number of the row."""
        line = self.query_one(PagedTable).current
        if line:
            self.app.copy_to_clipboard(line.duf)
            self.say(copied(format_duf(line.duf)))


def _list_of(chosen: ListFilter) -> tuple[Subject, Law | None]:
    """Which of the three lists a filter is of."""
    return chosen.subject, chosen.law if chosen.subject is Subject.ENDED else None

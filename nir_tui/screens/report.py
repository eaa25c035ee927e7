"""The report over ended participants: filter, search, order, and into a person."""

from dataclasses import replace
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from models.errors import RegisterError
from models.report import (
    COLUMNS,
    ENGINE,
    Counts,
    Order,
    ReportFilter,
    ReportLine,
    count_report,
    report_dufs,
    report_page,
)
from nir_tui.actions import Where, bindings
from nir_tui.columns import DOT, Layout, layout_for
from nir_tui.counts import count_line
from nir_tui.crumbs import crumbs
from nir_tui.jobs import run_job
from nir_tui.language import _
from nir_tui.screens.base import Keyed, copied
from nir_tui.text import content, fit, shorten
from nir_tui.walk import Walk
from nir_tui.widgets.key_line import KeyLine
from nir_tui.widgets.paged_table import PagedTable
from nir_tui.widgets.search_field import SearchField
from rules.duf import format_duf
from rules.programme import Law
from rules.sentence import norwegian_date

_PAGE = 200


class ReportScreen(Keyed):
    """`Deltakere som har avsluttet introduksjonsprogram`, under one law at a time."""

    where = Where.REPORT
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Where.REPORT),
        *((str(n), f"order({n})", "") for n in range(3, 7)),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.chosen = ReportFilter()
        self.order = Order()
        self.counts = Counts(0, 0, 0)
        self._layout: Layout = layout_for(80)
        self._remembered: dict[Law, ReportFilter] = {}
        self._ordering = False
        self._is_asking = False
        self._left_from: Walk | None = None

    def compose(self) -> ComposeResult:
        """Header, filters, search, rows, the row in full, the count, the keys."""
        yield Static(id="title", markup=False)
        yield Static(id="crumbs", markup=False)
        with Horizontal(id="search-line"):
            yield Static("/ ", markup=False)
            yield SearchField(id="search", select_on_focus=False)
        yield PagedTable(self._cells)
        yield Static(id="whole-row", markup=False)
        yield Static(id="count", markup=False)
        yield KeyLine()

    def _cells(self, line: ReportLine) -> list[Text]:
        accent = "" if self.app.no_color else self.app.theme_variables["accent"]
        return self._layout.cells(line, f"bold {accent}".strip())

    def on_mount(self) -> None:
        """Open as the guide's section 3 asks: own municipality, the engine's, this year."""
        self.chosen = self._first_filter(Law.INTEGRERINGSLOVEN)
        self._lay_out()
        self.query_one(PagedTable).focus()
        self.reload()
        super().on_mount()

    def _first_filter(self, law: Law) -> ReportFilter:
        own = self.session.own_municipality
        if own is None or law is Law.INTRODUKSJONSLOVEN:
            return ReportFilter(law=law, municipality=own)
        year = self.session.actor.as_of.year
        return ReportFilter(law=law, municipality=own, years=(year,), registered_by=ENGINE)

    def on_resize(self, event: events.Resize) -> None:
        """Give the columns the room there now is."""
        if layout_for(event.size.width) != self._layout:
            self._lay_out()
            self.reload(self.query_one(PagedTable).position)
        else:
            self._show_header()

    def _lay_out(self) -> None:
        self._layout = layout_for(self.size.width)
        self.order = replace(self.order, labels=self._layout.labels)
        self.query_one(PagedTable).set_columns(self._layout.columns(self.order))

    def reload(self, position: int = 0) -> None:
        """Ask the register again; the cursor is to stand on a position."""
        chosen, order, register = self.chosen, self.order, self.session.register
        offset = max(0, position - _PAGE // 2)
        self._is_asking = True

        def work() -> tuple[Counts, list[ReportLine]]:
            counts = count_report(register, chosen)
            return counts, report_page(register, chosen, order, offset, _PAGE)

        def show(found: tuple[Counts, list[ReportLine]]) -> None:
            self.counts, lines = found
            self._is_asking = False
            self._show_header()
            self.show_keys()
            self.query_one(PagedTable).load(self.counts.matching, position, offset, lines)

        run_job(self, work, show, self.say_trouble, group="rows")

    @on(PagedTable.Needed)
    def _bring_rows(self, needed: PagedTable.Needed) -> None:
        chosen, order, register = self.chosen, self.order, self.session.register
        run_job(
            self,
            lambda: report_page(register, chosen, order, needed.offset, needed.limit),
            lambda lines: self.query_one(PagedTable).supply(needed.offset, lines),
            self.say_trouble,
            group="rows",
        )

    @on(PagedTable.Moved)
    def _show_place(self) -> None:
        table = self.query_one(PagedTable)
        first, last = table.window
        self.query_one("#count", Static).update(content(count_line(first, last, self.counts)))
        self.query_one("#whole-row", Static).update(content(self._in_full(table.current)))

    def _in_full(self, line: ReportLine | None) -> str:
        """What the columns shorten, written out."""
        if line is None and self.counts.matching == 0 and self.counts.total:
            return _("Ingen treff. a tømmer søk og filtre; : finner alle personer i registeret.")
        if line is None:
            return ""
        return shorten(" · ".join(self._layout.shortened(line)), 2 * (self.size.width - 2) - 12)

    def _show_header(self) -> None:
        width = self.size.width - 2
        actor = self.session.actor
        who = f"{actor.user} · {norwegian_date(actor.as_of)}"
        title = _("Deltakere som har avsluttet introduksjonsprogram")
        self.query_one("#title", Static).update(content(_two_ends(title, who, width)))
        line = crumbs(self.chosen, self.session.register.reference)
        if self.counts.to_correct:
            right = _("{dot} {count} må rettes").format(dot=DOT, count=self.counts.to_correct)
        else:
            right = _("ingen her må rettes")
        both = content(_two_ends(line, right, width))
        accent = "$accent" if self.counts.to_correct else "$text-muted"
        self.query_one("#crumbs", Static).update(
            both.stylize(f"bold {accent}", len(both.plain) - len(right))
        )

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

    def _take_filter(self, chosen: ReportFilter | None) -> None:
        if chosen is not None:
            self.show_filter(chosen)

    def show_filter(self, chosen: ReportFilter) -> None:
        """Show the report through a filter."""
        self.chosen = chosen
        search = self.query_one("#search", Input)
        with search.prevent(Input.Changed):
            search.value = chosen.search
        self.reload()

    def do_clear(self) -> None:
        """Search and filters away, the law stays."""
        self.show_filter(self.chosen.cleared())

    def do_first(self) -> None:
        """The filters the report opened with."""
        self.show_filter(self._first_filter(self.chosen.law))

    def do_correct(self) -> None:
        """Only those that need correction, or all again."""
        self.show_filter(replace(self.chosen, needs_correction=not self.chosen.needs_correction))

    def do_new_law(self) -> None:
        """The report under integreringsloven; while ordering, column 1."""
        self._digit(1, Law.INTEGRERINGSLOVEN)

    def do_old_law(self) -> None:
        """The report under introduksjonsloven; while ordering, column 2."""
        self._digit(2, Law.INTRODUKSJONSLOVEN)

    def _digit(self, number: int, law: Law) -> None:
        if self._ordering:
            self.action_order(number)
        elif law is not self.chosen.law:
            self._remembered[self.chosen.law] = self.chosen
            self.show_filter(self._remembered.get(law) or self._first_filter(law))

    def do_order(self) -> None:
        """The next digit names the column."""
        self._ordering = True
        names = (_("DUF"), _("navn"), _("kategori"), _("sluttmål"), _("årsak"), _("dato"))
        columns = "  ".join(f"{n} {name}" for n, name in enumerate(names, 1))
        self.say(_("Sorter på: {columns}").format(columns=columns))

    def action_order(self, number: int) -> None:
        """Order by a column, the same again turns round."""
        if not self._ordering:
            return
        self._ordering = False
        self.order = self.order.by(COLUMNS[number - 1])
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
        """Open the person on the row, with the report as it is as the walk."""
        table = self.query_one(PagedTable)
        line = table.current
        if self._is_asking:
            # What is on the screen is older than what was typed.
            found = report_page(self.session.register, self.chosen, self.order, 0, 1)
            line = next(iter(found), None)
        if line:
            await self._open(line, table.position)

    async def _open(self, line: ReportLine, position: int) -> None:
        from nir_tui.screens.person import PersonScreen

        dufs = report_dufs(self.session.register, self.chosen, self.order)
        if line.duf not in dufs:
            self.reload(position)
            return
        self._left_from = Walk(self.session.register, dufs, dufs.index(line.duf))
        await self.app.push_screen(PersonScreen(line.duf, self._left_from))

    def on_screen_resume(self) -> None:
        """Back from a person: the same place, as the register now is."""
        walk, self._left_from = self._left_from, None
        if walk is None:
            self.reload(self.query_one(PagedTable).position)
            return
        try:
            now = report_dufs(self.session.register, self.chosen, self.order)
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


def _two_ends(left: str, right: str, width: int) -> str:
    """One text to the left, another to the right of a line."""
    room = width - len(right) - 1
    return fit(left, room) + " " + right

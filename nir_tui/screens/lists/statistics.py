"""`Måloppnåelse`: bars per group, for a year and the year before; Enter opens the report."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from models.list_filter import ListFilter
from models.lists.counts import termination_years
from models.lists.goal_attainment import Statistics, attainment_by_year, goal_attainment
from nir_tui.actions import Scope, bindings
from nir_tui.lists.filter_summary import filter_summary
from nir_tui.lists.header import two_ends
from nir_tui.presentation.drawing import bar, columns
from nir_tui.presentation.i18n import _
from nir_tui.presentation.percentages import percent
from nir_tui.presentation.safe_text import content, fit
from nir_tui.runtime.background import run_job
from nir_tui.screens.common.base import ModalBase
from nir_tui.widgets.key_line import KeyFooter
from nir_tui.widgets.row_list import Heading, RowList, TextRow
from rules.attainment import Attainment, GroupShare
from rules.code_lists import Group, Law
from rules.message import norwegian_date
from rules.reasons import reasons_of

_COUNT, _SHARE = 9, 9
_MOST_YEARS = 24
"""Years drawn as blocks: the newest, up to the one that is shown."""
_PARTS = 10_000
"""Shares are drawn to this part."""


@dataclass(frozen=True, slots=True)
class _GroupRow(TextRow):
    group: Group | None = None
    year: int = 0


class _Counted(NamedTuple):
    """The first year with a termination, the figures of both years, and those of each year."""

    first_year: int
    both: list[Statistics]
    years: list[Attainment]


class StatisticsScreen(ModalBase):
    """A screen whose answer is a filter of the report, if a bar was opened."""

    where = Scope.STATISTICS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.STATISTICS)]

    def __init__(self, list_filter: ListFilter, year: int, row: int = 0) -> None:
        """`list_filter` is the filter of the report; `year` replaces its years.

        `row`: the line under the cursor at first, counted from 0.
        """
        super().__init__()
        self._first_row = row
        self._chosen = replace(list_filter, years=())
        self._year = year
        self._opened_row = 0
        self._first_year = 0
        """The first year with a termination; 0 until it is read, so that no year is too early."""

    def compose(self) -> ComposeResult:
        """Yield title, filters, bars, the basis of the shares, and keys."""
        yield Static(id="title", markup=False)
        yield Static(id="crumbs", markup=False)
        yield RowList()
        yield Static(id="basis", markup=False)
        yield KeyFooter()

    def reopened(self) -> "StatisticsScreen":
        """Return a new screen that shows the same, with the cursor on the bar that was opened."""
        return StatisticsScreen(self._chosen, self._year, self._opened_row)

    def on_mount(self) -> None:
        """Count the terminations."""
        self.query_one(RowList).start_at(self._first_row)
        self.query_one(RowList).focus()
        self._count()

    def _count(self) -> None:
        session, list_filter, year = self.session, self._chosen, self._year
        as_of = session.actor.as_of

        def work() -> _Counted:
            first = min(termination_years(session.register, list_filter.law), default=as_of.year)
            both = [
                goal_attainment(session.register, replace(list_filter, years=(of,)), as_of)
                for of in (year, year - 1)
            ]
            years = tuple(range(max(first, year - _MOST_YEARS + 1), year + 1))
            every = replace(list_filter, years=years)
            _found, by_year = attainment_by_year(session.register, every, as_of)
            return _Counted(first, both, [one.attainment for _year, one in by_year])

        run_job(self, work, self._show, self.show_error)

    def _show(self, counted: _Counted) -> None:
        self._first_year, both = counted.first_year, counted.both
        self.show_keys()
        session, width = self.session, self.app.size.width - 2
        who = f"{session.actor.user} · {norwegian_date(session.actor.as_of)}"
        title = _("Måloppnåelse {year}").format(year=self._year)
        self.query_one("#title", Static).update(content(two_ends(title, who, width)))
        filters = filter_summary(self._chosen, session.register, width)
        self.query_one("#crumbs", Static).update(content(filters))
        self.query_one(RowList).show(list(self._rows(both, counted.years, width)))
        basis = Content("\n").join(content(_basis(found), "$text-muted") for found in both)
        self.query_one("#basis", Static).update(basis)

    def _rows(
        self, both: list[Statistics], years: list[Attainment], width: int
    ) -> Iterator[TextRow]:
        now, before = (found.attainment.groups for found in both)
        for number, (this, last) in enumerate(zip(now, before, strict=True)):
            of_group = [year.groups[number] for year in years]
            yield Heading(_(this.group), self._years_drawn(of_group))
            yield self._row(this, self._year, width, "")
            yield self._row(last, self._year - 1, width, "$text-muted")

    def _years_drawn(self, of_group: list[GroupShare]) -> str:
        """Return the shares of a group, one block a year, between its first and last year."""
        shares = [round((one.share or 0) * _PARTS) for one in of_group]
        if len(shares) < 2 or not any(shares):
            return ""
        return f"{self._year - len(shares) + 1} {columns(shares)} {self._year}"

    def _row(self, group: GroupShare, year: int, width: int, style: str) -> _GroupRow:
        room = width - 8 - _COUNT - _SHARE - 1
        drawn = fit(bar(group.share, room), room)
        text = f"  {year}  {drawn}{group.count:>{_COUNT}}{percent(group.share):>{_SHARE}}"
        return _GroupRow(text, style, group.group, year)

    # What can be done

    def unavailable_reason(self, action_id: str) -> str | None:
        """Return that there is no year before the first termination, nor after today's."""
        if action_id == "statistics.earlier" and self._year <= self._first_year:
            return _("Dette er det første året")
        if action_id == "statistics.later" and self._year >= self.session.actor.as_of.year:
            return _("Dette er det siste året")
        return None

    def do_open(self) -> None:
        """Open the report of the persons behind a bar."""
        row = self.query_one(RowList).current
        if isinstance(row, _GroupRow) and row.group:
            asked = self._chosen.reasons
            behind = tuple(r for r in reasons_of(row.group) if not asked or r in asked)
            if not behind:
                self.show_status(_("Ingen bak denne søylen"))
                return
            self._opened_row = self.query_one(RowList).highlighted or 0
            self.dismiss(replace(self._chosen, years=(row.year,), reasons=behind))

    def do_earlier(self) -> None:
        """Show the year before."""
        self._turn_to(self._year - 1)

    def do_later(self) -> None:
        """Show the year after."""
        self._turn_to(self._year + 1)

    def _turn_to(self, year: int) -> None:
        self._year = year
        self._count()
        self.show_keys()

    def do_new_law(self) -> None:
        """Show goal attainment under integreringsloven."""
        self._take_filter(replace(self._chosen, law=Law.INTEGRERINGSLOVEN))

    def do_old_law(self) -> None:
        """Show goal attainment under introduksjonsloven."""
        self._take_filter(replace(self._chosen, law=Law.INTRODUKSJONSLOVEN))

    def do_filters(self) -> None:
        """Choose filters."""
        from nir_tui.screens.lists.filter_form import FilterForm

        list_filter = replace(self._chosen, years=(self._year,))
        years = termination_years(self.session.register, list_filter.law)
        self.app.push_screen(FilterForm(list_filter, years), self._take_filter)

    def _take_filter(self, list_filter: ListFilter | None) -> None:
        if list_filter is None:
            return
        if list_filter.years:
            self._year = max(list_filter.years)
        if len(list_filter.years) > 1:
            self.show_status(_("Viser {year} mot året før").format(year=self._year))
        self._chosen = replace(list_filter, years=())
        self._count()


def _basis(found: Statistics) -> str:
    """Return the basis of the shares, and how much of it still needs correction."""
    reached = found.attainment
    share = found.needs_correction / reached.total if reached.total else None
    text = _("{year}: tallgrunnlag {basis} av {total} avsluttede. Må rettes: {count} {share}")
    return text.format(
        year=found.years[0],
        basis=reached.denominator,
        total=reached.total,
        count=found.needs_correction,
        share=f"({percent(share)})" if share is not None else "",
    ).rstrip()

"""A list from which figures are opened: goal attainment and the yearly control."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from models.list_filter import ListFilter
from models.lists.counts import termination_years
from models.lists.pages import visible_lines
from models.lists.sort_order import Order
from nir_tui.lists.walk import Walk
from nir_tui.screens.lists.remembered_list import RememberedList
from nir_tui.session.session import Session

if TYPE_CHECKING:
    from nir_tui.screens.lists.control import ControlAnswer, ControlScreen
    from nir_tui.screens.lists.statistics import StatisticsScreen


class FiguresList(RememberedList):
    """Figures over a list; Esc in the list behind a figure leads back to that figure."""

    def __init__(self, session: Session, offers_place: bool = True) -> None:
        """`offers_place`: whether the place of the last session is offered."""
        super().__init__(session, offers_place)
        self._way_back: Callable[[], None] | None = None
        self._opened: ListFilter | None = None

    def show_filter(self, list_filter: ListFilter) -> None:
        """Show the list of a filter."""
        self._state.narrow(list_filter)
        if not self.writes_search():
            self._state.narrow(list_filter.cleared())
        self._show_state()

    def _show_state(self) -> None:
        self._show_search()
        self.reload(follow=self.row_to_follow)

    def goes_back(self) -> bool:
        """Go back to the figure behind which the list was opened; False if it is another list."""
        way_back, self._way_back = self._way_back, None
        if way_back is None or self.list_filter != self._opened:
            return False
        way_back()
        return True

    def _open_behind(self, wanted: ListFilter, reopen: Callable[[], None]) -> None:
        """Show the list behind a figure; `reopen` shows the figure again, over the list before."""
        before = self.list_filter, self.order
        self.show_filter(wanted)
        self._opened, self._way_back = self.list_filter, partial(self._restore, before, reopen)

    def _restore(self, before: tuple[ListFilter, Order], reopen: Callable[[], None]) -> None:
        list_filter, order = before
        self._state.narrow(list_filter)
        self._state.order = order
        self._show_state()
        reopen()

    def do_statistics(self) -> None:
        """Show goal attainment of the list; Enter on a bar shows its rows."""
        from nir_tui.screens.lists.statistics import StatisticsScreen

        list_filter, this_year = self._state.for_report, self.session.actor.as_of.year
        # Under the old law the last year with a termination is long past.
        years = self.list_filter.years or termination_years(self.session.register, list_filter.law)
        year = max((year for year in years if year <= this_year), default=this_year)
        self._open_statistics(StatisticsScreen(list_filter, year))

    def _open_statistics(self, statistics: "StatisticsScreen") -> None:
        def take(answer: ListFilter | None) -> None:
            if answer is not None:
                self._open_behind(answer, lambda: self._open_statistics(statistics.reopened()))

        self.app.push_screen(statistics, take)

    def do_control(self) -> None:
        """Show the yearly control of the municipality; Enter opens what is behind a check."""
        from models.lists.control import Controlled
        from nir_tui.screens.lists.control import ControlScreen
        from rules.control import control_year

        session = self.session
        place = self.list_filter.municipality or session.own_municipality
        controlled = Controlled(place, None, control_year(session.actor.as_of))
        self._open_control(ControlScreen(controlled))

    def _open_control(self, screen: "ControlScreen") -> None:
        async def take(answer: "ControlAnswer | None") -> None:
            if isinstance(answer, ListFilter):
                self._open_behind(answer, lambda: self._open_control(screen.reopened()))
            elif answer:
                await self._walk_through(answer)

        self.app.push_screen(screen, take)

    async def _walk_through(self, dufs: tuple[str, ...]) -> None:
        """Open persons whom no filter finds, one after another."""
        session = self.session
        with session.register.read():
            lines = visible_lines(session.register, dufs, session.actor.as_of)
        if lines:
            walk = Walk.resumed(self.listed, lines, lines[0].duf)
            await self.open_walk(lines[0], walk, of_list=False)

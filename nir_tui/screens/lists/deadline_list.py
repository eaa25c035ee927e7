"""A list of persons under a small histogram: the deadlines of each of the next twelve months."""

from dataclasses import replace
from functools import partial
from itertools import pairwise

from models.list_filter import ListFilter
from models.lists.counts import Counts, count_deadlines
from models.lists.list_kinds import kind_of
from nir_tui.lists.header import deadline_months_line
from nir_tui.screens.lists.list_view import ListView
from nir_tui.session.session import Session
from nir_tui.widgets.text_line import TextLine
from rules.months import add_months

MONTHS = 12


class DeadlineList(ListView):
    """Counts the deadlines once the rows are shown, and again when another place is shown."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._months: tuple[int, ...] = ()
        self._months_of: ListFilter | None = None

    def _take_counts(self, counts: Counts) -> None:
        super()._take_counts(counts)
        if kind_of(self.list_filter).of_terminations:
            return
        # Only law and place count, so a search leaves them as they are.
        shown = self.list_filter
        place = replace(
            shown.cleared(),
            law=shown.law,
            municipality=shown.municipality,
            district=shown.district,
        )
        if place != self._months_of:
            self._months = ()
            count = partial(_deadlines_by_month, self.session, place)
            take = partial(self._take_months, place)
            self._reading.run(self, "months", count, take, self.show_error)

    def _take_months(self, place: ListFilter, months: tuple[int, ...]) -> None:
        self._months, self._months_of = months, place
        self._show_header()

    def _show_header(self) -> None:
        super()._show_header()
        months = () if kind_of(self.list_filter).of_terminations else self._months
        if months and not self.query("#months"):
            # The first screen of all is a report, which is shown sooner without this line.
            self.query_one("#search-line").mount(TextLine(id="months"), before="#deadlines")
        for line in self.query("#months").results(TextLine):
            line.show_or_hide(deadline_months_line(months))


def _deadlines_by_month(session: Session, place: ListFilter) -> tuple[int, ...]:
    """Return the number of deadlines in each of the next months, the first from today on."""
    register, as_of = session.register, session.actor.as_of
    days = [(add_months(as_of, month) - as_of).days for month in range(1, MONTHS + 1)]
    within = [count_deadlines(register, place, as_of, number) for number in days]
    return tuple(after - before for before, after in pairwise((0, *within)))

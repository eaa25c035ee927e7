"""The filter and order of each list, and how the keys change them."""

from dataclasses import replace

from models.list_filter import ENGINE, ListFilter, Subject
from models.lists.list_kinds import kind_of
from models.lists.sort_order import Order
from models.lists.visibility import restricted_filter
from nir_tui.lists.marks import Marks
from nir_tui.session.session import Session
from rules.code_lists import Law

DAYS_AHEAD = 30
"""The number of days ahead in which a deadline is near."""


class ListState:
    """Filter and order of the list shown; each list reappears as it was left."""

    def __init__(self, session: Session) -> None:
        """Begin as the guide's section 3 asks: own municipality, by the engine, this year."""
        self._session = session
        self._left: dict[tuple[Subject, Law | None], tuple[ListFilter, Order]] = {}
        self._orders: dict[tuple[object, ...], Order] = {}
        self.marks = Marks()
        self.list_filter = self._first(ListFilter())
        self.order = Order(kind_of(self.list_filter).first_column)

    def _first(self, of: ListFilter) -> ListFilter:
        own = self._session.own_municipality
        first = replace(of.cleared(), municipality=own)
        if own is None or first.law is not Law.INTEGRERINGSLOVEN:
            return first
        return replace(first, years=(self._session.actor.as_of.year,), registered_by=ENGINE)

    def narrow(self, list_filter: ListFilter) -> None:
        """Apply another filter; another list, or another kind of it, has its own order.

        That is the order in which the kind was left.
        """
        register = self._session.register
        list_filter = restricted_filter(register.access, register.reference, list_filter)
        kind, kind_before = _kind(list_filter), _kind(self.list_filter)
        self._left[_list_of(self.list_filter)] = (self.list_filter, self.order)
        if _list_of(list_filter) != _list_of(self.list_filter):
            self.marks.clear()
        self.list_filter = list_filter
        if kind != kind_before:
            self._orders[kind_before] = self.order
            self.order = self._orders.get(kind) or Order(kind_of(list_filter).first_column)

    def go_to(self, wanted: ListFilter) -> bool:
        """Go to another list, as it was left or as it opens; False if it is already shown in full.

        If the list of persons is shown already, it shows all persons again.
        """
        there = _list_of(wanted)
        if there == _list_of(self.list_filter):
            return self._back_to_all()
        left = self._left.get(there)
        self.narrow(left[0] if left else self._first(wanted))
        if left:
            self.order = left[1]
        return True

    def _back_to_all(self) -> bool:
        list_filter = self.list_filter
        if kind_of(list_filter).of_terminations or _kind(list_filter) == _kind(
            list_filter.cleared()
        ):
            return False
        all_again = replace(list_filter, deadline_within=None, statuses=(), needs_correction=False)
        self.narrow(all_again)
        return True

    def put_back(self, list_filter: ListFilter, order: Order) -> None:
        """Restore filter and order after a list that could not be shown."""
        self.list_filter, self.order = list_filter, order

    def clear(self) -> None:
        """Remove search and filters; the list stays."""
        self.narrow(self.list_filter.cleared())

    def reset_filters(self) -> None:
        """Restore the filters the list opened with."""
        self.narrow(self._first(self.list_filter))

    def toggle_corrections(self) -> None:
        """Show only rows that need correction, or all again."""
        turned = replace(self.list_filter, needs_correction=not self.list_filter.needs_correction)
        self.narrow(replace(turned, statuses=(), deadline_within=None))

    def toggle_deadlines(self) -> None:
        """Show the persons whose deadline falls soon; if shown already, all again."""
        list_filter = self.list_filter
        within = None if list_filter.deadline_within is not None else DAYS_AHEAD
        if kind_of(list_filter).of_terminations:
            list_filter = ListFilter(
                Subject.PERSONS, list_filter.law, list_filter.municipality, list_filter.district
            )
        self.narrow(
            replace(list_filter, deadline_within=within, statuses=(), needs_correction=False)
        )

    def sort_by(self, column: str) -> None:
        """Order by a column; the same column again reverses the order."""
        self.order = self.order.by(column)

    def search(self, text: str) -> bool:
        """Search; False if the search is the same."""
        if text == self.list_filter.search:
            return False
        self.list_filter = replace(self.list_filter, search=text)
        return True

    @property
    def for_report(self) -> ListFilter:
        """Law, municipality and district of the list shown, as a filter of the report."""
        list_filter = self.list_filter
        law = list_filter.law or Law.INTEGRERINGSLOVEN
        return ListFilter(Subject.ENDED, law, list_filter.municipality, list_filter.district)


def _list_of(list_filter: ListFilter) -> tuple[Subject, Law | None]:
    """Return the key of the list (one of three) that a filter belongs to."""
    return list_filter.subject, list_filter.law if kind_of(list_filter).has_one_law else None


def _kind(list_filter: ListFilter) -> tuple[object, ...]:
    """Return what decides the first order of a list."""
    return _list_of(list_filter), kind_of(list_filter)

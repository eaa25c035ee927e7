"""What is shown of which list: filter and order, and how the keys change them."""

from dataclasses import replace

from models.list_filter import ENGINE, ListFilter, Subject
from models.lists.sort_order import Labels, Order, first_order
from models.lists.visibility import restricted_filter
from nir_tui.lists.columns import columns_of
from nir_tui.lists.header import DAYS_AHEAD
from nir_tui.session.session import Session
from rules.code_lists import Law


class ListState:
    """Filter and order of the list shown; each list is found again as it was left."""

    def __init__(self, session: Session) -> None:
        """Open as the guide's section 3 asks: own municipality, the engine's, this year."""
        self._session = session
        self._left: dict[tuple[Subject, Law | None], tuple[ListFilter, Order]] = {}
        self._orders: dict[tuple[object, ...], Order] = {}
        self.list_filter = self._first(ListFilter())
        self.order = first_order(self.list_filter)

    def _first(self, of: ListFilter) -> ListFilter:
        own = self._session.own_municipality
        first = replace(of.cleared(), municipality=own)
        if own is None or first.law is not Law.INTEGRERINGSLOVEN:
            return first
        return replace(first, years=(self._session.actor.as_of.year,), registered_by=ENGINE)

    def narrow(self, list_filter: ListFilter) -> None:
        """Show another filter; another list, or another kind of it, has an order of its own.

        It is the one that kind was left in.
        """
        register = self._session.register
        list_filter = restricted_filter(register.access, register.reference, list_filter)
        kind, kind_before = _kind(list_filter), _kind(self.list_filter)
        self._left[_list_of(self.list_filter)] = (self.list_filter, self.order)
        self.list_filter = list_filter
        if kind != kind_before:
            self._orders[kind_before] = self.order
            self.order = self._orders.get(kind) or _first_order(list_filter)

    def go_to(self, wanted: ListFilter) -> bool:
        """Go to another list, as it was left, or as it opens; False where one is there already.

        Asked for once more, the list of persons is of all of them again.
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
        if list_filter.subject is not Subject.PERSONS or _kind(list_filter) == _kind(
            list_filter.cleared()
        ):
            return False
        all_again = replace(list_filter, deadline_within=None, statuses=(), needs_correction=False)
        self.narrow(all_again)
        return True

    def put_back(self, list_filter: ListFilter, order: Order) -> None:
        """What could not be shown is not what is shown."""
        self.list_filter, self.order = list_filter, order

    def clear(self) -> None:
        """Search and filters away, the list stays."""
        self.narrow(self.list_filter.cleared())

    def begin_anew(self) -> None:
        """The filters the list opened with."""
        self.narrow(self._first(self.list_filter))

    def turn_correct(self) -> None:
        """Only those that need correction, or all again."""
        turned = replace(self.list_filter, needs_correction=not self.list_filter.needs_correction)
        self.narrow(replace(turned, statuses=(), deadline_within=None))

    def turn_deadlines(self) -> None:
        """The persons whose deadline falls soon; there, all again."""
        list_filter = self.list_filter
        within = None if list_filter.deadline_within is not None else DAYS_AHEAD
        if list_filter.subject is Subject.ENDED:
            list_filter = ListFilter(
                Subject.PERSONS, list_filter.law, list_filter.municipality, list_filter.district
            )
        self.narrow(
            replace(list_filter, deadline_within=within, statuses=(), needs_correction=False)
        )

    def sort_by(self, column: str) -> None:
        """Order by a column, the same again turns round."""
        self.order = self.order.by(column)

    def show_labels(self, labels: Labels) -> None:
        """Order by what is shown."""
        self.order = replace(self.order, labels=labels)

    def search(self, text: str) -> bool:
        """Search; False where that is what is searched for already."""
        if text == self.list_filter.search:
            return False
        self.list_filter = replace(self.list_filter, search=text)
        return True

    @property
    def for_report(self) -> ListFilter:
        """Law, municipality and district of what is shown, as a filter of the report."""
        list_filter = self.list_filter
        law = list_filter.law or Law.INTEGRERINGSLOVEN
        return ListFilter(Subject.ENDED, law, list_filter.municipality, list_filter.district)


def _list_of(list_filter: ListFilter) -> tuple[Subject, Law | None]:
    """Which of the three lists a filter is of."""
    return list_filter.subject, list_filter.law if list_filter.subject is Subject.ENDED else None


def _first_order(list_filter: ListFilter) -> Order:
    """As on the command line, but of the persons to correct the oldest first: the work waits."""
    if list_filter.subject is Subject.PERSONS and list_filter.only_corrections:
        return Order("date")
    return first_order(list_filter)


def _kind(list_filter: ListFilter) -> tuple[object, ...]:
    """What decides the order a list has at first."""
    return _list_of(list_filter), columns_of(list_filter), list_filter.deadline_within is None

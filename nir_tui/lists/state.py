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
        self.chosen = self._first(ListFilter())
        self.order = first_order(self.chosen)

    def _first(self, of: ListFilter) -> ListFilter:
        own = self._session.own_municipality
        first = replace(of.cleared(), municipality=own)
        if own is None or first.law is not Law.INTEGRERINGSLOVEN:
            return first
        return replace(first, years=(self._session.actor.as_of.year,), registered_by=ENGINE)

    def narrow(self, chosen: ListFilter) -> None:
        """Show another filter; another list, or another kind of it, has an order of its own.

        It is the one that kind was left in.
        """
        register = self._session.register
        chosen = restricted_filter(register.access, register.reference, chosen)
        kind, kind_before = _kind(chosen), _kind(self.chosen)
        self._left[_list_of(self.chosen)] = (self.chosen, self.order)
        self.chosen = chosen
        if kind != kind_before:
            self._orders[kind_before] = self.order
            self.order = self._orders.get(kind) or _first_order(chosen)

    def go_to(self, wanted: ListFilter) -> bool:
        """Go to another list, as it was left, or as it opens; False where one is there already.

        Asked for once more, the list of persons is of all of them again.
        """
        there = _list_of(wanted)
        if there == _list_of(self.chosen):
            return self._back_to_all()
        left = self._left.get(there)
        self.narrow(left[0] if left else self._first(wanted))
        if left:
            self.order = left[1]
        return True

    def _back_to_all(self) -> bool:
        chosen = self.chosen
        if chosen.subject is not Subject.PERSONS or _kind(chosen) == _kind(chosen.cleared()):
            return False
        all_again = replace(chosen, deadline_within=None, statuses=(), needs_correction=False)
        self.narrow(all_again)
        return True

    def put_back(self, chosen: ListFilter, order: Order) -> None:
        """What could not be shown is not what is shown."""
        self.chosen, self.order = chosen, order

    def clear(self) -> None:
        """Search and filters away, the list stays."""
        self.narrow(self.chosen.cleared())

    def begin_anew(self) -> None:
        """The filters the list opened with."""
        self.narrow(self._first(self.chosen))

    def turn_correct(self) -> None:
        """Only those that need correction, or all again."""
        turned = replace(self.chosen, needs_correction=not self.chosen.needs_correction)
        self.narrow(replace(turned, statuses=(), deadline_within=None))

    def turn_deadlines(self) -> None:
        """The persons whose deadline falls soon; there, all again."""
        chosen = self.chosen
        within = None if chosen.deadline_within is not None else DAYS_AHEAD
        if chosen.subject is Subject.ENDED:
            chosen = ListFilter(Subject.PERSONS, chosen.law, chosen.municipality, chosen.district)
        self.narrow(replace(chosen, deadline_within=within, statuses=(), needs_correction=False))

    def sort_by(self, column: str) -> None:
        """Order by a column, the same again turns round."""
        self.order = self.order.by(column)

    def show_labels(self, labels: Labels) -> None:
        """Order by what is shown."""
        self.order = replace(self.order, labels=labels)

    def search(self, text: str) -> bool:
        """Search; False where that is what is searched for already."""
        if text == self.chosen.search:
            return False
        self.chosen = replace(self.chosen, search=text)
        return True

    @property
    def for_report(self) -> ListFilter:
        """Law, municipality and district of what is shown, as a filter of the report."""
        chosen = self.chosen
        law = chosen.law or Law.INTEGRERINGSLOVEN
        return ListFilter(Subject.ENDED, law, chosen.municipality, chosen.district)


def _list_of(chosen: ListFilter) -> tuple[Subject, Law | None]:
    """Which of the three lists a filter is of."""
    return chosen.subject, chosen.law if chosen.subject is Subject.ENDED else None


def _first_order(chosen: ListFilter) -> Order:
    """As on the command line, but of the persons to correct the oldest first: the work waits."""
    if chosen.subject is Subject.PERSONS and chosen.only_corrections:
        return Order("date")
    return first_order(chosen)


def _kind(chosen: ListFilter) -> tuple[object, ...]:
    """What decides the order a list has at first."""
    return _list_of(chosen), columns_of(chosen), chosen.deadline_within is None

"""One reading of a list: rows, counts, other years and persons set aside, on one state."""

from typing import NamedTuple

from models.list_filter import ListFilter
from models.lists.chosen_columns import chosen_columns
from models.lists.column_registry import LIST_COLUMNS
from models.lists.counts import (
    Counts,
    count_deadlines,
    count_list,
    count_other_years,
    is_slow_to_count,
)
from models.lists.list_kinds import kind_of
from models.lists.list_line import ListLine, with_details
from models.lists.list_reader import ListReader
from models.lists.pages import Anchor, list_page
from models.lists.set_asides import SetAside, set_asides
from models.lists.sort_order import Order
from nir_tui.lists.state import DAYS_AHEAD
from nir_tui.session.session import Session

PAGE_SIZE = 50


class ListResult(NamedTuple):
    """Rows from an offset on, with the counts; `position` is where the cursor belongs."""

    counts: Counts | None
    soon: int
    other_years: int
    position: int
    offset: int
    lines: list[ListLine]
    asides: list[SetAside]


class ListQuery(NamedTuple):
    """A query of the register; `soon` is the count of near deadlines, if known already.

    `follow`: the row that the cursor stays on, if it is in the list. `details`: rows with every
    field, for the pane.
    """

    list_filter: ListFilter
    order: Order
    position: int
    near: Anchor | None = None
    soon: int | None = None
    follow: ListLine | None = None
    details: bool = False

    def look(self, session: Session) -> ListResult:
        """Run the query on one consistent state; a slow count is left for later."""
        with session.register.read():
            return self._look(session)

    def _look(self, session: Session) -> ListResult:
        list_filter, register, as_of = self.list_filter, session.register, session.actor.as_of
        if "columns" not in session.read_choices:
            session.columns.update(chosen_columns(register, session.actor))
            session.read_choices.add("columns")
        is_slow = is_slow_to_count(register, list_filter, as_of)
        counts = None if is_slow else count_list(register, list_filter, as_of)
        soon = self.soon
        if soon is None:
            soon = count_deadlines(register, list_filter, as_of, DAYS_AHEAD)
        total = counts.matching if counts else None
        position, near = self.position, self.near
        if self.follow:
            reader = ListReader(register, list_filter, self.order, as_of)
            if now := reader.line_of(self.follow.duf):
                position = reader.position(now)
                near = Anchor(position, now)
        offset = max(0, position - PAGE_SIZE // 2)
        lines = list_page(register, list_filter, self.order, as_of, offset, PAGE_SIZE, near, total)
        wanted = session.columns.get(kind_of(list_filter).name, ())
        if self.details or any(LIST_COLUMNS[name].needs_details for name in wanted):
            lines = with_details(lines)
        others = count_other_years(register, list_filter, as_of)
        asides = set_asides_of(session, lines)
        return ListResult(counts, soon, others, position, offset, lines, asides)


def set_asides_of(session: Session, lines: list[ListLine]) -> list[SetAside]:
    """Return which of some rows are set aside; only a row to correct can be."""
    dufs = [line.duf for line in lines if line.needs_correction]
    return set_asides(session.register, session.actor.as_of, dufs) if dufs else []


def nearest_anchor(known: dict[int, ListLine], position: int) -> Anchor | None:
    """Return the known row that is nearest to a position, as an anchor."""
    anchors = (Anchor(at, line) for at, line in known.items())
    return min(anchors, key=lambda anchor: abs(anchor.position - position), default=None)

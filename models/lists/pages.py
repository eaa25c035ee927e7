"""Reads a list: a page, the whole list as a stream, and how many rows come before a line."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from operator import add, and_, or_
from typing import Any, NamedTuple

from peewee import SQL, Select

from models.list_filter import ListFilter, Subject
from models.lists.conditions import conditions, days_of
from models.lists.counts import codes_of_sets, planned, require_known_sets, years_of_sets
from models.lists.deadline_columns import (
    ColumnsOf,
    IndexHiddenColumns,
    columns_as_of,
    deadline_column,
)
from models.lists.keyset_pagination import KeysetPager
from models.lists.list_kinds import kind_of
from models.lists.list_line import (
    ListLine,
    all_columns,
    as_line,
    line_columns,
    with_all_tables,
    with_person,
)
from models.lists.order_segments import segments
from models.lists.query_plan import COVERED, QueryPlan, ordered_read_conditions
from models.lists.sort_order import Order, ordering
from models.lists.visibility import restrict_to_access
from models.reference_data.municipalities import Reference
from models.storage.register import Register
from models.tables import ReportRow, database

_BATCH_SIZE = 300


class Anchor(NamedTuple):
    """A line whose position in the list is known: rows near it are found from there."""

    position: int
    line: ListLine


def list_page(
    register: Register,
    list_filter: ListFilter,
    order: Order,
    as_of: datetime.date,
    offset: int = 0,
    limit: int | None = None,
    near: Anchor | None = None,
    total: int | None = None,
) -> list[ListLine]:
    """Return rows of a list from an offset on; all of them without a limit.

    `near` and `total` (the number of rows) only make a page far from the beginning faster.
    """
    if total == 0:
        return []
    with register.read():
        list_filter, reference = restrict_to_access(register, list_filter), register.reference
        found = planned(register, list_filter, as_of, total, order.column)
        if limit is None or found.expects_few:
            query = _gathered(found, order, as_of, line_columns, limit, offset)
            return list(map(as_line, database.execute(query)))
        walk = _walker(list_filter, reference, order, as_of)
        return list(map(as_line, walk.page(line_columns, offset, limit, near, total)))


def line_of(duf: str, as_of: datetime.date) -> ListLine:
    """Return the row of one person, inside a transaction. The caller has checked the access."""
    query = with_person(ReportRow.select(*columns_as_of(line_columns, as_of)))
    query = query.where(ReportRow.duf == duf)
    [row] = database.execute(query)
    return as_line(row)


def visible_lines(register: Register, dufs: Sequence[str], as_of: datetime.date) -> list[ListLine]:
    """Return the rows of some persons in the order given, of those whom the user may see.

    Inside a transaction.
    """
    found: dict[str, ListLine] = {}
    for subject in Subject:
        # A case is seen by the person's municipality, and by the termination's.
        here = restrict_to_access(register, ListFilter(subject, None))
        seen = conditions(here, register.reference, as_of, IndexHiddenColumns())
        for start in range(0, len(dufs), _BATCH_SIZE):
            some = ReportRow.duf.in_(list(dufs[start : start + _BATCH_SIZE]))
            query = with_person(ReportRow.select(*columns_as_of(line_columns, as_of)))
            lines = map(as_line, database.execute(query.where(some, *seen)))
            found |= {line.duf: line for line in lines}
    return [found[duf] for duf in dufs if duf in found]


def stream_list(
    register: Register, list_filter: ListFilter, order: Order, as_of: datetime.date
) -> Iterator[ListLine]:
    """Yield the whole list one row at a time, inside a transaction. Only a short list is sorted.

    Every field of the rows is filled in.
    """
    for rows in _segment_rows(register, list_filter, order, as_of, all_columns, with_all_tables):
        yield from map(as_line, rows)


def list_dufs(
    register: Register, list_filter: ListFilter, order: Order, as_of: datetime.date
) -> list[str]:
    """Return the DUF numbers of the whole list in order, for a correction session."""
    with register.read():
        parts = _segment_rows(register, list_filter, order, as_of, lambda *_: (ReportRow.duf,))
        return [duf for rows in parts for (duf,) in rows]


def list_beyond(
    register: Register,
    list_filter: ListFilter,
    order: Order,
    as_of: datetime.date,
    line: ListLine,
    limit: int,
    backwards: bool = False,
) -> list[ListLine]:
    """Return the rows after a line, or before it, in the list's order, even if it has left."""
    with register.read():
        walk = _walker(restrict_to_access(register, list_filter), register.reference, order, as_of)
        return list(map(as_line, walk.beyond(line_columns, line, limit, backwards)))


def first_after(
    register: Register,
    list_filter: ListFilter,
    order: Order,
    as_of: datetime.date,
    line: ListLine,
) -> ListLine | None:
    """Return the first row after a line, however far off; the line need not be in the list.

    If the index of the order covers the filter, rows are read in index order until one matches.
    Otherwise all rows are gathered from the index that covers them, since a rare match is far off.
    """
    with register.read():
        list_filter = restrict_to_access(register, list_filter)
        found = planned(register, list_filter, as_of, ordered_by=order.column)
        if not found.expects_few and order.column in COVERED:
            walk = _walker(list_filter, register.reference, order, as_of)
            met = walk.beyond(line_columns, line, 1, backwards=False)
            return as_line(met[0]) if met else None
        after = found.where(_beside(line, order, as_of, False))
        rows = list(database.execute(_gathered(after, order, as_of, line_columns, limit=1)))
        return as_line(rows[0]) if rows else None


def count_before(
    register: Register, list_filter: ListFilter, order: Order, as_of: datetime.date, line: ListLine
) -> int:
    """Return how many rows of a list come before a line."""
    with register.read():
        found = planned(register, restrict_to_access(register, list_filter), as_of)
        before = found.where(_beside(line, order, as_of, True))
        return sum(part.select(ReportRow.person).count() for part in before.parts)


def _beside(line: ListLine, order: Order, as_of: datetime.date, backwards: bool) -> Any:
    """Return the condition of all rows after a line, or before it, in its segment and others."""
    parts = segments(order, deadline_column(as_of))
    wanted: list[Any] = []
    for segment in reversed(parts) if not backwards else parts:
        if segment.holds(line):
            own = [*segment.conditions, *segment.after_line(line, backwards, inclusive=False)]
            return reduce(or_, [*wanted, reduce(and_, own)])
        wanted.append(reduce(and_, segment.conditions))
    return reduce(or_, wanted)


def _segment_rows(
    register: Register,
    list_filter: ListFilter,
    order: Order,
    as_of: datetime.date,
    columns: ColumnsOf,
    joined: Callable[[Any], Any] = with_person,
) -> Iterator[Iterable[Sequence[Any]]]:
    """Yield the rows of each segment; one after another they are the whole list in order."""
    list_filter, reference = restrict_to_access(register, list_filter), register.reference
    require_known_sets(list_filter, reference)
    found = planned(register, list_filter, as_of, ordered_by=order.column)
    if found.expects_few:
        yield database.execute(_gathered(found, order, as_of, columns, joined=joined))
        return
    walk = _walker(list_filter, reference, order, as_of)
    yield from walk.segment_rows(columns, joined)


def _walker(
    list_filter: ListFilter, reference: Reference, order: Order, as_of: datetime.date
) -> KeysetPager:
    """Return a pager. By date it is limited to the years of the filter's terminations.

    Otherwise a list of one law would first read past all terminations under the older law.
    """
    found = ordered_read_conditions(list_filter, reference, as_of, order.column)
    if order.column == "date" and kind_of(list_filter).of_terminations:
        years = years_of_sets(list_filter, reference)
        found += days_of(*years) if years else []
    return KeysetPager(found, order, as_of, codes_of_sets(list_filter, reference, order.column))


def _gathered(
    found: QueryPlan,
    order: Order,
    as_of: datetime.date,
    columns: ColumnsOf,
    limit: int | None = None,
    offset: int = 0,
    joined: Callable[[Any], Any] = with_person,
) -> Any:
    """Return a query that gathers and sorts rows, and looks up only those of the page."""
    in_order = ordering(order, deadline_column(as_of))
    wanted = joined(ReportRow.select(*columns_as_of(columns, as_of))).order_by(*in_order)
    if found.others is None:
        persons = found.select(ReportRow.person)
        if limit is not None:
            persons = persons.order_by(*in_order).limit(limit).offset(offset)
        return wanted.where(ReportRow.person.in_(persons))
    # The first rows of each part together include the first rows of all.
    each = [part.select(ReportRow.person) for part in found.parts]
    if limit is not None:
        each = [
            _only_persons(rows.order_by(*ordering(order, part.deadline)).limit(offset + limit))
            for rows, part in zip(each, found.parts, strict=True)
        ]
        wanted = wanted.limit(limit).offset(offset)
    return wanted.where(ReportRow.person.in_(reduce(add, each)))


def _only_persons(rows: Any) -> Any:
    """Wrap a query with its own LIMIT as a subquery, so that UNION may combine it with others."""
    return Select((rows.alias("part"),), (SQL("person_id"),))

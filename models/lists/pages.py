"""Reads a list: a page, the whole list as a stream, and how many rows come before a line."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add, and_, or_
from typing import Any, NamedTuple

from peewee import JOIN, SQL, Select, fn

from models.errors import UnknownCode, Unusable
from models.list_filter import ListFilter, Subject
from models.lists.columns import ColumnsOf, columns_as_of, deadline_column
from models.lists.conditions import days_of
from models.lists.counts import codes_of_sets, planned, require_known_sets, years_of_sets
from models.lists.keyset_pagination import KeysetPager
from models.lists.query_plan import COVERED, QueryPlan, ordered_read_conditions
from models.lists.segment_queries import with_person
from models.lists.segments import segments
from models.lists.sort_order import Order, ordering
from models.lists.visibility import restrict_to_access
from models.reference_data.municipalities import Reference
from models.storage.known_codes import require_known_codes
from models.storage.register import Register
from models.tables import PersonRow, ReportRow, TerminationRow, database
from models.tables.base import day_of, moment_of
from rules.code_lists import Status
from rules.duf_number import format_duf


class ListLine(NamedTuple):
    """One row in plain values. From `reason` on: the active termination, None without one.

    The deadlines are those of the day for which the list was read.
    """

    duf: str
    first_name: str
    last_name: str
    law: str
    category: str
    goal: str | None
    status: str
    municipality: str
    district: str | None
    start_deadline: datetime.date | None
    completion_deadline: datetime.date | None
    deadline: datetime.date | None
    open_leave: bool
    from_report: bool
    reason: str | None
    date: datetime.date | None
    ended_municipality: str | None
    ended_district: str | None
    registered_by: str | None
    by_engine: bool | None

    @property
    def name(self) -> str:
        """`Fornavn, Etternavn`."""
        return f"{self.first_name}, {self.last_name}"

    @property
    def needs_correction(self) -> bool:
        """Whether the termination must be corrected."""
        return self.status == Status.NEEDS_CORRECTION


@dataclass(frozen=True, slots=True)
class Anchor:
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
            query = _gathered(found, order, as_of, _line_columns, limit, offset)
            return list(map(_line, database.execute(query)))
        walk = _walker(list_filter, reference, order, as_of)
        return list(map(_line, walk.page(_line_columns, offset, limit, near, total)))


def line_of(duf: str, as_of: datetime.date) -> ListLine:
    """Return the row of one person, inside a transaction. The caller has checked the access."""
    query = with_person(ReportRow.select(*columns_as_of(_line_columns, as_of)))
    query = query.where(ReportRow.duf == duf)
    [row] = database.execute(query)
    return _line(row)


def stream_list(
    register: Register, list_filter: ListFilter, order: Order, as_of: datetime.date
) -> Iterator["FullLine"]:
    """Yield the whole list one row at a time, inside a transaction. Only a short list is sorted."""
    also = (PersonRow.sex, PersonRow.born, PersonRow.reported_age, _first_registered_at())

    def columns(*deadlines: Any) -> tuple[Any, ...]:
        return (*_line_columns(*deadlines), *also)

    joined = _with_person_and_termination
    for rows in _segment_rows(register, list_filter, order, as_of, columns, joined):
        yield from map(_full_line, rows)


def _with_person_and_termination(query: Any) -> Any:
    is_active = (TerminationRow.person == PersonRow.id) & TerminationRow.deleted_at.is_null()
    return with_person(query).join(TerminationRow, JOIN.LEFT_OUTER, on=is_active)


def _line(row: Sequence[Any]) -> ListLine:
    """Convert stored values to a line. Raises Unusable for values that cannot be read."""
    try:
        return _line_of(row)
    except UnknownCode as error:
        raise UnknownCode(error.code, format_duf(row[0])) from error
    except (ValueError, TypeError) as error:
        raise _unreadable(str(row[0])) from error


def _unreadable(duf: str) -> Unusable:
    # Imported here: the first screen needs no module of `cases`.
    from models.cases.case import unreadable_case_message

    return Unusable(unreadable_case_message(duf))


def _line_of(row: Sequence[Any]) -> ListLine:
    # Converted by hand, which is faster than Peewee's conversion.
    start, completion, deadline, on_leave, from_report, reason, ended = row[9:16]
    municipality, district, by, by_engine = row[16:]
    law, category, goal, status = row[3:7]
    require_known_codes(law, category, status, goal, reason)
    values = (
        *row[:9],
        *(day_of(start), day_of(completion), day_of(deadline)),
        *(bool(on_leave), bool(from_report), reason, day_of(ended)),
        *(municipality, district, by, None if by_engine is None else bool(by_engine)),
    )
    return ListLine._make(values)


def _full_line(row: Sequence[Any]) -> "FullLine":
    """Convert stored values to a line with the fields that only files show."""
    sex, born, reported_age, registered_at = row[20:]
    line = _line(row[:20])
    try:
        return FullLine(line, sex, day_of(born), reported_age, moment_of(registered_at))
    except (ValueError, TypeError) as error:
        raise _unreadable(line.duf) from error


class FullLine(NamedTuple):
    """A row with the fields that only files show; `reported_age` if no day of birth is known."""

    line: ListLine
    sex: str
    born: datetime.date | None
    reported_age: int | None
    registered_at: datetime.datetime | None


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
        return list(map(_line, walk.beyond(_line_columns, line, limit, backwards)))


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
            met = walk.beyond(_line_columns, line, 1, backwards=False)
            return _line(met[0]) if met else None
        after = found.where(_beside(line, order, as_of, False))
        rows = list(database.execute(_gathered(after, order, as_of, _line_columns, limit=1)))
        return _line(rows[0]) if rows else None


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


def _line_columns(completion: Any, deadline: Any) -> tuple[Any, ...]:
    """Return the columns in the order of ListLine's fields, given those of the two deadlines."""
    row = ReportRow
    return (
        *(row.duf, PersonRow.first_name, PersonRow.last_name, row.law, row.category, row.goal),
        *(row.status, row.municipality, row.district, row.start_deadline),
        *(completion, deadline, row.open_leave, row.from_report),
        *(row.reason, row.date, row.ended_municipality, row.ended_district),
        *(row.registered_by, row.by_engine),
    )


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
    if order.column == "date" and list_filter.subject is Subject.ENDED:
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


def _first_registered_at() -> Any:
    """Return when the active termination was first registered: an undo brings back an older one."""
    first = TerminationRow.alias("first_version")
    older = first.select(first.registered_at).where(first.id == TerminationRow.restores)
    return fn.COALESCE(older, TerminationRow.registered_at)

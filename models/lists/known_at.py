"""The report as it was known at the end of a day: the terminations that stood then.

They go by the times they carry, those brought in too. All else about a person is as today; so
nobody who was erased is in it.
"""

import datetime
from collections.abc import Iterator, Sequence
from functools import partial, reduce
from operator import or_
from typing import Any

from peewee import Case, Tuple, fn

from models.list_filter import ListFilter
from models.lists.conditions import conditions, days_of
from models.lists.counts import Counts
from models.lists.deadline_columns import IndexHiddenColumns, columns_as_of, deadline_column
from models.lists.list_line import ListLine, all_columns, as_line
from models.lists.sort_order import Order, ordering
from models.lists.visibility import restrict_to_access
from models.storage.known_codes import require_known_codes
from models.storage.register import Register
from models.tables import DecisionRow, PersonRow, ReportRow, TerminationRow, database
from models.tables.base import day_of
from models.tables.norwegian_time import end_of_day
from rules.code_lists import ENGINE, DecisionKind, Status
from rules.reasons import REASONS, START_DEADLINE_EXPIRED


def stream_known(
    register: Register,
    list_filter: ListFilter,
    order: Order,
    as_of: datetime.date,
    day: datetime.date,
) -> Iterator[ListLine]:
    """Yield the report as known at the end of `day`, one row at a time, inside a transaction.

    `as_of` decides the deadlines. Every field of the rows is filled in. Raises NotAllowed.
    """
    row = _KnownColumns()
    query = _known(register, list_filter, day)
    wanted = columns_as_of(partial(all_columns, row=row), as_of)
    query = query.join(PersonRow, on=PersonRow.id == TerminationRow.person)
    in_order = ordering(order, deadline_column(as_of), row)
    yield from map(as_line, database.execute(query.select(*wanted).order_by(*in_order)))


def count_known(register: Register, list_filter: ListFilter, day: datetime.date) -> Counts:
    """Count the rows of the report as known at the end of a day. Raises NotAllowed."""
    with register.read():
        every = ListFilter(list_filter.subject, list_filter.law)
        total, to_correct = _counted(register, every, day)
        matching = total
        if list_filter != every:
            matching, to_correct = _counted(register, list_filter, day)
    return Counts(total, matching, to_correct)


def _counted(register: Register, list_filter: ListFilter, day: datetime.date) -> tuple[int, int]:
    rows = list(_counts(register, list_filter, day))
    return sum(count for _key, count, _needs in rows), sum(needs for *_key, needs in rows)


def count_known_by_reason(
    register: Register, list_filter: ListFilter, day: datetime.date
) -> list[tuple[int, str, int, int]]:
    """Return year, reason, count, and how many of these need correction, as known on a day."""
    with register.read():
        counted: dict[tuple[int, str], tuple[int, int]] = {}
        for (date, reason), count, needs in _counts(register, list_filter, day, by_date=True):
            key = (date.year, reason)
            before = counted.get(key, (0, 0))
            counted[key] = (before[0] + count, before[1] + needs)
    return [(*key, *counts) for key, counts in counted.items()]


def _counts(
    register: Register, list_filter: ListFilter, day: datetime.date, by_date: bool = False
) -> Iterator[tuple[tuple[Any, str], int, int]]:
    """Yield the date (None unless `by_date`) and reason, the count, and how many need correction.

    Raises UnknownCode for a code that this version does not know.
    """
    row, of_person = TerminationRow, ReportRow
    date = [row.date] if by_date else []
    codes = [of_person.law, of_person.category, row.reason, *date]
    needs = fn.COUNT(row.id).filter(_needs_correction())
    query = _known(register, list_filter, day).select(*codes, fn.COUNT(row.id), needs)
    rows = database.execute(query.group_by(*codes))
    for law, category, reason, *dated, count, to_correct in rows:
        require_known_codes(law, category, str(Status.ENDED), None, reason)
        yield (day_of(dated[0]) if dated else None, reason), int(count), int(to_correct)


def _known(register: Register, list_filter: ListFilter, day: datetime.date) -> Any:
    """Return a query of the terminations that stood, of those whom the user may see now."""
    list_filter = restrict_to_access(register, list_filter)
    end = end_of_day(day)
    wanted = conditions(list_filter, register.reference, day, _KnownColumns())
    query = TerminationRow.select().join(ReportRow, on=ReportRow.person == TerminationRow.person)
    return query.where(*_stood(TerminationRow, end), ~_newer_one_stood(end), *wanted).switch()


def _stood(row: Any, end: datetime.datetime) -> Sequence[Any]:
    return (row.registered_at < end, row.deleted_at.is_null() | (row.deleted_at >= end))


def _newer_one_stood(end: datetime.datetime) -> Any:
    """Whether a termination registered later stood too: times brought in may overlap."""
    newer, row = TerminationRow.alias("newer"), TerminationRow
    is_newer = Tuple(newer.registered_at, newer.id) > Tuple(row.registered_at, row.id)
    others = newer.select(newer.id).where(newer.person == row.person, is_newer)
    return fn.EXISTS(others.where(*_stood(newer, end)))


def _needs_correction() -> Any:
    """Whether a termination is one to correct, as `rules.engine.needs_correction` says of it."""
    row = TerminationRow
    codes = [code for code, reason in REASONS.items() if reason.may_need_correction]
    kind, decision = str(DecisionKind.PARTICIPATION), DecisionRow
    offered = decision.select(decision.id).where(
        decision.person == row.person, decision.kind == kind, ~decision.annulled
    )
    was_offered = ReportRow.from_report | fn.EXISTS(offered)
    is_right = (row.reason != START_DEADLINE_EXPIRED) | was_offered
    return (row.registered_by == ENGINE) & row.reason.in_(codes) & is_right


class _Years:
    """The year of a termination, of which only the days are stored."""

    def in_(self, years: Sequence[int]) -> Any:
        """Return the condition that the termination is dated in one of some years."""
        each = (days_of(year, year, TerminationRow) for year in years)
        return reduce(or_, ((first & last) for first, last in each))


_NAMES = {"ended_municipality": "municipality", "ended_district": "district"}


class _KnownColumns:
    """The list row's columns, those of the active termination taken from the one that stood."""

    def __getattr__(self, name: str) -> Any:
        match name:
            case "year":
                return _Years()
            case "by_engine":
                return TerminationRow.registered_by == ENGINE
            case "status":
                needs = (_needs_correction(), str(Status.NEEDS_CORRECTION))
                return Case(None, [needs], str(Status.ENDED))
            case "reason" | "date" | "registered_by" | "ended_municipality" | "ended_district":
                return getattr(TerminationRow, _NAMES.get(name, name))
        return getattr(IndexHiddenColumns(), name)

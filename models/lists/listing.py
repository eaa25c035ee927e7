"""Reading a list: a page of it, the whole of it as a stream, and exact counts."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from peewee import JOIN, fn

from models.database import Register
from models.lists.chosen import ListFilter, Subject
from models.lists.columns import completion_column, deadline_column
from models.lists.conditions import conditions, subject_conditions
from models.lists.order import Order, ordering
from models.tables import PersonRow, ReportRow, TerminationRow
from rules.programme import Law, Status


@dataclass(frozen=True, slots=True)
class ListLine:
    """One row in plain values; from `reason` on of the active termination, empty without one.

    The deadlines are those of the day the list was read for.
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
        """Whether somebody has to put the termination right."""
        return self.status == Status.NEEDS_CORRECTION


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows there are, rows through the filter, and how many of these need correction."""

    total: int
    matching: int
    to_correct: int


def count_list(register: Register, chosen: ListFilter, as_of: datetime.date) -> Counts:
    """Count exactly."""
    with register.read():
        total = _narrowed(ReportRow.select(), subject_conditions(chosen)).count()
        query = ReportRow.select(
            fn.COUNT(ReportRow.person),
            fn.COALESCE(fn.SUM(ReportRow.status == str(Status.NEEDS_CORRECTION)), 0),
        )
        found = conditions(chosen, register.reference, as_of)
        matching, to_correct = next(_tuples(_narrowed(query, found)))
    return Counts(total, matching, int(to_correct))


def count_deadlines(register: Register, chosen: ListFilter, as_of: datetime.date, days: int) -> int:
    """How many fall due within some days, of those in a filter's law, municipality, district."""
    due = ListFilter(
        Subject.PERSONS,
        chosen.law,
        chosen.municipality,
        chosen.district,
        deadline_within=days,
    )
    with register.read():
        found = conditions(due, register.reference, as_of)
        return int(ReportRow.select().where(*found).count())


def list_page(
    register: Register,
    chosen: ListFilter,
    order: Order,
    as_of: datetime.date,
    offset: int = 0,
    limit: int | None = None,
) -> list[ListLine]:
    """Some rows of a list, from an offset on; all without a limit."""
    with register.read():
        query = _in_order(register, chosen, order, as_of, _line_columns(as_of))
        if limit is not None:
            query = query.limit(limit).offset(offset)
        return [ListLine(*row) for row in _tuples(query)]


def stream_list(
    register: Register, chosen: ListFilter, order: Order, as_of: datetime.date
) -> Iterator["FullLine"]:
    """The whole list, one row at a time, inside a transaction."""
    columns = _line_columns(as_of)
    also = (PersonRow.sex, PersonRow.born, PersonRow.reported_age, TerminationRow.registered_at)
    query = _in_order(register, chosen, order, as_of, (*columns, *also)).join(
        TerminationRow,
        JOIN.LEFT_OUTER,
        on=(TerminationRow.person == PersonRow.id) & TerminationRow.deleted_at.is_null(),
    )
    for row in query.tuples().iterator():
        yield FullLine(ListLine(*row[: len(columns)]), *row[len(columns) :])


@dataclass(frozen=True, slots=True)
class FullLine:
    """A row with what only files show; `reported_age` where no day of birth is known."""

    line: ListLine
    sex: str
    born: datetime.date | None
    reported_age: int | None
    registered_at: datetime.datetime | None


def list_dufs(
    register: Register, chosen: ListFilter, order: Order, as_of: datetime.date
) -> list[str]:
    """The DUF numbers of the whole list in order: the walk of a correction session."""
    with register.read():
        query = _in_order(register, chosen, order, as_of, (ReportRow.duf,))
        return [duf for (duf,) in _tuples(query)]


def still_to_correct(register: Register, dufs: list[str]) -> set[str]:
    """Which of some persons need correction now."""
    found: set[str] = set()
    needs = ReportRow.status == str(Status.NEEDS_CORRECTION)
    with register.read():
        for start in range(0, len(dufs), 500):
            query = ReportRow.select(ReportRow.duf).where(
                ReportRow.duf.in_(dufs[start : start + 500]), needs
            )
            found.update(duf for (duf,) in _tuples(query))
    return found


def termination_years(register: Register, law: Law | None) -> list[int]:
    """The termination years there are, under a law or both, newest first."""
    with register.read():
        query = ReportRow.select(ReportRow.year).where(ReportRow.year.is_null(False)).distinct()
        if law is not None:
            query = query.where(ReportRow.law == str(law))
        return sorted((year for (year,) in _tuples(query)), reverse=True)


def _line_columns(as_of: datetime.date) -> tuple[Any, ...]:
    """In the order of ListLine's fields."""
    row = ReportRow
    return (
        *(row.duf, PersonRow.first_name, PersonRow.last_name, row.law, row.category, row.goal),
        *(row.status, row.municipality, row.district, row.start_deadline),
        *(completion_column(as_of), deadline_column(as_of), row.open_leave, row.from_report),
        *(row.reason, row.date, row.ended_municipality, row.ended_district),
        *(row.registered_by, row.by_engine),
    )


def _in_order(
    register: Register,
    chosen: ListFilter,
    order: Order,
    as_of: datetime.date,
    columns: tuple[Any, ...],
) -> Any:
    query = ReportRow.select(*columns).join(PersonRow)
    found = conditions(chosen, register.reference, as_of)
    return _narrowed(query, found).order_by(*ordering(order, as_of))


def _narrowed(query: Any, found: list[Any]) -> Any:
    return query.where(*found) if found else query


def _tuples(query: Any) -> Iterator[tuple[Any, ...]]:
    return iter(query.tuples())

"""The checks of the control that ask a rule for each case: what to read for it, and no more.

List rows and sums in SQL leave out the cases that the rule would leave out for a plain reason; the
rule decides about the others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from peewee import SQL, Case, fn

from models.cases.case import Case as CaseOfPerson
from models.cases.case import LoadContext, build_case_or_fail, load_context
from models.cases.stored_case import stream_stored_of
from models.list_filter import ListFilter
from models.list_rows.parts_mask import masks_of
from models.lists.counts import planned, require_known_sets
from models.lists.deadline_columns import columns_as_of
from models.lists.visibility import restrict_to_access
from models.storage.register import Register
from models.tables import DecisionRow, MeasureRow, ReportRow, TerminationRow, database
from models.tables.base import day_of
from models.tables.norwegian_time import day_in_norway
from rules.code_lists import CasePart, DecisionKind
from rules.control import (
    INTERRUPTIONS,
    Attendance,
    OpenPeriod,
    first_registered,
    is_registered_late,
    lacks_measure,
)
from rules.termination_checks import outside_programme

_BATCH_SIZE = 500


def late_or_outside(
    register: Register, own: ListFilter, as_of: date
) -> tuple[list[str], list[str]]:
    """Return who ended outside the programme, and whose termination was registered late.

    `own` finds the terminations that municipalities registered. Inside a transaction.
    """
    maybe_outside: list[int] = []
    maybe_late: list[int] = []
    for person, ended, deadline, starts_before, registered_at in _terminations(
        register, own, as_of
    ):
        if deadline is None or not starts_before or ended > deadline:
            maybe_outside.append(person)
        if is_registered_late(day_of(ended), day_in_norway(datetime.fromisoformat(registered_at))):
            maybe_late.append(person)
    shared = load_context(register)
    return (
        [
            case.person.duf
            for case in _cases(maybe_outside, shared)
            if outside_programme(case.facts, as_of)
        ],
        [case.person.duf for case in _cases(maybe_late, shared) if _was_late(case)],
    )


def _was_late(case: CaseOfPerson) -> bool:
    active = case.facts.active_by_municipality
    if active is None:
        return False
    first = first_registered(active, case.terminations)
    return is_registered_late(active.date, day_in_norway(first.registered_at))


def _cases(numbers: Sequence[int], shared: LoadContext) -> Iterator[CaseOfPerson]:
    return (build_case_or_fail(stored, shared) for stored in stream_stored_of(numbers))


def _terminations(register: Register, own: ListFilter, as_of: date) -> Iterator[Any]:
    """Yield person, date, completion deadline, whether it had begun, and time of registration."""
    row = ReportRow
    begun = _of_person(DecisionRow, SQL("1")).where(
        DecisionRow.kind == str(DecisionKind.PARTICIPATION), row.date >= _STARTS
    )
    is_active = (TerminationRow.person == row.person) & TerminationRow.deleted_at.is_null()
    columns = columns_as_of(lambda completion, _deadline: (completion,), as_of)
    shown = (row.person, row.date, *columns, fn.EXISTS(begun), TerminationRow.registered_at)
    for query in _queries(register, own, as_of, shown):
        yield from database.execute(query.join(TerminationRow, on=is_active))


def without_measure(register: Register, persons: ListFilter, year: int, as_of: date) -> list[str]:
    """Return who took part in a year and has no measure in it. Inside a transaction."""
    row, first, last = ReportRow, date(year, 1, 1), date(year, 12, 31)
    columns = columns_as_of(lambda completion, _deadline: (completion,), as_of)
    shown = (row.person, row.duf, _start_and_interruption(), *columns, row.date)
    lacks = row.parts.in_(masks_of((), (CasePart.MEASURE,)))
    wanted = (
        row.date.is_null() | (row.date >= first),
        *(column.is_null() | (column >= first) for column in columns),
        lacks | ~fn.EXISTS(_measures_between(first, last)),
    )
    taking_part = replace(persons, with_parts=(CasePart.DECISION,))
    found: list[str] = []
    waiting: dict[int, tuple[str, Attendance]] = {}
    latest = last.isoformat()
    for query in _queries(register, taking_part, as_of, shown):
        for number, duf, begun, deadline, ended in database.execute(query.where(*wanted)):
            start = begun.removesuffix(_INTERRUPTED)
            if not start or start > latest:
                continue
            attendance = Attendance(*map(day_of, (start, deadline, ended)))
            if start != begun:
                waiting[number] = (duf, attendance)
            elif lacks_measure(attendance, year):
                found.append(duf)
    return [*found, *(duf for duf, one in _interrupted(waiting) if lacks_measure(one, year))]


_STARTS = fn.COALESCE(DecisionRow.start, DecisionRow.date)


_INTERRUPTED = "!"


def _start_and_interruption() -> Any:
    """Return a column: the programme start as text, with a sign after it if it is interrupted.

    One column, so that the decisions of a person are looked up once.
    """
    row, kinds = DecisionRow, [str(kind) for kind in INTERRUPTIONS]
    starts = Case(None, [(row.kind == str(DecisionKind.PARTICIPATION), _STARTS)], None)
    marks = Case(None, [(row.kind.in_(kinds), _INTERRUPTED)], "")
    start = fn.COALESCE(fn.MIN(starts).cast("TEXT"), "")
    return _of_person(row, start.concat(fn.MAX(marks)))


def _of_person(table: Any, *columns: Any) -> Any:
    """Return a query of the decisions in force of a list row's person."""
    return table.select(*columns).where(table.person == ReportRow.person, ~table.annulled)


def _measures_between(first: date, last: date) -> Any:
    measure = MeasureRow
    return measure.select(SQL("1")).where(
        measure.person == ReportRow.person,
        measure.deleted_at.is_null(),
        measure.start.is_null() | (measure.start <= last),
        measure.end.is_null() | (measure.end >= first),
    )


def _interrupted(
    waiting: dict[int, tuple[str, Attendance]],
) -> Iterator[tuple[str, Attendance]]:
    """Yield the persons with their leaves and temporary stops, some hundred at a time."""
    numbers, kinds = list(waiting), [str(kind) for kind in INTERRUPTIONS]
    row = DecisionRow
    for at in range(0, len(numbers), _BATCH_SIZE):
        some = numbers[at : at + _BATCH_SIZE]
        query = row.select(row.person, _STARTS, row.end).where(
            row.person.in_(some), row.kind.in_(kinds), ~row.annulled
        )
        periods: dict[int, list[OpenPeriod]] = {}
        for number, start, end in database.execute(query):
            periods.setdefault(number, []).append((day_of(start), day_of(end)))
        for number in some:
            duf, attendance = waiting[number]
            yield duf, replace(attendance, interruptions=tuple(periods[number]))


def _queries(
    register: Register, list_filter: ListFilter, as_of: date, shown: Sequence[Any]
) -> Iterator[Any]:
    """Yield the queries that together find a filter's list rows, for what the user may see."""
    list_filter = restrict_to_access(register, list_filter)
    require_known_sets(list_filter, register.reference)
    for part in planned(register, list_filter, as_of).parts:
        yield part.select(*shown)

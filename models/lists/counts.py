"""Exact counts: read from stored counts if the filter has only sets of values, else counted."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from peewee import fn

from models.list_filter import ENGINE, EVERYONE, ListFilter, Subject
from models.list_rows.parts_mask import masks_of
from models.list_rows.writer import EVERYWHERE
from models.lists.column_registry import filtered_codes
from models.lists.conditions import conditions
from models.lists.list_kinds import kind_of
from models.lists.query_plan import MAX_GATHERED_ROWS, QueryPlan, choose_plan
from models.lists.text_search import count_texts, is_counted_by_text
from models.lists.visibility import restrict_to_access
from models.reference_data.municipalities import Reference
from models.storage.known_codes import require_known_codes
from models.storage.register import Register
from models.tables import CountRow, ReportRow, database
from models.tables.statement_cache import cached_sql
from rules.code_lists import Law, Status

_NEEDS = fn.SUM(CountRow.persons).filter(CountRow.status == str(Status.NEEDS_CORRECTION))
_ROWS_NEED = fn.COUNT(ReportRow.person).filter(ReportRow.status == str(Status.NEEDS_CORRECTION))


class Counts(NamedTuple):
    """The rows of the whole list, those that match the filter, and those of these to correct.

    Unless `is_final`, `matching` is only the number of rows already known.
    """

    total: int
    matching: int
    to_correct: int
    is_final: bool = True


def is_slow_to_count(register: Register, list_filter: ListFilter, as_of: datetime.date) -> bool:
    """Whether the first page may be ready long before the count."""
    with register.read():
        list_filter = restrict_to_access(register, list_filter)
        return (
            not has_only_sets(list_filter)
            and not is_counted_by_text(list_filter)
            and planned(register, list_filter, as_of).estimated_rows > MAX_GATHERED_ROWS
        )


def count_list(register: Register, list_filter: ListFilter, as_of: datetime.date) -> Counts:
    """Count exactly the rows that the user may see. Raises NotAllowed for a removed user."""
    with register.read():
        list_filter = restrict_to_access(register, list_filter)
        require_known_sets(list_filter, register.reference)
        every = restrict_to_access(register, ListFilter(list_filter.subject, list_filter.law))
        if has_only_sets(every):
            total, to_correct = _ready_made(every, register.reference)
        else:
            total, to_correct = _counted(register, every, as_of)
        if list_filter == every:
            matching = total
        elif has_only_sets(list_filter):
            matching, to_correct = _ready_made(list_filter, register.reference)
        else:
            matching, to_correct = _counted(register, list_filter, as_of)
    return Counts(total, matching, to_correct)


def count_deadlines(
    register: Register, list_filter: ListFilter, as_of: datetime.date, days: int
) -> int:
    """Count persons with a deadline within some days, in a filter's law, municipality, district."""
    due = ListFilter(
        Subject.PERSONS,
        list_filter.law,
        list_filter.municipality,
        list_filter.district,
        deadline_within=days,
    )
    with register.read():
        return _counted(register, restrict_to_access(register, due), as_of)[0]


def count_other_years(register: Register, list_filter: ListFilter, as_of: datetime.date) -> int:
    """Count the terminations to correct in other years than a report's, in its law and place."""
    if not kind_of(list_filter).of_terminations or not list_filter.years:
        return 0
    here = ListFilter(
        law=list_filter.law,
        municipality=list_filter.municipality,
        district=list_filter.district,
        needs_correction=True,
    )
    all_years = count_list(register, here, as_of).matching
    return all_years - count_list(register, replace(here, years=list_filter.years), as_of).matching


def termination_years(register: Register, law: Law | None) -> list[int]:
    """Return the termination years that occur, under one law or both, newest first."""
    with register.read():
        every = restrict_to_access(register, ListFilter(Subject.ENDED, law))
        if has_only_sets(every):
            query = _counts(every, register.reference, CountRow.year).where(CountRow.persons > 0)
        else:
            query = ReportRow.select(ReportRow.year).where(
                *conditions(every, register.reference, datetime.date.max)
            )
        years = query.distinct().tuples()
        return sorted((year for (year,) in years), reverse=True)


def counts_by_reason(
    register: Register, list_filter: ListFilter, as_of: datetime.date
) -> list[tuple[int, str, int, int]]:
    """Return year, reason, count, and how many of these need correction, for a report filter."""
    with register.read():
        list_filter = restrict_to_access(register, list_filter)
        require_known_sets(list_filter, register.reference)
        query = (_sets_by_reason if has_only_sets(list_filter) else _rows_by_reason)(
            list_filter, register.reference, as_of
        )
        return [
            (year, reason, int(n), int(needs or 0)) for year, reason, n, needs in query.tuples()
        ]


def _sets_by_reason(list_filter: ListFilter, reference: Reference, _as_of: datetime.date) -> Any:
    row, many = CountRow, fn.SUM(CountRow.persons)
    query = _counts(list_filter, reference, row.year, row.reason, many, _NEEDS)
    return query.group_by(row.year, row.reason).having(many > 0)


def _rows_by_reason(list_filter: ListFilter, reference: Reference, as_of: datetime.date) -> Any:
    row = ReportRow
    query = row.select(row.year, row.reason, fn.COUNT(row.person), _ROWS_NEED)
    return query.where(*conditions(list_filter, reference, as_of)).group_by(row.year, row.reason)


def years_of_sets(list_filter: ListFilter, reference: Reference) -> tuple[int, int] | None:
    """Return the first and last termination year under a filter's sets, inside a transaction."""
    first, last = fn.MIN(CountRow.year), fn.MAX(CountRow.year)
    query = _counts(list_filter, reference, first, last)
    query = query.where(CountRow.persons > 0, CountRow.year > 0)
    [(first_year, last_year)] = query.tuples()
    return (first_year, last_year) if first_year else None


def codes_of_sets(
    list_filter: ListFilter, reference: Reference, column: str
) -> set[str | None] | None:
    """Return the codes that occur in a column, inside a transaction; None if it is not counted."""
    if column not in ("reason", "category", "status"):
        return None
    query = _counts(list_filter, reference, getattr(CountRow, column)).distinct()
    return {code or None for (code,) in query.where(CountRow.persons > 0).tuples()}


def require_known_sets(list_filter: ListFilter, reference: Reference) -> None:
    """Raise UnknownCode if rows under a filter's sets have a code that this version does not know.

    Inside a transaction. Queries name the codes they look for, and would leave such rows out.
    """
    sets = _sets(list_filter, reference)
    asked = _codes_sql(tuple((name, len(values)) for name, values in sets))
    values = (value for _name, some in sets for value in some)
    for law, category, status, reason in database.execute_sql(asked, (*values, 0)).fetchall():
        require_known_codes(law, category, status, None, reason or None)


@cached_sql
def _codes_sql(sets: tuple[tuple[str, int], ...]) -> str:
    """Return the SQL for the codes that occur in list rows, given the size of each set."""
    row = CountRow
    query: Any = row.select(row.law, row.category, row.status, row.reason).distinct()
    query = query.where(*(getattr(row, name).in_(range(n)) for name, n in sets), row.persons > 0)
    return str(query.sql()[0])


def has_only_sets(list_filter: ListFilter) -> bool:
    """Whether a filter has only sets of values, for which counts are stored."""
    free = (
        list_filter.district,
        list_filter.duf.strip(),
        list_filter.name.strip(),
        list_filter.search.strip(),
    )
    is_of_parts = bool(list_filter.with_parts or list_filter.without_parts)
    if is_of_parts and list_filter.subject is not Subject.PERSONS:
        return False
    return not any(free) and list_filter.deadline_within is None


def count_of_sets(list_filter: ListFilter, reference: Reference) -> int:
    """Count the rows that match a filter's sets of values alone, inside a transaction."""
    of_sets = replace(list_filter, district=None, duf="", name="", search="", deadline_within=None)
    if of_sets.subject is not Subject.PERSONS:
        of_sets = replace(of_sets, with_parts=(), without_parts=())
    return _ready_made(of_sets, reference)[0]


def _ready_made(list_filter: ListFilter, reference: Reference) -> tuple[int, int]:
    sets = _sets(list_filter, reference)
    asked = _ready_made_sql(tuple((name, len(values)) for name, values in sets))
    # The first parameter belongs to the SELECT list, the others to the conditions.
    values = [str(Status.NEEDS_CORRECTION), *(value for _name, some in sets for value in some)]
    [(to_correct, matching)] = database.execute_sql(asked, values).fetchall()
    return int(matching or 0), int(to_correct or 0)


@cached_sql
def _ready_made_sql(sets: tuple[tuple[str, int], ...]) -> str:
    """Return the SQL for the number to correct and the total, given the size of each set."""
    query: Any = CountRow.select(_NEEDS, fn.SUM(CountRow.persons))
    # Any values will do: only their placeholders are kept.
    query = query.where(*(getattr(CountRow, name).in_(range(n)) for name, n in sets))
    return str(query.sql()[0])


def _counts(list_filter: ListFilter, reference: Reference, *columns: Any) -> Any:
    found = _sets(list_filter, reference)
    wanted = [getattr(CountRow, name).in_(values) for name, values in found]
    return CountRow.select(*columns).where(*wanted)


def _sets(list_filter: ListFilter, reference: Reference) -> list[tuple[str, Sequence[Any]]]:
    """Return the values that a filter allows in the columns of the counts."""
    places = (
        reference.all_numbers(list_filter.municipality)
        if list_filter.municipality
        else (EVERYWHERE,)
    )
    found: list[tuple[str, Sequence[Any]]] = [
        ("subject", (str(list_filter.subject),)),
        ("municipality", tuple(places)),
    ]
    if list_filter.law is not None:
        found.append(("law", (str(list_filter.law),)))
    if list_filter.registered_by != EVERYONE:
        found.append(("by_engine", (int(list_filter.registered_by == ENGINE),)))
    if list_filter.needs_correction:
        found.append(("status", (str(Status.NEEDS_CORRECTION),)))
    several: dict[str, Sequence[Any]] = {**filtered_codes(list_filter), "year": list_filter.years}
    if list_filter.with_parts or list_filter.without_parts:
        several["parts"] = masks_of(list_filter.with_parts, list_filter.without_parts)
    return [*found, *((name, values) for name, values in several.items() if values)]


def planned(
    register: Register,
    list_filter: ListFilter,
    as_of: datetime.date,
    total: int | None = None,
    ordered_by: str = "",
) -> QueryPlan:
    """Choose the query plan of a filter, inside a transaction; `total` if it is known."""
    reference = register.reference
    of_sets = total if has_only_sets(list_filter) else None
    if of_sets is None:
        of_sets = count_of_sets(list_filter, reference)
    return choose_plan(list_filter, reference, as_of, of_sets, total, ordered_by)


def _counted(register: Register, list_filter: ListFilter, as_of: datetime.date) -> tuple[int, int]:
    if known := count_texts(list_filter):
        return known
    counted = [fn.COUNT(ReportRow.person)]
    if list_filter.deadline_within is None:
        counted.append(_ROWS_NEED)
    # A person with a deadline ahead has not ended, and so needs no correction.
    matching, to_correct = 0, 0
    for part in planned(register, list_filter, as_of).parts:
        [(rows, *need)] = part.select(*counted).tuples()
        matching += rows
        to_correct += sum(n or 0 for n in need)
    return matching, to_correct

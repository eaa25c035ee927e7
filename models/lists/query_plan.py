"""Chooses how to find a filter's rows: gather them from a covering index, or read in index order.

Without statistics a database guesses. Here the stored counts and the text index give the cost of
each way.
"""

import math
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import and_
from typing import Any

from peewee import SQL, Case, fn

from models.list_filter import ListFilter
from models.lists.conditions import conditions, searched, text_conditions
from models.lists.deadline_columns import (
    IndexHiddenColumns,
    RowsBy,
    in_other_period,
    in_own_period,
    other_periods_by,
    period_ends,
)
from models.lists.list_kinds import kind_of
from models.lists.text_search import found_by, in_text_index, indexed_text
from models.reference_data.municipalities import Reference
from models.tables import OtherDeadlineRow, ReportRow
from rules.code_lists import Category, Law, Status
from rules.reasons import REASONS

MAX_GATHERED_ROWS = 60_000
"""Most rows to gather and sort while a user waits. Of more, the first are read in index order."""

_LOOK_UP = 12
"""The cost of looking up one row, in rows read one after another from an index."""

_MIN_SAVING = 4
"""How many times cheaper than gathering a read in index order must be: it may be underestimated."""

_PASSED_BY = 3
"""The cost of a row that a read in index order rejects by the index alone."""

COVERED = ("name", "reason")
"""The orders whose index covers the filter: a row is rejected without being looked up."""

_A_SCREEN = 50
_SAMPLES, _SAMPLE = 4, 250


@dataclass(frozen=True, slots=True)
class QueryPlan:
    """The conditions and the source of a filter's rows; `expects_few` if they should be gathered.

    `estimated_rows`: the cost of finding them all, in rows read one after another. `others`: more
    rows, from another table, none of them twice. `deadline`: its column, if it is in one only.
    """

    conditions: list[Any]
    expects_few: bool
    estimated_rows: int = 0
    source: Any = ReportRow
    others: "QueryPlan | None" = None
    deadline: Any = None

    @property
    def parts(self) -> tuple["QueryPlan", ...]:
        """All plans that rows are read from, one after another."""
        return (self, self.others) if self.others else (self,)

    def where(self, *more: Any) -> "QueryPlan":
        """Return the plan of those rows for which more conditions hold."""
        others = self.others.where(*more) if self.others else None
        return replace(self, conditions=[*self.conditions, *more], others=others)

    def select(self, *columns: Any) -> Any:
        """Return a query of these rows alone, without the others."""
        return ReportRow.select(*columns).from_(self.source).where(*self.conditions)


def choose_plan(
    list_filter: ListFilter,
    reference: Reference,
    as_of: date,
    of_sets: int,
    total: int | None,
    ordered_by: str,
) -> QueryPlan:
    """Choose a plan, inside a transaction.

    `of_sets` rows match the filter's sets alone, `total` rows match all of it, if that is known.
    """
    if not of_sets:
        return QueryPlan([SQL("1 = 0")], expects_few=True)
    if list_filter.deadline_within is not None:
        return _near_a_deadline(list_filter, reference, as_of)
    is_text = any(searched(list_filter))
    text = indexed_text(list_filter) if is_text else ""
    found = found_by(list_filter, text, total) if text else None
    if found is None and is_text and total is None and of_sets > MAX_GATHERED_ROWS:
        found = _sampled(list_filter)
    walk = 0.0
    if is_text:
        passed_by = _PASSED_BY if ordered_by in COVERED else _LOOK_UP
        walk = _met_after(found, of_sets, total) * passed_by
    if text and found is not None and found * _LOOK_UP <= of_sets:
        looked_up = conditions(list_filter, reference, as_of, IndexHiddenColumns())
        expects_few = found * _LOOK_UP < _MIN_SAVING * walk
        return QueryPlan(
            [in_text_index(list_filter, text), *looked_up], expects_few, found * _LOOK_UP
        )
    if _is_of_parts(list_filter) and not is_text and of_sets * _LOOK_UP <= _last_person():
        return _with_parts(list_filter, reference, as_of, of_sets)
    expects_few = of_sets <= MAX_GATHERED_ROWS or (is_text and walk > of_sets)
    found_by_sets = conditions(_leading(list_filter), reference, as_of)
    if list_filter.law is None:
        found_by_sets.append(ReportRow.law.in_([str(law) for law in Law]))
    return QueryPlan(found_by_sets, expects_few, of_sets, RowsBy(_covering(list_filter)))


def _is_of_parts(list_filter: ListFilter) -> bool:
    """Whether a filter of the whole country has a choice that the covering index does not lead to.

    In a municipality all rows are read from its index, as for the reasons.
    """
    chosen = list_filter.with_parts or list_filter.without_parts
    is_of_persons = not kind_of(list_filter).of_terminations
    return bool(chosen) and is_of_persons and not list_filter.municipality


def _with_parts(
    list_filter: ListFilter, reference: Reference, as_of: date, of_sets: int
) -> QueryPlan:
    """Return the plan of few rows by what the cases have, each looked up."""
    found = conditions(list_filter, reference, as_of, IndexHiddenColumns("parts"))
    source = RowsBy("report_row_of_parts")
    return QueryPlan(found, of_sets <= MAX_GATHERED_ROWS, of_sets * _LOOK_UP, source)


def _near_a_deadline(list_filter: ListFilter, reference: Reference, as_of: date) -> QueryPlan:
    """Return the plan of rows in their own period, and of those in other periods, each by index."""
    place = "municipality" if list_filter.municipality else "all"
    own, other, hidden = ReportRow, OtherDeadlineRow, IndexHiddenColumns()
    index = RowsBy(f"report_row_deadline_of_{place}")
    here = conditions(list_filter, reference, as_of, own, own.deadline)
    ends = period_ends(as_of)
    if not ends:
        return QueryPlan(here, expects_few=True, source=index)
    here += in_own_period(as_of)
    there = conditions(list_filter, reference, as_of, hidden, other.deadline)
    there += [*in_other_period(as_of, *ends), other.is_awaited]
    if list_filter.municipality:
        there.append(other.municipality.in_(reference.all_numbers(list_filter.municipality)))
    source = other_periods_by(f"other_deadline_of_{place}")
    others = QueryPlan(there, expects_few=True, source=source, deadline=other.deadline)
    return QueryPlan(here, expects_few=True, source=index, others=others, deadline=hidden.deadline)


def ordered_read_conditions(
    list_filter: ListFilter, reference: Reference, as_of: date, ordered_by: str
) -> list[Any]:
    """Return a filter's conditions for a read in index order: no other condition uses an index.

    DUF numbers, categories and end goals also have an index within a law, dates one without.
    """
    along = {"date": ("date",), "duf": ("law",), "category": ("law",), "goal": ("law",)}
    return conditions(list_filter, reference, as_of, IndexHiddenColumns(*along.get(ordered_by, ())))


def _covering(list_filter: ListFilter) -> str:
    """Return the index that covers the filter's columns within a place, or in the country."""
    if not list_filter.municipality:
        return "report_row_of_all"
    return {
        "ended_municipality": "report_row_of_ended",
        "municipality": "report_row_of_municipality",
    }[kind_of(list_filter).municipality_column]


def _leading(list_filter: ListFilter) -> ListFilter:
    """Return the same filter with every value of the index columns before its last set.

    The database then reads a handful of ranges, not the whole index. There are many reasons: within
    one municipality they are not added, since reading all of its rows is faster.
    """
    led = list_filter
    if led.years and not led.reasons and not led.municipality:
        led = replace(led, reasons=tuple(REASONS))
    if led.reasons and not led.only_corrections and not led.statuses:
        led = replace(led, statuses=tuple(Status))
    if (led.statuses or led.needs_correction) and not led.categories:
        led = replace(led, categories=tuple(str(category) for category in Category))
    return led


def _sampled(list_filter: ListFilter) -> int:
    """Estimate from samples how many rows match a text that no index finds."""
    persons = _last_person()
    step = max(persons // _SAMPLES, _SAMPLE)
    found, read = 0, 0
    for start in range(1, persons + 1, step):
        some = ReportRow.person.between(start, start + _SAMPLE - 1)
        fits = fn.SUM(Case(None, [(reduce(and_, text_conditions(list_filter)), 1)], 0))
        query: Any = ReportRow.select(fits, fn.COUNT(ReportRow.person)).where(some)
        [(fitting, rows)] = query.tuples()
        found, read = found + (fitting or 0), read + rows
    return found * persons // max(read, 1)


def _last_person() -> int:
    return ReportRow.select(fn.MAX(ReportRow.person)).scalar() or 0


def _met_after(found: int | None, of_sets: int, total: int | None) -> float:
    """Estimate how many rows are read in order to fill a screen, if matches are spread evenly.

    If the total is unknown, text and sets are assumed to be independent.
    """
    persons = _last_person()
    matching = total if total is not None else (found or 0) * of_sets / max(persons, 1)
    return _A_SCREEN * persons / matching if matching else math.inf

"""Translates a list filter to SQL conditions."""

from datetime import date, timedelta
from typing import Any

from models.collation import search_words, without_separators
from models.list_filter import ENGINE, EVERYONE, ListFilter
from models.list_rows.parts_mask import masks_of
from models.lists.column_registry import filtered_codes
from models.lists.deadline_columns import deadline_column
from models.lists.list_kinds import kind_of
from models.reference_data.municipalities import Reference
from models.tables import ReportRow
from rules.code_lists import Status
from rules.invisible_characters import tidy


def conditions(
    list_filter: ListFilter,
    reference: Reference,
    as_of: date,
    columns: Any = ReportRow,
    deadline: Any = None,
) -> list[Any]:
    """Return the conditions of a filter, all of which must hold; `deadline` is its column."""
    found = subject_conditions(list_filter, columns)
    found += _place_conditions(list_filter, reference, columns)
    for name, codes in filtered_codes(list_filter).items():
        found.append(getattr(columns, name).in_(codes))
    if list_filter.years:
        found.append(columns.year.in_(list_filter.years))
        found += days_of(min(list_filter.years), max(list_filter.years), columns)
    if list_filter.registered_by != EVERYONE:
        found.append(columns.by_engine == (list_filter.registered_by == ENGINE))
    if list_filter.needs_correction:
        found.append(columns.status == str(Status.NEEDS_CORRECTION))
    if list_filter.with_parts or list_filter.without_parts:
        masks = masks_of(list_filter.with_parts, list_filter.without_parts)
        found.append(columns.parts.in_(masks))
    if list_filter.deadline_within is not None:
        deadline = deadline_column(as_of) if deadline is None else deadline
        found += _deadline_conditions(list_filter.deadline_within, as_of, columns, deadline)
    return [*found, *text_conditions(list_filter)]


def text_conditions(list_filter: ListFilter) -> list[Any]:
    """Return the conditions on the name and the DUF number."""
    words, digits = searched(list_filter)
    found = [_contains(ReportRow.search_name, word) for word in words]
    return [*found, *(_contains(ReportRow.duf, part) for part in digits)]


def subject_conditions(list_filter: ListFilter, columns: Any = ReportRow) -> list[Any]:
    """Return the conditions of the whole list, which its total counts."""
    found: list[Any] = []
    if list_filter.law is not None:
        found.append(columns.law == str(list_filter.law))
    if kind_of(list_filter).of_terminations:
        found.append(columns.reason.is_null(False))
    return found


def _place_conditions(list_filter: ListFilter, reference: Reference, columns: Any) -> list[Any]:
    found: list[Any] = []
    kind = kind_of(list_filter)
    if list_filter.municipality:
        place = getattr(columns, kind.municipality_column)
        found.append(place.in_(reference.all_numbers(list_filter.municipality)))
    if list_filter.district:
        found.append(getattr(columns, kind.district_column) == list_filter.district)
    return found


def days_of(first_year: int, last_year: int, columns: Any = ReportRow) -> list[Any]:
    """Return the conditions for the days of some years, as a range that an index can seek."""
    first, last = f"{first_year:04d}-01-01", f"{last_year:04d}-12-31"
    return [columns.date >= first, columns.date <= last]


def _deadline_conditions(days: int, as_of: date, columns: Any, deadline: Any) -> list[Any]:
    """Return the conditions of those whose programme the engine ends next if nobody acts (ours).

    Persons known only from a report are never among them.
    """
    last = as_of + timedelta(days=days)
    due = [deadline >= as_of, deadline <= last]
    return [columns.reason.is_null(), ~ReportRow.from_report, *due]


def searched(list_filter: ListFilter) -> tuple[list[str], list[str]]:
    """Return words that the search key must contain, in any order, and parts of the DUF number."""
    words, digits = search_words(tidy(list_filter.name)), []
    if number := without_separators(tidy(list_filter.duf)):
        digits.append(number)
    typed = without_separators(tidy(list_filter.search))
    if typed.isascii() and typed.isdigit():
        digits.append(typed)
    else:
        words += search_words(tidy(list_filter.search))
    return words, digits


def _contains(column: Any, text: str) -> Any:
    # Peewee escapes the pattern characters of LIKE in what was typed.
    return column.contains(text)

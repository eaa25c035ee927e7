"""A filter as the database understands it."""

from datetime import date, timedelta
from typing import Any

from models.lists.chosen import ENGINE, EVERYONE, ListFilter, Subject
from models.lists.columns import deadline_column
from models.norwegian import fold
from models.reference import Reference
from models.tables import ReportRow
from rules.programme import Status


def conditions(chosen: ListFilter, reference: Reference, as_of: date) -> list[Any]:
    """The conditions of a filter, all of which must hold."""
    row = ReportRow
    is_report = chosen.subject is Subject.ENDED
    municipality = row.ended_municipality if is_report else row.municipality
    district = row.ended_district if is_report else row.district
    found: list[Any] = subject_conditions(chosen)
    if chosen.municipality:
        found.append(municipality.in_(reference.same(chosen.municipality)))
    if chosen.district:
        found.append(district == chosen.district)
    if chosen.categories:
        found.append(row.category.in_(chosen.categories))
    if chosen.years:
        found.append(row.year.in_(chosen.years))
    if chosen.reasons:
        found.append(row.reason.in_(chosen.reasons))
    if chosen.registered_by != EVERYONE:
        found.append(row.by_engine == (chosen.registered_by == ENGINE))
    if chosen.needs_correction:
        found.append(row.status == str(Status.NEEDS_CORRECTION))
    if chosen.statuses:
        found.append(row.status.in_([str(status) for status in chosen.statuses]))
    if chosen.deadline_within is not None:
        found += _deadline_conditions(chosen.deadline_within, as_of)
    if chosen.duf.strip():
        found.append(_contains(row.duf, "".join(chosen.duf.split())))
    return [*found, *_name_conditions(chosen.name), *_search_conditions(chosen.search)]


def subject_conditions(chosen: ListFilter) -> list[Any]:
    """Whom the list is about at all: what its total counts."""
    found: list[Any] = []
    if chosen.law is not None:
        found.append(ReportRow.law == str(chosen.law))
    if chosen.subject is Subject.ENDED:
        found.append(ReportRow.reason.is_null(False))
    return found


def _deadline_conditions(days: int, as_of: date) -> list[Any]:
    """Those whom the engine would close next if nobody acts (ours); never those of a report."""
    deadline = deadline_column(as_of)
    last = as_of + timedelta(days=days)
    due = [deadline >= as_of, deadline <= last]
    return [ReportRow.reason.is_null(), ~ReportRow.from_report, *due]


def _search_conditions(text: str) -> list[Any]:
    """What is typed in the search field: digits are part of a DUF number, all else of a name."""
    digits = "".join(text.split())
    if digits.isascii() and digits.isdigit():
        return [_contains(ReportRow.duf, digits)]
    return _name_conditions(text)


def _name_conditions(text: str) -> list[Any]:
    """Every word typed must be part of the name, in whatever order."""
    return [_contains(ReportRow.search_name, w) for w in fold(text).replace(",", " ").split()]


def _contains(column: Any, text: str) -> Any:
    # Peewee escapes the pattern characters of LIKE in what was typed.
    return column.contains(text)

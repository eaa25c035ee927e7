"""The rows of a list in plain values: which columns are read, and how they are converted."""

import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple

from peewee import JOIN, Case

from models.errors import UnknownCode, Unusable
from models.storage.known_codes import require_known_codes
from models.tables import PersonRow, ReportRow, TerminationRow, database
from models.tables.base import day_of, moment_of
from rules.code_lists import Status
from rules.duf_number import format_duf


class ListLine(NamedTuple):
    """One row in plain values. From `reason` on: the active termination, None without one.

    The deadlines are those of the day for which the list was read. The fields from `sex` on are
    filled in files and by `with_details` only; `reported_age`: as NIR reported it, where no day of
    birth is known; `registered_at`: when the active termination was first registered.
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
    sex: str = ""
    born: datetime.date | None = None
    reported_age: int | None = None
    registered_at: datetime.datetime | None = None

    @property
    def name(self) -> str:
        """`Fornavn, Etternavn`."""
        return f"{self.first_name}, {self.last_name}"

    @property
    def needs_correction(self) -> bool:
        """Whether the termination must be corrected."""
        return self.status == Status.NEEDS_CORRECTION


_NO_DETAILS = ("", None, None, None)
_SHORT = len(ListLine._fields) - len(_NO_DETAILS)


def line_columns(completion: Any, deadline: Any, row: Any = ReportRow) -> tuple[Any, ...]:
    """Return the columns in the order of ListLine's fields, given those of the two deadlines.

    `row` has the other columns under the names of the list row's.
    """
    return (
        *(row.duf, PersonRow.first_name, PersonRow.last_name, row.law, row.category, row.goal),
        *(row.status, row.municipality, row.district, row.start_deadline),
        *(completion, deadline, row.open_leave, row.from_report),
        *(row.reason, row.date, row.ended_municipality, row.ended_district),
        *(row.registered_by, row.by_engine),
    )


def all_columns(completion: Any, deadline: Any, row: Any = ReportRow) -> tuple[Any, ...]:
    """Return the columns of every field; the query must be joined `with_all_tables`."""
    return (*line_columns(completion, deadline, row), *_details())


def _details() -> tuple[Any, ...]:
    return (PersonRow.sex, PersonRow.born, PersonRow.reported_age, _first_registered_at())


def with_person(query: Any) -> Any:
    """Join a query of list rows with the person's own row."""
    return query.join(PersonRow, on=ReportRow.person == PersonRow.id)


def with_all_tables(query: Any) -> Any:
    """Join a query of list rows with the person's own row, and with the active termination."""
    is_active = (TerminationRow.person == PersonRow.id) & TerminationRow.deleted_at.is_null()
    return with_person(query).join(TerminationRow, JOIN.LEFT_OUTER, on=is_active)


def as_line(row: Sequence[Any]) -> ListLine:
    """Convert stored values to a line. Raises Unusable for values that cannot be read."""
    try:
        return _line_of(row)
    except UnknownCode as error:
        raise UnknownCode(error.code, format_duf(row[0])) from error
    except (ValueError, TypeError) as error:
        # Imported here: the first screen needs no module of `cases`.
        from models.cases.case import unreadable_case_message

        raise Unusable(unreadable_case_message(str(row[0]))) from error


def _line_of(row: Sequence[Any]) -> ListLine:
    # Speed: a file has a million rows. Names for every field take half the time of slices.
    # fmt: off
    (
        duf, first, last, law, category, goal, status, municipality, district, start, completion,
        deadline, on_leave, from_report, reason, ended, ended_in, ended_district, by, by_engine,
        *details,
    ) = row
    require_known_codes(law, category, status, goal, reason)
    sex, born, reported_age, registered_at = details or _NO_DETAILS
    return ListLine._make((
        duf, first, last, law, category, goal, status, municipality, district, day_of(start),
        day_of(completion), day_of(deadline), bool(on_leave), bool(from_report), reason,
        day_of(ended), ended_in, ended_district, by, None if by_engine is None else bool(by_engine),
        sex, day_of(born), reported_age, moment_of(registered_at),
    ))
    # fmt: on


def with_details(lines: Sequence[ListLine]) -> list[ListLine]:
    """Return the lines of a page with every field filled in, inside a transaction."""
    query = with_all_tables(ReportRow.select(ReportRow.duf, *_details()))
    query = query.where(ReportRow.duf.in_([line.duf for line in lines]))
    found = {duf: rest for duf, *rest in database.execute(query)}
    return [
        as_line((*line[:_SHORT], *found[line.duf])) if line.duf in found else line for line in lines
    ]


def _first_registered_at() -> Any:
    """Return when the active termination was first registered: an undo brings back an older one."""
    first = TerminationRow.alias("first_version")
    older = first.select(first.registered_at).where(first.id == TerminationRow.restores)
    # Not COALESCE: that would look for a row of the past for every row of the list.
    is_first = TerminationRow.restores.is_null()
    return Case(None, ((is_first, TerminationRow.registered_at),), older)

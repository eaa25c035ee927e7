"""Computes the list row of a case. It is written in the transaction that changes the case."""

from datetime import date
from itertools import islice
from typing import Any

from models.cases.case import Case, load_context, stream_cases
from models.collation import search_key, sort_key
from models.list_rows.bulk_rebuild import rows_in_bulk
from models.list_rows.parts_mask import parts_mask
from models.list_rows.writer import OTHERS, write_report_rows
from models.storage.register import Register
from models.tables import OtherDeadlineRow, ReportRow
from rules.case_parts import case_parts
from rules.change_dates import valid_interval
from rules.code_lists import CasePart, Completeness
from rules.deadlines import Deadline, deadline_periods, start_deadline
from rules.facts import CaseFacts
from rules.status import next_deadline, status

_BATCH_SIZE = 500
_Period = tuple[date, date, date | None, date | None]
"""Since, until (not included), completion deadline, next deadline."""

NEVER_EXAMINED = (date.max, date.min)
"""`examined_since` and `due` of a row whose case the engine has not examined yet."""


def refresh_report_row(case: Case, as_of: date | None) -> None:
    """Write the row of a case, as examined on a day; None: not examined yet."""
    write_report_rows([report_row_values(case, as_of)])


def rebuild_report_rows(register: Register, as_of: date | None) -> None:
    """Rebuild every row, inside a transaction, as examined on a day; None: not examined yet."""
    OtherDeadlineRow.delete().execute()
    ReportRow.delete().execute()
    with rows_in_bulk():
        rows = (report_row_values(case, as_of) for case in stream_cases(load_context(register)))
        while some := list(islice(rows, _BATCH_SIZE)):
            write_report_rows(some, are_new=True)


def report_row_values(case: Case, as_of: date | None) -> dict[str, Any]:
    """Return the row's values, as examined on a day; None: not examined yet.

    The last value holds the deadlines of the other periods: since, until, completion, next.
    """
    person, facts = case.person, case.facts
    examined_since, due = valid_interval(facts, as_of) if as_of else NEVER_EXAMINED
    start, parts = start_deadline(facts), case_parts(facts)
    *others, (since, _until, completion, deadline) = _periods(facts, start)
    return {
        "person": person.id,
        "law": str(facts.law),
        "duf": person.duf,
        "search_name": search_key(person.name),
        "sort_name": sort_key(person.name),
        "category": str(facts.category),
        "goal": str(facts.goal) if facts.goal else None,
        "status": str(status(facts)),
        "municipality": person.municipality,
        "district": person.district,
        "start_deadline": start.day if start else None,
        "completion_deadline": completion,
        "deadline": deadline,
        "deadline_since": None if since == date.min else since,
        "open_leave": CasePart.OPEN_LEAVE in parts,
        "from_report": facts.known is Completeness.REPORT,
        "parts": parts_mask(parts),
        "examined_since": examined_since,
        "due": due,
        **_termination(facts),
        OTHERS: tuple(others),
    }


def _periods(facts: CaseFacts, start: Deadline | None) -> list[_Period]:
    """Return every pair of completion and next deadline, with the period in which it applies."""
    found: list[_Period] = []
    for since, completion in deadline_periods(facts):
        days = (completion.day if completion else None, next_deadline(facts, start, completion))
        if found and found[-1][2:] == days:
            continue
        if found:
            found[-1] = (found[-1][0], since, *found[-1][2:])
        found.append((since, date.max, *days))
    return found


def _termination(facts: CaseFacts) -> dict[str, Any]:
    active = facts.active
    return {
        "reason": active.reason if active else None,
        "date": active.date if active else None,
        "year": active.date.year if active else None,
        "ended_municipality": active.municipality if active else None,
        "ended_district": active.district if active else None,
        "registered_by": active.registered_by if active else None,
        "by_engine": active.by_engine if active else None,
    }

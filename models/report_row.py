"""Keeping the report row: what the report shows follows the case, in the same transaction."""

import datetime
from typing import Any

from models.case import Case
from models.norwegian import fold, sort_key
from models.tables import ReportRow
from rules.deadlines import completion_deadline
from rules.engine import needs_correction


def refresh_report_row(case: Case, as_of: datetime.date) -> None:
    """Write the row as the case says, or take it away where nothing is active any more."""
    values = report_row_values(case, as_of)
    ReportRow.delete().where(ReportRow.person == case.person.id).execute()
    if values is not None:
        ReportRow.insert(values).execute()


def report_row_values(case: Case, as_of: datetime.date) -> dict[str, Any] | None:
    """What the row must hold; None where the person has no active termination."""
    person, facts, active = case.person, case.facts, case.facts.active
    if active is None:
        return None
    deadline = completion_deadline(facts, as_of)
    return {
        "person": person.id,
        "law": str(facts.law),
        "duf": person.duf,
        "search_name": fold(person.name),
        "sort_name": sort_key(person.name),
        "category": str(facts.category),
        "goal": str(facts.goal) if facts.goal else None,
        "reason": active.reason,
        "date": active.date,
        "year": active.date.year,
        "municipality": active.municipality,
        "district": active.district,
        "registered_by": active.registered_by,
        "by_engine": active.by_engine,
        "needs_correction": needs_correction(facts),
        "completion_deadline": deadline.day if deadline else None,
    }

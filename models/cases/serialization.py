"""Converts facts to plain values for the journal and `--json`: slugs, ISO dates, numbers."""

from typing import Any

from models.journal.writer import Values
from rules.facts import Decision, Measure, Termination


def decision_values(decision: Decision) -> Values:
    """Return a decision under the names of the journal and `--json`."""
    return {
        "id": decision.id,
        "kind": str(decision.kind),
        "result": str(decision.result),
        "date": _day(decision.date),
        "from": _day(decision.start),
        "to": _day(decision.end),
    }


def measure_values(measure: Measure) -> Values:
    """Return a measure under the names of the journal and `--json`."""
    return {
        "id": measure.id,
        "kind": str(measure.kind),
        "from": _day(measure.start),
        "to": _day(measure.end),
    }


def termination_values(termination: Termination) -> Values:
    """Return a termination under the names of the journal and `--json`."""
    hours = termination.hours
    return {
        "id": termination.id,
        "kind": str(termination.kind),
        "reason": termination.reason,
        "hours": float(hours) if hours is not None else None,
        "date": _day(termination.date),
        "municipality": termination.municipality,
        "district": termination.district,
        "registered_by": termination.registered_by,
        "registered_at": termination.registered_at.isoformat(),
        "deleted_by": termination.deleted_by,
        "deleted_at": termination.deleted_at.isoformat() if termination.deleted_at else None,
    }


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None

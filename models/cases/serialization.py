"""Rows as plain values, for journal and command line alike: slugs, ISO dates, numbers."""

from typing import Any

from models.journal.writer import Values
from rules.facts import Decision, Measure, Termination


def decision_values(decision: Decision) -> Values:
    """A decision under the contract's names."""
    return {
        "id": decision.id,
        "kind": str(decision.kind),
        "result": str(decision.result),
        "date": _day(decision.date),
        "from": _day(decision.start),
        "to": _day(decision.end),
    }


def measure_values(measure: Measure) -> Values:
    """A measure under the contract's names."""
    return {
        "id": measure.id,
        "kind": str(measure.kind),
        "from": _day(measure.start),
        "to": _day(measure.end),
    }


def termination_values(termination: Termination) -> Values:
    """A termination under the contract's names."""
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

"""A case with the contract's names, for `person --json`."""

from typing import Any

from models.cases.case import Case
from models.cases.serialization import decision_values, measure_values, termination_values
from models.journal.actor import Actor
from nir_tui.commands.context import iso
from rules.current_items import is_current_decision, is_current_measure
from rules.deadlines import completion_deadline, start_deadline
from rules.facts import Termination
from rules.reasons import REASONS
from rules.termination_checks import may_delete, may_edit


def case_values(case: Case, actor: Actor, history: bool) -> dict[str, Any]:
    """Return a case with the contract's names."""
    person, facts = case.person, case.facts
    start, completion = start_deadline(facts), completion_deadline(facts, actor.as_of)
    return {
        "duf": person.duf,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "law": str(facts.law),
        "category": str(facts.category),
        "municipality": person.municipality,
        "district": person.district,
        "goal": str(facts.goal) if facts.goal else None,
        "known": str(facts.known),
        "start_deadline": iso(start.day if start else None),
        "completion_deadline": iso(completion.day if completion else None),
        "decisions": [
            {**decision_values(d), "current": is_current_decision(d, facts)} for d in case.decisions
        ],
        "measures": [
            {**measure_values(m), "current": is_current_measure(m, facts)} for m in case.measures
        ],
        "events": [
            {
                "kind": str(event.kind),
                "date": iso(event.date),
                "from_municipality": event.moved_from.number if event.moved_from else None,
                "to_municipality": event.moved_to.number if event.moved_to else None,
            }
            for event in reversed(facts.events)
        ],
        "terminations": [history_values(t) for t in shown_terminations(case, history)],
    }


def history_values(termination: Termination) -> dict[str, Any]:
    """Return one row of the history of terminations."""
    values = termination_values(termination)
    return {
        "id": values["id"],
        "kind": values["kind"],
        "reason": values["reason"],
        "reason_label": REASONS[termination.reason].label,
        "hours": values["hours"],
        "date": values["date"],
        "municipality": values["municipality"],
        "district": values["district"],
        "registered_by": values["registered_by"],
        "registered_at": values["registered_at"],
        "deleted": termination.deleted,
        "deleted_by": values["deleted_by"],
        "deleted_at": values["deleted_at"],
        "editable": may_edit(termination),
        "deletable": may_delete(termination),
    }


def shown_terminations(case: Case, history: bool) -> list[Termination]:
    """Return the active termination, with `history` the deleted ones too, newest first."""
    return [t for t in case.terminations if history or not t.deleted]

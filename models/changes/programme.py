"""Registering the programme's facts: end goal, decisions, measures."""

from dataclasses import replace
from datetime import date

from models.cases.case import Case
from models.cases.serialization import decision_values, measure_values, termination_values
from models.changes.case_change import Change, change_case, refuse, registration_moment, soft_delete
from models.journal.actor import Actor
from models.journal.writer import append_entry
from models.storage.register import Register
from models.tables import DecisionRow, MeasureRow, PersonRow
from rules.code_lists import Completeness, Goal
from rules.consequences import with_decision
from rules.decisions import (
    check_annulment,
    check_decision,
    check_measure,
    is_readmission,
    with_decision_date,
)
from rules.facts import CaseFacts, Decision, Measure
from rules.goals import check_goal


def set_goal(
    register: Register,
    actor: Actor,
    duf: str,
    goal: Goal,
    day: date | None = None,
    expected_version: int | None = None,
    confirmed: bool = False,
) -> Case:
    """Register or change the end goal, dated today unless said otherwise.

    The goal that stands already, without another date, changes nothing. Raises Refused with what
    the rules say, warnings too unless they are confirmed.
    """
    on = day or actor.as_of

    def step(case: Case) -> Change | None:
        if is_goal_of(case, goal, day):
            refuse(check_goal(case.facts, day=on), confirmed)
            return None
        refuse(check_goal(case.facts, goal, on), confirmed)
        _update_person(case, goal=str(goal), goal_date=on)
        before = {"goal": case.facts.goal, "goal_date": case.person.goal_date}
        after = {"goal": str(goal), "goal_date": on}
        then = replace(case.facts, goal=goal)
        return _or_full(case, then, Change("goal.set", before, after))

    return change_case(register, actor, duf, step, expected_version)


def is_goal_of(case: Case, goal: Goal, day: date | None) -> bool:
    """Whether a goal stands already, with the same date or without another."""
    return case.facts.goal is goal and day in (None, case.person.goal_date)


def add_decision(
    register: Register,
    actor: Actor,
    duf: str,
    decision: Decision,
    confirmed: bool = False,
    expected_version: int | None = None,
) -> Case:
    """Register a decision; its date is the from date where it has none, else today.

    Readmission of one who had moved or emigrated deletes that termination, once confirmed.
    Raises Refused with what the rules say.
    """
    date_given = decision.date is not None
    decision = with_decision_date(decision, actor.as_of)

    def step(case: Case) -> Change:
        found = check_decision(case.facts, decision, actor.as_of, date_given=date_given)
        refuse(found, confirmed)
        _readmit(actor, case, decision)
        row = DecisionRow.create(person=case.person.id, **_decision_columns(decision))
        change = Change("decision.add", None, decision_values(replace(decision, id=row.id)))
        return _or_full(case, with_decision(case.facts, decision), change)

    return change_case(register, actor, duf, step, expected_version)


def edit_decision(
    register: Register,
    actor: Actor,
    duf: str,
    decision_id: int,
    changed: Decision,
    confirmed: bool = False,
    expected_version: int | None = None,
) -> Case:
    """Put a decision in another's place; its kind stays what it was. Raises Refused, NotFound."""

    def step(case: Case) -> Change | None:
        old = case.decision(decision_id)
        new = replace(
            with_decision_date(changed, actor.as_of, replaces=old), kind=old.kind, id=old.id
        )
        date_given = changed.date is not None
        refuse(check_decision(case.facts, new, actor.as_of, old, date_given), confirmed)
        if new == old:
            return None
        _readmit(actor, case, new, replaces=old)
        DecisionRow.update(**_decision_columns(new)).where(DecisionRow.id == old.id).execute()
        return Change("decision.edit", decision_values(old), decision_values(new))

    return change_case(register, actor, duf, step, expected_version)


def annul_decision(
    register: Register,
    actor: Actor,
    duf: str,
    decision_id: int,
    expected_version: int | None = None,
) -> Case:
    """Annul a decision (`Opphevet`): it stays visible and counts for nothing."""

    def step(case: Case) -> Change:
        old = case.decision(decision_id)
        refuse(check_annulment(old), confirmed=True)
        DecisionRow.update(annulled=True).where(DecisionRow.id == old.id).execute()
        return Change(
            "decision.annul", decision_values(old), decision_values(replace(old, annulled=True))
        )

    return change_case(register, actor, duf, step, expected_version)


def add_measure(
    register: Register,
    actor: Actor,
    duf: str,
    measure: Measure,
    expected_version: int | None = None,
) -> Case:
    """Register a measure. Raises Refused with what the rules say."""

    def step(case: Case) -> Change:
        refuse(check_measure(measure), confirmed=True)
        row = MeasureRow.create(
            person=case.person.id, kind=str(measure.kind), start=measure.start, end=measure.end
        )
        return Change("measure.add", None, measure_values(replace(measure, id=row.id)))

    return change_case(register, actor, duf, step, expected_version)


def edit_measure(
    register: Register,
    actor: Actor,
    duf: str,
    measure_id: int,
    changed: Measure,
    expected_version: int | None = None,
) -> Case:
    """Change a measure's kind or period. Raises Refused, NotFound."""

    def step(case: Case) -> Change | None:
        old = case.measure(measure_id)
        new = replace(changed, id=old.id)
        refuse(check_measure(new), confirmed=True)
        if new == old:
            return None
        MeasureRow.update(kind=str(new.kind), start=new.start, end=new.end).where(
            MeasureRow.id == old.id
        ).execute()
        return Change("measure.edit", measure_values(old), measure_values(new))

    return change_case(register, actor, duf, step, expected_version)


def delete_measure(
    register: Register, actor: Actor, duf: str, measure_id: int, expected_version: int | None = None
) -> Case:
    """Soft-delete a measure. Raises NotFound."""

    def step(case: Case) -> Change:
        old = case.measure(measure_id)
        MeasureRow.update(deleted_by=actor.user, deleted_at=actor.now()).where(
            MeasureRow.id == old.id
        ).execute()
        return Change("measure.delete", measure_values(old), None)

    return change_case(register, actor, duf, step, expected_version)


def _decision_columns(decision: Decision) -> dict[str, object]:
    return {
        "kind": str(decision.kind),
        "date": decision.date,
        "start": decision.start,
        "end": decision.end,
    }


def _readmit(
    actor: Actor, case: Case, decision: Decision, replaces: Decision | None = None
) -> None:
    if is_readmission(case.facts, decision, replaces) and case.facts.active:
        soft_delete(case.facts.active, actor.user, registration_moment(actor, case))
        before = termination_values(case.facts.active)
        append_entry(actor, "termination.delete", case.person.duf, before)


def _or_full(case: Case, then: CaseFacts, change: Change) -> Change:
    """A change, and with it that one known from a report is a full case, where that follows."""
    if not then.becomes_full:
        return change
    _update_person(case, known=str(Completeness.FULL))
    before = {**(change.before or {}), "known": str(Completeness.REPORT)}
    return Change(change.action, before, {**(change.after or {}), "known": str(Completeness.FULL)})


def _update_person(case: Case, **columns: object) -> None:
    PersonRow.update(**columns).where(PersonRow.id == case.person.id).execute()

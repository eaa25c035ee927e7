"""Changes of the programme's facts: end goal, decisions, measures."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from models.cases.case import Case
from models.cases.serialization import decision_values, measure_values
from models.cases.stored_case import StoredRow
from models.changes.case_update import CaseUpdate, JournalLine
from models.changes.change import CaseChange
from models.changes.terminations import close_active
from models.journal.actions import JournalAction
from models.journal.actor import Actor
from models.tables import DecisionRow, MeasureRow
from rules.code_lists import Goal
from rules.consequences import with_decision
from rules.decision_checks import (
    check_annulment,
    check_decision,
    check_measure,
    is_readmission,
    with_decision_date,
)
from rules.facts import CaseFacts, Decision, Measure
from rules.findings import Finding
from rules.goal_checks import check_goal
from rules.message import Message


@dataclass(frozen=True, slots=True)
class SetGoal(CaseChange):
    """Register or change the end goal, dated today where no date is given."""

    action: ClassVar[JournalAction] = JournalAction.GOAL_SET

    goal: Goal
    day: date | None = None

    def findings(self, case: Case, as_of: date) -> tuple[Finding, ...]:
        """Return what the rules say of the goal; of one that is set already only of its date."""
        goal = None if self.is_done(case, as_of) else self.goal
        return check_goal(case.facts, goal, self.day or as_of)

    def is_done(self, case: Case, as_of: date) -> bool:
        """Return whether the goal is set already, with the same date or without another."""
        return case.facts.goal is self.goal and self.day in (None, case.person.goal_date)

    def facts_after(self, case: Case, as_of: date) -> CaseFacts:
        """Return the facts with this goal."""
        return replace(case.facts, goal=self.goal)

    def write(self, update: CaseUpdate, case: Case, actor: Actor, moment: str) -> None:
        """Set the person's goal and its date."""
        day = self.day or actor.as_of
        before = {"goal": case.facts.goal, "goal_date": case.person.goal_date}
        after = {"goal": str(self.goal), "goal_date": day}
        update.set_person(goal=str(self.goal), goal_date=day.isoformat())
        update.lines.append(JournalLine(self.action, before, after))


@dataclass(frozen=True, slots=True)
class AddDecision(CaseChange):
    """Register a decision; its date is the from date where it has none, else today.

    Readmission of a person who had moved or emigrated deletes that termination, once confirmed.
    """

    action: ClassVar[JournalAction] = JournalAction.DECISION_ADD

    decision: Decision

    def findings(self, case: Case, as_of: date) -> tuple[Finding, ...]:
        """Return what the rules say of the decision."""
        date_given = self.decision.date is not None
        return check_decision(case.facts, self._dated(as_of), as_of, date_given=date_given)

    def facts_after(self, case: Case, as_of: date) -> CaseFacts:
        """Return the facts with this decision."""
        decision = self._dated(as_of)
        return _readmitted(with_decision(case.facts, decision), case.facts, decision)

    def write(self, update: CaseUpdate, case: Case, actor: Actor, moment: str) -> None:
        """Add the decision, after closing a termination that it readmits from."""
        decision = self._dated(actor.as_of)
        _readmit(update, case, decision, None, actor, moment)
        added = update.add(DecisionRow, _decision_row(decision))
        update.lines.append(JournalLine(self.action, None, decision_values(decision), added))

    def _dated(self, as_of: date) -> Decision:
        return with_decision_date(self.decision, as_of)


@dataclass(frozen=True, slots=True)
class EditDecision(CaseChange):
    """Change a decision; its kind stays. Raises NotFound where the case has no such decision."""

    action: ClassVar[JournalAction] = JournalAction.DECISION_EDIT

    number: int
    decision: Decision

    def findings(self, case: Case, as_of: date) -> tuple[Finding, ...]:
        """Return what the rules say of the edit."""
        old = case.decision(self.number)
        date_given = self.decision.date is not None
        return check_decision(case.facts, self._new(case, as_of), as_of, old, date_given)

    def is_done(self, case: Case, as_of: date) -> bool:
        """Return whether the decision says the same already."""
        return self._new(case, as_of) == case.decision(self.number)

    def facts_after(self, case: Case, as_of: date) -> CaseFacts:
        """Return the facts with the new version in place of the old one."""
        old, new = case.decision(self.number), self._new(case, as_of)
        return _readmitted(with_decision(case.facts, new, replaces=old), case.facts, new, old)

    def write(self, update: CaseUpdate, case: Case, actor: Actor, moment: str) -> None:
        """Change the row, after closing a termination that it readmits from."""
        old, new = case.decision(self.number), self._new(case, actor.as_of)
        _readmit(update, case, new, old, actor, moment)
        update.change(DecisionRow, _decision_row(new))
        update.lines.append(JournalLine(self.action, decision_values(old), decision_values(new)))

    def _new(self, case: Case, as_of: date) -> Decision:
        old = case.decision(self.number)
        dated = with_decision_date(self.decision, as_of, replaces=old)
        return replace(dated, kind=old.kind, id=old.id)


@dataclass(frozen=True, slots=True)
class AnnulDecision(CaseChange):
    """Annul a decision (`Opphevet`): it stays visible and counts for nothing. Raises NotFound."""

    action: ClassVar[JournalAction] = JournalAction.DECISION_ANNUL

    number: int

    def findings(self, case: Case, as_of: date) -> tuple[Finding, ...]:
        """Return what the rules say of the annulment."""
        return check_annulment(case.decision(self.number))

    def facts_after(self, case: Case, as_of: date) -> CaseFacts:
        """Return the facts with the decision annulled."""
        old = case.decision(self.number)
        return with_decision(case.facts, replace(old, annulled=True), replaces=old)

    def write(self, update: CaseUpdate, case: Case, actor: Actor, moment: str) -> None:
        """Mark the row."""
        old = case.decision(self.number)
        new = replace(old, annulled=True)
        update.change(DecisionRow, _decision_row(new))
        update.lines.append(JournalLine(self.action, decision_values(old), decision_values(new)))


class _MeasureChange(CaseChange):
    """A change of the measures: it moves no deadline and no termination."""

    __slots__ = ()

    def consequences(self, case: Case, as_of: date) -> tuple[Message, ...]:
        """Return nothing."""
        return ()


@dataclass(frozen=True, slots=True)
class AddMeasure(_MeasureChange):
    """Register a measure."""

    action: ClassVar[JournalAction] = JournalAction.MEASURE_ADD

    measure: Measure

    def findings(self, case: Case, as_of: date) -> tuple[Finding, ...]:
        """Return what the rules say of the measure."""
        return check_measure(self.measure)

    def facts_after(self, case: Case, as_of: date) -> CaseFacts:
        """Return the facts with this measure."""
        return replace(case.facts, measures=(*case.facts.measures, self.measure))

    def write(self, update: CaseUpdate, case: Case, actor: Actor, moment: str) -> None:
        """Add the row."""
        added = update.add(MeasureRow, _measure_row(self.measure))
        update.lines.append(JournalLine(self.action, None, measure_values(self.measure), added))


@dataclass(frozen=True, slots=True)
class EditMeasure(_MeasureChange):
    """Change a measure's kind or period. Raises NotFound where the case has no such measure."""

    action: ClassVar[JournalAction] = JournalAction.MEASURE_EDIT

    number: int
    measure: Measure

    def findings(self, case: Case, as_of: date) -> tuple[Finding, ...]:
        """Return what the rules say of the edit."""
        return check_measure(self._new(case))

    def is_done(self, case: Case, as_of: date) -> bool:
        """Return whether the measure says the same already."""
        return self._new(case) == case.measure(self.number)

    def facts_after(self, case: Case, as_of: date) -> CaseFacts:
        """Return the facts with the new version in place of the old one."""
        others = tuple(m for m in case.facts.measures if m.id != self.number)
        return replace(case.facts, measures=(*others, self._new(case)))

    def write(self, update: CaseUpdate, case: Case, actor: Actor, moment: str) -> None:
        """Change the row."""
        old, new = case.measure(self.number), self._new(case)
        update.change(MeasureRow, _measure_row(new))
        update.lines.append(JournalLine(self.action, measure_values(old), measure_values(new)))

    def _new(self, case: Case) -> Measure:
        return replace(self.measure, id=case.measure(self.number).id)


@dataclass(frozen=True, slots=True)
class DeleteMeasure(_MeasureChange):
    """Soft-delete a measure. Raises NotFound where the case has no such measure."""

    action: ClassVar[JournalAction] = JournalAction.MEASURE_DELETE

    number: int

    def findings(self, case: Case, as_of: date) -> tuple[Finding, ...]:
        """Return nothing: every measure may be deleted."""
        case.measure(self.number)
        return ()

    def facts_after(self, case: Case, as_of: date) -> CaseFacts:
        """Return the facts without the measure."""
        others = tuple(m for m in case.facts.measures if m.id != self.number)
        return replace(case.facts, measures=others)

    def write(self, update: CaseUpdate, case: Case, actor: Actor, moment: str) -> None:
        """Mark the row as deleted."""
        old = case.measure(self.number)
        places = [row[0] for row in update.rows(MeasureRow)]
        update.soft_delete(MeasureRow, places.index(old.id), actor.user, moment)
        update.lines.append(JournalLine(self.action, measure_values(old)))


def _readmitted(
    after: CaseFacts, before: CaseFacts, decision: Decision, replaces: Decision | None = None
) -> CaseFacts:
    return replace(after, active=None) if is_readmission(before, decision, replaces) else after


def _readmit(
    update: CaseUpdate,
    case: Case,
    decision: Decision,
    replaces: Decision | None,
    actor: Actor,
    moment: str,
) -> None:
    if is_readmission(case.facts, decision, replaces) and case.facts.active:
        close_active(update, JournalAction.TERMINATION_DELETE, case.facts.active, actor, moment)


def _decision_row(decision: Decision) -> StoredRow:
    days = (decision.date, decision.start, decision.end)
    return (decision.id, str(decision.kind), *map(_stored_day, days), decision.annulled)


def _measure_row(measure: Measure) -> StoredRow:
    days = (measure.start, measure.end)
    return (measure.id, str(measure.kind), *map(_stored_day, days), None, None)


def _stored_day(day: date | None) -> str | None:
    return day.isoformat() if day else None

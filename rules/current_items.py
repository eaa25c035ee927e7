"""Whether a decision or measure is current (`gjeldende`): computed, never stored, display only."""

from datetime import date

from rules import register_choices as choices
from rules.facts import CaseFacts, Decision, Measure
from rules.legal_basis import rests_on
from rules.legal_sources import guide


def runs_past(day: date, end: date | None) -> bool:
    """Whether a period that ends on `end` continues after a day; one without an end does."""
    return end is None or end > day


@rests_on(guide("6"), choices.OPEN_PERIOD_IS_NOT_CURRENT)
def is_current_decision(decision: Decision, facts: CaseFacts) -> bool:
    """Whether a decision is current: not annulled, nor running past a municipality's termination.

    A permanent stop and a rejection have no period, so they never run past one. Guide section 6:
    what runs past the termination is set to not current.
    """
    if decision.annulled:
        return False
    return not decision.kind.has_period or _inside_termination(decision.end, facts)


def is_current_measure(measure: Measure, facts: CaseFacts) -> bool:
    """Whether a measure is current: not running past a municipality's active termination."""
    return _inside_termination(measure.end, facts)


def become_not_current(facts: CaseFacts, day: date) -> tuple[Decision | Measure, ...]:
    """Return what is current now, and would not be with a municipality's termination on a day."""
    decisions = (
        decision
        for decision in facts.decisions
        if decision.kind.has_period
        and is_current_decision(decision, facts)
        and runs_past(day, decision.end)
    )
    measures = (m for m in facts.measures if is_current_measure(m, facts) and runs_past(day, m.end))
    return (*decisions, *measures)


def _inside_termination(end: date | None, facts: CaseFacts) -> bool:
    termination = facts.active_by_municipality
    return termination is None or not runs_past(termination.date, end)

"""A case with trial facts added: nothing is stored, and the engine computes it as usual."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from rules.code_lists import Completeness, Goal
from rules.decision_checks import check_decision
from rules.facts import CaseFacts, Decision, Event
from rules.findings import Finding
from rules.goal_checks import check_goal


@dataclass(frozen=True, slots=True)
class Trial:
    """Facts to try: more decisions and events, another end goal, decisions annulled by number."""

    decisions: tuple[Decision, ...] = ()
    events: tuple[Event, ...] = ()
    goal: Goal | None = None
    annulled: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.decisions or self.events or self.goal or self.annulled)


def with_trial(facts: CaseFacts, trial: Trial) -> CaseFacts:
    """Return the facts with the trial applied; a case known from a NIR report may become full."""
    decisions = (*_annulled(facts.decisions, trial.annulled), *trial.decisions)
    tried = replace(
        facts,
        decisions=decisions,
        events=(*facts.events, *trial.events),
        goal=trial.goal or facts.goal,
    )
    return replace(tried, known=Completeness.FULL) if tried.becomes_full else tried


def trial_findings(facts: CaseFacts, trial: Trial, as_of: date) -> tuple[Finding, ...]:
    """Return the errors and warnings that registering the trial facts one by one would give."""
    found: list[Finding] = []
    if trial.goal:
        found += check_goal(facts, trial.goal, as_of)
    so_far = replace(trial, decisions=())
    for decision in trial.decisions:
        found += check_decision(with_trial(facts, so_far), decision, as_of)
        so_far = replace(so_far, decisions=(*so_far.decisions, decision))
    return tuple(found)


def _annulled(decisions: tuple[Decision, ...], numbers: Collection[int]) -> tuple[Decision, ...]:
    return tuple(replace(d, annulled=d.annulled or d.id in numbers) for d in decisions)

"""A case with facts that are tried: nothing is stored, and the engine is asked as ever."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from rules.code_lists import Goal, Known
from rules.facts import CaseFacts, Decision, Event


@dataclass(frozen=True, slots=True)
class Trial:
    """Facts to try: decisions and events more, another end goal, decisions annulled by number."""

    decisions: tuple[Decision, ...] = ()
    events: tuple[Event, ...] = ()
    goal: Goal | None = None
    annulled: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.decisions or self.events or self.goal or self.annulled)


def with_trial(facts: CaseFacts, trial: Trial) -> CaseFacts:
    """The facts as they would be; a case known from a NIR report may be a full one then."""
    decisions = (*_annulled(facts.decisions, trial.annulled), *trial.decisions)
    tried = replace(
        facts,
        decisions=decisions,
        events=(*facts.events, *trial.events),
        goal=trial.goal or facts.goal,
    )
    return replace(tried, known=Known.FULL) if tried.becomes_full else tried


def _annulled(decisions: tuple[Decision, ...], numbers: Collection[int]) -> tuple[Decision, ...]:
    return tuple(replace(d, annulled=d.annulled or d.id in numbers) for d in decisions)

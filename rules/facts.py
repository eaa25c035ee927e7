"""The facts of one case: frozen, and the only input of the rules."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from rules import legal_sources as act
from rules import register_choices as choices
from rules.code_lists import (
    ENGINE,
    Category,
    Completeness,
    DecisionKind,
    DecisionResult,
    EventKind,
    Goal,
    Law,
    MeasureKind,
    TerminationKind,
)
from rules.legal_basis import rests_on
from rules.place import Place


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision (`vedtak`): decided on `date`, in force from `start` to `end`.

    `id` is its number in the register; None if it is not stored yet.
    """

    kind: DecisionKind
    date: datetime.date | None = None
    start: datetime.date | None = None
    end: datetime.date | None = None
    annulled: bool = False
    id: int | None = None

    @property
    def result(self) -> DecisionResult:
        """The result: made, or annulled later."""
        return DecisionResult.ANNULLED if self.annulled else DecisionResult.MADE

    @property
    @rests_on(choices.OFFERED_WITHOUT_DATE)
    def effective_date(self) -> datetime.date | None:
        """The day it was decided; if none is stored, its from date (ours)."""
        return self.date or self.start

    @property
    @rests_on(choices.OFFERED_WITHOUT_DATE)
    def effective_start(self) -> datetime.date | None:
        """The day it begins to count; if none is stored, the day it was decided (ours)."""
        return self.start or self.date


@dataclass(frozen=True, slots=True)
class Measure:
    """An activity in the programme (`tiltak`)."""

    kind: MeasureKind
    start: datetime.date | None = None
    end: datetime.date | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """An event that the population register reported; only a move has places."""

    kind: EventKind
    date: datetime.date
    moved_from: Place | None = None
    moved_to: Place | None = None


@dataclass(frozen=True, slots=True)
class Termination:
    """A termination of the programme: one row of its history, active unless it was deleted.

    `restores`: the number of the deleted row that an undo brought back as this one.
    Times are UTC. Municipality and district are those that followed up the person at the time.
    """

    kind: TerminationKind
    reason: str
    date: datetime.date
    registered_by: str
    registered_at: datetime.datetime
    hours: Decimal | None = None
    municipality: str = ""
    district: str | None = None
    restores: int | None = None
    deleted_by: str | None = None
    deleted_at: datetime.datetime | None = None
    id: int | None = None

    @property
    def deleted(self) -> bool:
        """Whether it was deleted, and is history."""
        return self.deleted_at is not None

    @property
    def by_engine(self) -> bool:
        """Whether the rule engine computed it."""
        return self.registered_by == ENGINE


@rests_on(act.GOAL_UNTIL_2026, act.GOAL_OF_2026_WORK, act.GOAL_OF_2026_FORMAL)
def needs_goal(law: Law) -> bool:
    """Whether a law requires an end goal (integreringsloven § 14)."""
    return law is Law.INTEGRERINGSLOVEN


@rests_on(choices.KNOWN_FROM_REPORT)
def is_complete(law: Law, has_goal: bool, takes_part: bool) -> bool:
    """Whether a case known from a NIR report lacks nothing any more: it is full from now on (ours).

    It has a participation decision in force, and an end goal where its law wants one.
    """
    return takes_part and (has_goal or not needs_goal(law))


@dataclass(frozen=True)
class CaseFacts:
    """Everything about a person that the rules use; `active` is the termination in force now.

    `active_was_computed`: whether the engine computed it, also if a user has edited it since but
    kept its reason. A termination added in its place with the same reason counts as such an edit
    (ours).
    """

    law: Law
    category: Category
    goal: Goal | None = None
    category_ended: datetime.date | None = None
    settled: datetime.date | None = None
    stored_start_deadline: datetime.date | None = None
    start_deadline_months: int = 24
    decisions: tuple[Decision, ...] = ()
    measures: tuple[Measure, ...] = ()
    events: tuple[Event, ...] = ()
    active: Termination | None = None
    active_was_computed: bool = False
    known: Completeness = Completeness.FULL
    reported_deadline: datetime.date | None = None
    born: datetime.date | None = None

    @property
    def active_by_municipality(self) -> Termination | None:
        """The active termination if a municipality registered it: it silences the engine."""
        return self.active if self.active and not self.active.by_engine else None

    @property
    def silences_engine(self) -> bool:
        """Whether the engine does nothing: a municipality's termination, or a NIR report only."""
        return self.known is Completeness.REPORT or self.active_by_municipality is not None

    @property
    def lacks_goal(self) -> bool:
        """Whether the law requires an end goal and none is registered (integreringsloven § 14)."""
        return needs_goal(self.law) and self.goal is None

    @property
    def becomes_full(self) -> bool:
        """Whether a case known from a NIR report only lacks nothing any more: it is full now."""
        takes_part = self.first_participation is not None
        is_report = self.known is Completeness.REPORT
        return is_report and is_complete(self.law, self.goal is not None, takes_part)

    def decisions_in_force(self, kind: DecisionKind) -> tuple[Decision, ...]:
        """Return the decisions of a kind that are not annulled; annulled ones do not count."""
        return self._decisions_in_force.get(kind, ())

    @cached_property
    def _decisions_in_force(self) -> dict[DecisionKind, tuple[Decision, ...]]:
        found: dict[DecisionKind, tuple[Decision, ...]] = {}
        for decision in self.decisions:
            if not decision.annulled:
                found[decision.kind] = (*found.get(decision.kind, ()), decision)
        return found

    @cached_property
    def first_participation(self) -> Decision | None:
        """The participation decision with the earliest from date, then decision date."""
        return min(
            self.decisions_in_force(DecisionKind.PARTICIPATION),
            key=lambda d: (
                d.effective_start or datetime.date.max,
                d.effective_date or datetime.date.max,
            ),
            default=None,
        )

    @property
    def programme_start(self) -> datetime.date | None:
        """The day the programme began: the first participation decision's from date."""
        first = self.first_participation
        return first.effective_start if first else None

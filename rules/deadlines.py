"""The start deadline and the completion deadline, with the steps that led to them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from rules import deadline_steps as steps
from rules import register_choices as choices
from rules.case_cache import cached_on_case
from rules.code_lists import Category, Completeness, DecisionKind, Law
from rules.deadline_steps import Step
from rules.durations import Regime, applicable, law_days
from rules.facts import CaseFacts, Decision
from rules.leave import CountedLeave, Period
from rules.legal_basis import rests_on
from rules.legal_sources import (
    START_DEADLINE,
    START_DEADLINE_INTRODUKSJONSLOVEN,
    THREE_MONTHS_TO_BEGIN,
    guide,
)
from rules.months import add_months
from rules.programme_length import Extension, Programme, with_leaves


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The set of rules used for a deadline, and the day of the offer that selects it."""

    regime: Regime
    offered: date


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline: the last day within it (inclusive), and how far an extension may reach.

    `explain` computes the steps that led to it, on demand: most deadlines are never explained.
    `programme` is the programme that the day was computed from, and `rules` the rules used; both
    are None for a start deadline, or a reported one.
    """

    day: date
    explain: Callable[[], Iterable[Step]] = field(compare=False, repr=False)
    base: date | None = None
    programme: Programme | None = None
    rules: RuleSet | None = None

    def latest_extension(self, decided: date) -> date | None:
        """Return the latest end of an extension decided on a day; None without a programme."""
        return self.programme.latest_extension(decided) if self.programme else None

    @property
    def may_be_extended(self) -> bool:
        """Whether the rules allow any extension of this programme."""
        return self.programme is not None and self.programme.may_be_extended

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that led to the deadline."""
        return tuple(self.explain())


@cached_on_case
@rests_on(START_DEADLINE, START_DEADLINE_INTRODUKSJONSLOVEN)
def start_deadline(facts: CaseFacts) -> Deadline | None:
    """Return the last day to register participation and an end goal (integreringsloven § 8).

    It is the stored date, else the settlement date plus the register's number of months; None if
    the case has neither date.
    """
    if facts.stored_start_deadline:
        return Deadline(
            facts.stored_start_deadline, partial(steps.of_stored_start, facts.stored_start_deadline)
        )
    if not facts.settled:
        return None
    months = facts.start_deadline_months
    day = add_months(facts.settled, months)
    return Deadline(day, partial(steps.of_computed_start, facts.law, facts.settled, months, day))


def completion_deadline(facts: CaseFacts, as_of: date) -> Deadline | None:
    """Return the last day on which the programme may end, by the law as of a day (guide section 1).

    None without a participation decision or, under integreringsloven, without an end goal. For a
    person known from a NIR report only it is the reported deadline, never a computed one.
    """
    found = None
    for since, deadline in deadline_periods(facts):
        if since <= as_of:
            found = deadline
    return found


@cached_on_case
def deadline_periods(facts: CaseFacts) -> tuple[tuple[date, Deadline | None], ...]:
    """Return the completion deadlines of the case, each with the day from which it applies.

    Earliest first; the first applies from `date.min`. A change of the law adds a later one.
    """
    if facts.known is Completeness.REPORT:
        return ((date.min, _reported(facts)),)
    days = _law_days(facts) or (date.min,)
    return tuple((day, _completion_deadline(facts, day)) for day in days)


def _law_days(facts: CaseFacts) -> tuple[date, ...]:
    first = facts.first_participation
    offered = first.effective_date if first else None
    return law_days(facts.law, facts.goal, offered) if offered else ()


@rests_on(
    guide("1"),
    choices.OFFERED_WITHOUT_DATE,
    choices.EXTENSION_WITHOUT_DATE,
    choices.COLLECTIVE_PROTECTION,
)
def _completion_deadline(facts: CaseFacts, as_of: date) -> Deadline | None:
    """Compute the completion deadline by the law as of a day; None if data is missing."""
    first = facts.first_participation
    start = first.effective_start if first else None
    if first is None or start is None:
        return None
    law, goal, offered = facts.law, facts.goal, first.effective_date or start
    found = applicable(law, goal, offered, as_of)
    if found is None:
        return None
    regime, row = found
    base = add_months(start, row.months)
    extensions = tuple(
        Extension(d.end, d.effective_date or base, d.effective_date is not None, d.id)
        for d in facts.decisions_in_force(DecisionKind.EXTENSION)
        if d.end
    )
    longest = add_months(start, row.months + row.extension)
    programme = Programme(regime, row, start, base, longest, extensions, CountedLeave(law))
    programme = with_leaves(programme, _leaves(facts, start))
    day = programme.deadline(programme.leave)

    # Do not hold `facts`: it caches this deadline, and the cycle would keep both in memory.
    explain = partial(steps.of_programme, law, goal, programme)
    return Deadline(day, explain, base, programme, RuleSet(regime, offered))


@rests_on(THREE_MONTHS_TO_BEGIN)
def three_months_after_settlement(facts: CaseFacts) -> date | None:
    """Return the day by which the municipality must have begun the programme, its duty under § 12.

    None under introduksjonsloven, for `Kan tilbys` (the municipality may refuse, and has no duty),
    and without a settlement date.
    """
    has_duty = facts.category is not Category.MAY_BE_OFFERED
    if facts.settled is None or facts.law is not Law.INTEGRERINGSLOVEN or not has_duty:
        return None
    return add_months(facts.settled, 3)


@rests_on(choices.LEAVE_WITHOUT_END)
def open_leaves(facts: CaseFacts) -> tuple[Decision, ...]:
    """Return the leaves without an end: they add nothing until a user registers their end."""
    return tuple(
        leave for leave in facts.decisions_in_force(DecisionKind.LEAVE) if leave.end is None
    )


def _reported(facts: CaseFacts) -> Deadline | None:
    day = facts.reported_deadline
    return Deadline(day, partial(steps.of_reported, day)) if day else None


@rests_on(choices.LEAVE_ABSENCE, choices.TEMPORARY_STOP)
def _leaves(facts: CaseFacts, start: date) -> list[Period]:
    """Return the leaves in force with both dates, from the programme start on, in date order."""
    leaves = sorted(
        (leave.start, leave.end)
        for leave in facts.decisions_in_force(DecisionKind.LEAVE)
        if leave.start and leave.end
    )
    return [(max(first, start), last) for first, last in leaves if max(first, start) <= last]

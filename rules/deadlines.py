"""Start and completion deadline: the days, and where to ask for the steps that led to them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from rules import register_choices as choices
from rules import steps
from rules.case_cache import cached_on_case
from rules.code_lists import Category, Completeness, DecisionKind, Law
from rules.durations import Regime, applicable, law_days
from rules.facts import CaseFacts, Decision
from rules.leave import CountedLeave, Period
from rules.legal_sources import (
    START_DEADLINE,
    START_DEADLINE_INTRODUKSJONSLOVEN,
    THREE_MONTHS_TO_BEGIN,
    guide,
)
from rules.months import add_months
from rules.programme_length import Extension, Programme, with_leaves
from rules.rests_on import rests_on
from rules.steps import Step


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The set of rules that a deadline was reckoned by, and the day of the offer that chose it."""

    regime: Regime
    offered: date


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day inside (inclusive), and how far an extension may reach.

    `explain` gives the steps that led to it: most deadlines are reckoned with and never explained.
    `programme` is what the day was reckoned from, `rules` by which rules; None for a start
    deadline, or a reported one.
    """

    day: date
    explain: Callable[[], Iterable[Step]] = field(compare=False, repr=False)
    base: date | None = None
    programme: Programme | None = None
    rules: RuleSet | None = None

    def latest_extension(self, decided: date) -> date | None:
        """The last day of an extension decided on a day; None where there is nothing to extend."""
        return self.programme.latest_extension(decided) if self.programme else None

    @property
    def may_be_extended(self) -> bool:
        """Whether the rules know an extension of this programme at all."""
        return self.programme is not None and self.programme.may_be_extended

    @property
    def steps(self) -> tuple[Step, ...]:
        """How it came about."""
        return tuple(self.explain())


@cached_on_case
@rests_on(START_DEADLINE, START_DEADLINE_INTRODUKSJONSLOVEN)
def start_deadline(facts: CaseFacts) -> Deadline | None:
    """By then a participation decision and an end goal must be registered (integreringsloven § 8).

    The stored date, else the settlement date plus the register's number of months; None with
    neither.
    """
    if facts.stored_start_deadline:
        return Deadline(
            facts.stored_start_deadline, partial(steps.of_stored_start, facts.stored_start_deadline)
        )
    if not facts.settled:
        return None
    months = facts.start_deadline_months
    day = add_months(facts.settled, months)
    return Deadline(day, partial(steps.of_reckoned_start, facts.law, facts.settled, months, day))


def completion_deadline(facts: CaseFacts, as_of: date) -> Deadline | None:
    """Last day on which the programme may end, as the law is as of a day (guide section 1).

    None without a participation decision or, under integreringsloven, without an end goal. For a
    person known from a NIR report only it is the reported one, never computed.
    """
    found = None
    for since, deadline in deadline_periods(facts):
        if since <= as_of:
            found = deadline
    return found


@cached_on_case
def deadline_periods(facts: CaseFacts) -> tuple[tuple[date, Deadline | None], ...]:
    """The completion deadlines that the case has, each with the day from which it is the one.

    Earliest first, the first from `date.min` on. A change of the law brings a later one.
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

    # Nothing of `facts` itself: a case keeps its deadline, so both would stay for ever.
    explain = partial(steps.of_programme, law, goal, programme)
    return Deadline(day, explain, base, programme, RuleSet(regime, offered))


@rests_on(THREE_MONTHS_TO_BEGIN)
def three_months_after_settlement(facts: CaseFacts) -> date | None:
    """By then the municipality should have begun (§ 12): its duty, and nobody's whom it may refuse.

    None under introduksjonsloven, for `Kan tilbys`, and without a settlement date.
    """
    has_duty = facts.category is not Category.MAY_BE_OFFERED
    if facts.settled is None or facts.law is not Law.INTEGRERINGSLOVEN or not has_duty:
        return None
    return add_months(facts.settled, 3)


@rests_on(choices.LEAVE_WITHOUT_END)
def open_leaves(facts: CaseFacts) -> tuple[Decision, ...]:
    """Leaves without an end: they add nothing yet, and somebody must end them."""
    return tuple(
        leave for leave in facts.decisions_in_force(DecisionKind.LEAVE) if leave.end is None
    )


def _reported(facts: CaseFacts) -> Deadline | None:
    day = facts.reported_deadline
    return Deadline(day, partial(steps.of_reported, day)) if day else None


@rests_on(choices.LEAVE_ABSENCE, choices.TEMPORARY_STOP)
def _leaves(facts: CaseFacts, start: date) -> list[Period]:
    """Leaves not annulled that have from and to, by their from dates, from the programme start."""
    leaves = sorted(
        (leave.start, leave.end)
        for leave in facts.decisions_in_force(DecisionKind.LEAVE)
        if leave.start and leave.end
    )
    return [(max(first, start), last) for first, last in leaves if max(first, start) <= last]

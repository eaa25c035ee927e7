"""Start and completion deadline: the days, and where to ask for the steps that led to them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from rules import steps
from rules.case_cache import once_for_a_case
from rules.code_lists import DecisionKind, Known
from rules.durations import LAST_DAY_BEFORE_2026, RULES_OF_2026, comes_under_2026, duration
from rules.facts import CaseFacts, Decision
from rules.leave import CountedLeave, Period
from rules.months import add_months
from rules.programme_length import Extension, Programme, later, with_leaves
from rules.steps import Step


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day inside (inclusive), and how far an extension may reach.

    `explain` gives the steps that led to it: most deadlines are reckoned with and never explained.
    `programme` is what the day was reckoned from; None for a start deadline, or a reported one.
    """

    day: date
    explain: Callable[[], Iterable[Step]] = field(compare=False, repr=False)
    base: date | None = None
    programme: "Programme | None" = None

    def latest_extension(self, decided: date) -> date | None:
        """The last day of an extension decided on a day; None where there is nothing to extend."""
        return self.programme.cap(decided, self.programme.leave) if self.programme else None

    @property
    def may_be_extended(self) -> bool:
        """Whether the rules know an extension of this programme at all."""
        return self.programme is not None and self.programme.may_be_extended

    @property
    def steps(self) -> tuple[Step, ...]:
        """How it came about."""
        return tuple(self.explain())


@once_for_a_case
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
    before_2026, by_2026 = _completion_deadlines(facts)
    return by_2026 if as_of >= RULES_OF_2026 else before_2026


@once_for_a_case
def _completion_deadlines(facts: CaseFacts) -> tuple[Deadline | None, Deadline | None]:
    """As the law was before 2026, and as it is from then on."""
    if facts.known is Known.REPORT:
        reported = _reported(facts)
        return reported, reported
    before = _completion_deadline(facts, LAST_DAY_BEFORE_2026)
    if not depends_on_rules(facts):
        return before, before
    return before, _completion_deadline(facts, RULES_OF_2026)


def _completion_deadline(facts: CaseFacts, as_of: date) -> Deadline | None:
    first = facts.first_participation
    start = first.starts if first else None
    if first is None or start is None:
        return None
    law, goal, offered = facts.law, facts.goal, first.decided or start
    row = duration(law, goal, offered, as_of)
    if row is None:
        return None
    base = add_months(start, row.months)
    extensions = tuple(
        Extension(d.end, d.decided or base) for d in facts.standing(DecisionKind.EXTENSION) if d.end
    )
    longest = add_months(start, row.months + row.extension)
    programme = Programme(
        row.source, base, longest, row.extension > 0, extensions, CountedLeave(law)
    )
    programme = with_leaves(programme, _leaves(facts, start))
    day = programme.deadline(programme.leave)

    def explain() -> Iterator[Step]:
        yield from steps.of_programme(start, offered, goal, row, base)
        # Nothing of `facts` itself: a case keeps its deadline, so both would stay for ever.
        yield from steps.of_leave(law, programme.leave, later(base, programme.leave.days))
        yield from steps.of_extensions(row, programme)

    return Deadline(day, explain, base, programme)


def depends_on_rules(facts: CaseFacts) -> bool:
    """Whether the completion deadline is another one by the rules of 2026 than by those before."""
    first = facts.first_participation
    if facts.known is Known.REPORT or first is None or first.starts is None:
        return False
    offered = first.decided or first.starts
    return comes_under_2026(facts.law, facts.goal, offered)


def three_months_after_settlement(facts: CaseFacts) -> date | None:
    """By then the municipality should have begun (§ 12): its duty, worth a warning only."""
    return add_months(facts.settled, 3) if facts.settled else None


def open_leaves(facts: CaseFacts) -> tuple[Decision, ...]:
    """Leaves without an end: they add nothing yet, and somebody must end them."""
    return tuple(leave for leave in facts.standing(DecisionKind.LEAVE) if leave.end is None)


def _reported(facts: CaseFacts) -> Deadline | None:
    day = facts.reported_deadline
    return Deadline(day, partial(steps.of_reported, day)) if day else None


def _leaves(facts: CaseFacts, start: date) -> list[Period]:
    """Leaves not annulled that have from and to, by their from dates, from the programme start."""
    leaves = sorted(
        (leave.start, leave.end)
        for leave in facts.standing(DecisionKind.LEAVE)
        if leave.start and leave.end
    )
    return [(max(first, start), last) for first, last in leaves if max(first, start) <= last]

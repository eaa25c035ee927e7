"""Start and completion deadline: the days, and where to ask for the steps that led to them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from rules import steps
from rules.case_cache import once_for_a_case
from rules.code_lists import DecisionKind, Known
from rules.durations import LAST_DAY_BEFORE_2026, RULES_OF_2026, comes_under_2026, duration
from rules.facts import CaseFacts, Decision
from rules.months import add_months
from rules.steps import NO_LEAVE, UNCOUNTED_LEAVE, Leave, Step
from rules.working_days import count_working_days


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day inside (inclusive), and how far an extension may reach.

    `explain` gives the steps that led to it: most deadlines are reckoned with and never explained.
    """

    day: date
    explain: Callable[[], Iterable[Step]] = field(compare=False, repr=False)
    base: date | None = None
    latest_extension: date | None = None

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
    latest_extension = add_months(base, row.extension)
    ends = [d.end for d in facts.standing(DecisionKind.EXTENSION) if d.end]
    without_leave = _extended(base, latest_extension, ends)
    leave = _leave(facts, start, without_leave)
    day = _later(without_leave, leave.days) if leave.counts else without_leave

    def explain() -> Iterator[Step]:
        yield from steps.of_programme(start, offered, goal, row, base)
        yield from steps.of_extensions(row, base, latest_extension, ends)
        # Nothing of `facts` itself: a case keeps its deadline, so both would stay for ever.
        yield from steps.of_leave(law, leave, day)

    return Deadline(day, explain, base, latest_extension)


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


def _extended(base: date, latest: date, ends: Sequence[date]) -> date:
    """Extensions do not add up and never shorten: the latest end counts, up to base plus cap."""
    return min(max((base, *ends)), latest)


def _leave(facts: CaseFacts, start: date, without: date) -> Leave:
    """Leave comes on top: its calendar days, each once, unless they hold ten working days or fewer.

    Source: integreringsforskriften §§ 10, 17, 19 as of 2026-01-01; for leave before that day ours.
    """
    leaves = [
        (max(leave.start, start), leave.end)
        for leave in facts.standing(DecisionKind.LEAVE)
        if leave.start and leave.end and leave.start <= without
    ]
    if not leaves:
        return NO_LEAVE
    periods = tuple(_each_day_once(leaves))
    return Leave(periods, count_working_days(_days(periods), UNCOUNTED_LEAVE + 1))


def _each_day_once(periods: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """The same days, where periods overlap counted once."""
    merged: list[tuple[date, date]] = []
    for first, last in sorted(periods):
        if last < first:
            continue
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _days(periods: Iterable[tuple[date, date]]) -> Iterator[date]:
    for first, last in periods:
        for number in range(first.toordinal(), last.toordinal() + 1):
            yield date.fromordinal(number)


def _later(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max

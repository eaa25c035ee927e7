"""Start and completion deadline, each with the steps that led to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from rules.durations import Duration, comes_under_2026, duration
from rules.facts import CaseFacts, Decision
from rules.programme import DecisionKind, Known
from rules.sentence import Sentence, cite, say
from rules.working_days import count_working_days

UNCOUNTED_LEAVE = 10
"""Leave of so many working days or fewer moves no deadline (forskriften § 19 per 01.01.2026)."""

_SURELY_MORE = 60
"""Calendar days that hold more than ten working days, however many holidays there are."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reckoning: what it says, the day it led to, the source it rests on."""

    text: Sentence
    day: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day inside (inclusive), how it came about, and how far an extension may reach."""

    day: date
    steps: tuple[Step, ...]
    base: date | None = None
    latest_extension: date | None = None


# A register holds a few thousand days and a handful of durations, and a run asks millions of times.
@lru_cache(maxsize=65_536)
def add_months(day: date, months: int) -> date:
    """Same day number some months later, clamped to the month's end and the calendar's."""
    try:
        return day + relativedelta(months=months)
    except (ValueError, OverflowError):
        return date.max


def start_deadline(facts: CaseFacts) -> Deadline | None:
    """By then a participation decision and an end goal must be registered (integreringsloven § 8).

    The stored date, else the settlement date plus the register's number of months; None with
    neither.
    """
    if facts.stored_start_deadline:
        day = facts.stored_start_deadline
        return Deadline(day, (Step(say("Frist for oppstart er registrert"), day, cite("NIR")),))
    if not facts.settled:
        return None
    months = facts.start_deadline_months
    day = add_months(facts.settled, months)
    settled = Step(say("Bosatt"), facts.settled, cite("NIR"))
    reckoned = Step(
        say("Bosettingsdato pluss {months} måneder", months=months),
        day,
        cite("integreringsloven § 8"),
    )
    return Deadline(day, (settled, reckoned))


def completion_deadline(facts: CaseFacts, as_of: date) -> Deadline | None:
    """Last day on which the programme may end, as the law is as of a day (guide section 1).

    None without a participation decision or, under integreringsloven, without an end goal. For a
    person known from a NIR report only it is the reported one, never computed.
    """
    if facts.known is Known.REPORT:
        return _reported(facts)
    first = facts.first_participation
    if first is None or first.starts is None:
        return None
    row = duration(facts.law, facts.goal, first.decided or first.starts, as_of)
    if row is None:
        return None
    steps = list(_base_steps(facts, first.starts, row))
    base = add_months(first.starts, row.months)
    latest_extension = add_months(base, row.extension)
    day, extension_steps = _extended(facts, base, latest_extension, row)
    steps += extension_steps
    day, leave_steps = _with_leave(facts, first.starts, day)
    steps += leave_steps
    return Deadline(day, tuple(steps), base, latest_extension)


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
    return Deadline(day, (Step(say("Oppgitt av NIR"), day, cite("NIR-rapport")),)) if day else None


def _base_steps(facts: CaseFacts, start: date, row: Duration) -> Iterator[Step]:
    yield Step(say("Første vedtak om deltakelse fra"), start, cite("brukerveiledningen avsnitt 1"))
    if facts.goal:
        yield Step(
            say("Sluttmål: {goal}", goal=facts.goal.label),
            None,
            cite("brukerveiledningen avsnitt 1"),
        )
    yield Step(
        say("Programmet kan vare {months} måneder", months=row.months),
        add_months(start, row.months),
        row.source,
    )


def _extended(
    facts: CaseFacts, base: date, latest: date, row: Duration
) -> tuple[date, tuple[Step, ...]]:
    """Extensions do not add up and never shorten: the latest end counts, up to base plus cap."""
    ends = [d.end for d in facts.standing(DecisionKind.EXTENSION) if d.end]
    if not ends or max(ends) <= base:
        return base, ()
    if max(ends) <= latest:
        step = Step(say("Vedtak om utvidet deltakelse til"), max(ends), row.source)
        return max(ends), (step,)
    step = Step(
        say(
            "Vedtak om utvidet deltakelse til {end} går ut over {months} måneders utvidelse; "
            "fristen stopper der",
            end=max(ends),
            months=row.extension,
        ),
        latest,
        row.source,
    )
    return latest, (step,)


def _with_leave(facts: CaseFacts, start: date, without: date) -> tuple[date, tuple[Step, ...]]:
    """Leave comes on top: its calendar days, each once, unless they hold ten working days or fewer.

    Source: forskriften §§ 10, 17, 19 as of 2026-01-01; for leave before that day ours.
    """
    leaves = [
        (max(leave.start, start), leave.end)
        for leave in facts.standing(DecisionKind.LEAVE)
        if leave.start and leave.end and leave.start <= without
    ]
    periods = _each_day_once(leaves)
    days = sum((last - first).days + 1 for first, last in periods)
    if not days:
        return without, ()
    source = cite("integreringsforskriften §§ 10, 17 og 19")
    if days <= _SURELY_MORE:
        working_days = count_working_days(_days(periods))
        if working_days <= UNCOUNTED_LEAVE:
            text = say(
                "Permisjon på {working} arbeidsdager; ti eller færre legger ikke noe til",
                working=working_days,
            )
            return without, (Step(text, without, source),)
    day = _later(without, days)
    text = say("Permisjon på {days} kalenderdager legges til", days=days)
    return day, (Step(text, day, source),)


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

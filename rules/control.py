"""The yearly control: what a municipality looks through before the closing date (ours)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rules import register_choices as choices
from rules.code_lists import DecisionKind
from rules.facts import CaseFacts, Termination
from rules.legal_basis import rests_on
from rules.legal_sources import REGISTRATION_IN_TIME
from rules.overdue import is_overdue

NEAR_DAYS = 30
"""Days from today within which a deadline is near."""

INTERRUPTIONS = (DecisionKind.LEAVE, DecisionKind.TEMPORARY_STOP)
"""The decisions that excuse somebody from having a measure."""

OpenPeriod = tuple[date | None, date | None]
"""First and last day, both included; None where it has no such day."""

_LAST_DAY_FOR_THE_YEAR_BEFORE = (3, 1)
"""1 March: until then the control is of the year before."""


@rests_on(choices.CONTROL)
def control_year(as_of: date) -> int:
    """Return the year that is controlled on a day: to 1 March the year before (ours)."""
    is_early = (as_of.month, as_of.day) <= _LAST_DAY_FOR_THE_YEAR_BEFORE
    return as_of.year - 1 if is_early else as_of.year


@rests_on(choices.REGISTERED_LATE)
def first_registered(active: Termination, history: Sequence[Termination]) -> Termination:
    """Return the first version of a municipality's termination that a municipality registered.

    `history` is newest first. An edit deletes the version before at the moment of its own
    registration; an undo names the row that it brings back (ours).
    """
    found = active
    while before := _version_before(found, history):
        if before.by_engine:
            break
        found = before
    return found


def _version_before(version: Termination, history: Sequence[Termination]) -> Termination | None:
    older = history[history.index(version) + 1 :]
    if version.restores is not None:
        return next((one for one in older if one.id == version.restores), None)
    edit = (version.registered_by, version.registered_at)
    return next((one for one in older if (one.deleted_by, one.deleted_at) == edit), None)


@rests_on(REGISTRATION_IN_TIME, choices.REGISTERED_LATE)
def is_registered_late(ended: date, first_registration: date) -> bool:
    """Whether a municipality registered a termination after the two months that it has (§ 58)."""
    return is_overdue(ended, first_registration)


@dataclass(frozen=True, slots=True)
class Attendance:
    """When somebody takes part: programme start, deadline and termination, and what interrupts it.

    Without a deadline or termination the programme has no last day. Periods are of leaves and
    temporary stops in force, and of measures; None is a period without that end.
    """

    start: date | None
    deadline: date | None = None
    ended: date | None = None
    interruptions: tuple[OpenPeriod, ...] = ()
    measures: tuple[OpenPeriod, ...] = ()


def attendance_of(facts: CaseFacts, deadline: date | None) -> Attendance:
    """Return when the person of a case takes part; `deadline` is the completion deadline."""
    interruptions = tuple(
        (decision.effective_start, decision.end)
        for kind in INTERRUPTIONS
        for decision in facts.decisions_in_force(kind)
    )
    measures = tuple((measure.start, measure.end) for measure in facts.measures)
    ended = facts.active.date if facts.active else None
    return Attendance(facts.programme_start, deadline, ended, interruptions, measures)


@rests_on(choices.WITHOUT_MEASURE)
def lacks_measure(attendance: Attendance, year: int) -> bool:
    """Whether somebody took part in a year, and has no measure in it (ours).

    A day of the year lies between programme start and the earlier of deadline and termination,
    outside leave and temporary stop.
    """
    first_day, last_day = date(year, 1, 1), date(year, 12, 31)
    if attendance.start is None:
        return False
    if any(
        (start or date.min) <= last_day and (end or date.max) >= first_day
        for start, end in attendance.measures
    ):
        return False
    first = max(attendance.start, first_day)
    last = min(last_day, attendance.deadline or date.max, attendance.ended or date.max)
    return _has_a_day_outside(first, last, attendance.interruptions)


def _has_a_day_outside(first: date, last: date, periods: Iterable[OpenPeriod]) -> bool:
    """Whether any day from `first` to `last` is in none of the periods."""
    for start, end in sorted((start or date.min, end or date.max) for start, end in periods):
        if start > first:
            break
        if end >= last:
            return False
        first = max(first, end + timedelta(days=1))
    return first <= last

"""A second, deliberately naive implementation of the rules: days are counted one by one.

It shares only the legal text with the real rules, so that the two can be compared.
"""

import datetime as dt
from dataclasses import dataclass

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

NEW_RULES_BEGIN = dt.date(2026, 1, 1)
FORMAL_EDUCATION_OFFERED_FROM = dt.date(2025, 1, 1)
START_DEADLINE_MONTHS = 24
WORKING_DAYS_THAT_ADD_NOTHING = 10

HAS_UPPER_SECONDARY = ["arbeid-med-vgo", "hoyere-utdanning-med-vgo", "rekvalifisering-med-vgo"]
COMPLETING_UPPER_SECONDARY = ["fullfore-vgo-under-25", "fullfore-vgo-over-25"]
COMPLETING_VOCATIONAL = ["fullfore-fagopplaring"]
PARTS_OF_UPPER_SECONDARY = ["deler-av-vgo"]
FORMAL_EDUCATION = COMPLETING_UPPER_SECONDARY + COMPLETING_VOCATIONAL + PARTS_OF_UPPER_SECONDARY

REASONS_IN_ORDER = [
    "dod",
    "utvandret",
    "flyttet",
    "avvist-program",
    "permanent-stans",
    "ikke-i-kategori",
    "utgatt-oppstartsfrist",
    "ikke-registrert",
]


@dataclass(frozen=True)
class PlainDecision:
    """A decision; start and end are its period, and an empty date means the from date."""

    kind: str
    annulled: bool
    date: dt.date | None
    start: dt.date | None
    end: dt.date | None


@dataclass(frozen=True)
class PlainEvent:
    """An event from the population register, with today's municipality numbers."""

    kind: str
    date: dt.date
    moved_from: str | None
    moved_to: str | None


@dataclass(frozen=True)
class PlainCase:
    """The facts of one person's case."""

    law: str
    goal: str | None
    decisions: tuple[PlainDecision, ...]
    events: tuple[PlainEvent, ...]
    category_ended: dt.date | None
    start_deadline: dt.date | None
    settled: dt.date | None


def days_between(first: dt.date, last: dt.date) -> list[dt.date]:
    """Return every day from the first to the last, both included."""
    days = []
    day = first
    while day <= last:
        days.append(day)
        day = day + dt.timedelta(days=1)
    return days


def public_holidays(year: int) -> set[dt.date]:
    """Return the public holidays of a year in Norway."""
    fixed = [(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)]
    holidays = {dt.date(year, month, day) for month, day in fixed}
    # Maundy Thursday, Good Friday, Easter (two days), Ascension Day, Whitsun (two days).
    for days_after_easter in [-3, -2, 0, 1, 39, 49, 50]:
        holidays.add(easter(year) + dt.timedelta(days=days_after_easter))
    return holidays


def is_working_day(day: dt.date) -> bool:
    """Return whether a day is a Monday to Friday and no public holiday."""
    return day.isoweekday() in [1, 2, 3, 4, 5] and day not in public_holidays(day.year)


def standing(case: PlainCase, kind: str) -> list[PlainDecision]:
    """Return the decisions of a kind that are not annulled."""
    return [d for d in case.decisions if d.kind == kind and not d.annulled]


def decided_on(decision: PlainDecision) -> dt.date | None:
    """Return the day a decision was made; an empty one is the from date."""
    if decision.date is not None:
        return decision.date
    return decision.start


def starts_on(decision: PlainDecision) -> dt.date | None:
    """Return the day a participation starts; an empty one is the decision date."""
    if decision.start is not None:
        return decision.start
    return decision.date


def participations(case: PlainCase) -> list[tuple[dt.date, dt.date]]:
    """Return (start, decision date) of every participation in force, earliest first."""
    found = []
    for decision in standing(case, "deltakelse"):
        start = starts_on(decision)
        decided = decided_on(decision)
        if start is not None and decided is not None:
            found.append((start, decided))
    return sorted(found)


def months_and_cap(case: PlainCase, offered: dt.date, as_of: dt.date) -> tuple[int, int] | None:
    """Return the months a programme may last, and the most months it may be extended by."""
    if case.law == "introduksjonsloven":
        return 24, 12
    if case.goal is None:
        return None
    if as_of >= NEW_RULES_BEGIN:
        if case.goal in FORMAL_EDUCATION and offered >= FORMAL_EDUCATION_OFFERED_FROM:
            if case.goal in PARTS_OF_UPPER_SECONDARY:
                return 36, 12
            if case.goal in COMPLETING_UPPER_SECONDARY:
                return 48, 12
            return 60, 0
        if case.goal not in FORMAL_EDUCATION and offered >= NEW_RULES_BEGIN:
            if case.goal in HAS_UPPER_SECONDARY:
                return 12, 0
            return 24, 0
    if case.goal in HAS_UPPER_SECONDARY:
        return 6, 6
    if case.goal in COMPLETING_UPPER_SECONDARY or case.goal in COMPLETING_VOCATIONAL:
        return 36, 12
    return 24, 12


def days_that_count(case: PlainCase, leave_days: set[dt.date]) -> set[dt.date]:
    """Return the days of leave that make the programme longer.

    Days in 2026 and later do not count if all leave together has no more than ten working days.
    Introduksjonsloven has no such threshold.
    """
    working_days = [day for day in leave_days if is_working_day(day)]
    few = len(working_days) <= WORKING_DAYS_THAT_ADD_NOTHING
    if case.law == "integreringsloven" and few:
        return {day for day in leave_days if day < NEW_RULES_BEGIN}
    return leave_days


def days_later(day: dt.date, days: int) -> dt.date:
    """Count days forward one by one."""
    for _ in range(days):
        day = day + dt.timedelta(days=1)
    return day


def deadline_with(case: PlainCase, as_of: dt.date, leave_days: set[dt.date]) -> dt.date | None:
    """Return the deadline with the given days of leave."""
    if not participations(case):
        return None
    start, offered = participations(case)[0]
    rule = months_and_cap(case, offered, as_of)
    if rule is None:
        return None
    months, more_months = rule
    base = start + relativedelta(months=months)
    counting = days_that_count(case, leave_days)
    deadline = days_later(base, len(counting))
    if more_months == 0:
        return deadline
    for extension in standing(case, "utvidet-deltakelse"):
        if extension.end is None:
            continue
        decided = decided_on(extension)
        if decided is None:
            decided = base
        before = [day for day in counting if day <= decided]
        after = [day for day in counting if day > decided]
        cap = days_later(start + relativedelta(months=months + more_months), len(before))
        extended = days_later(min(extension.end, cap), len(after))
        if extended > deadline:
            deadline = extended
    return deadline


def completion_deadline(case: PlainCase, as_of: dt.date) -> dt.date | None:
    """Return the last day on which the programme may end.

    Leaves are added in the order of their from dates. A leave counts if it begins on or before the
    deadline computed with the leaves before it.
    """
    deadline = deadline_with(case, as_of, set())
    if deadline is None:
        return None
    programme_start = participations(case)[0][0]
    leaves = [
        (leave.start, leave.end)
        for leave in standing(case, "permisjon")
        if leave.start is not None and leave.end is not None
    ]
    leave_days: set[dt.date] = set()
    for first, last in sorted(leaves):
        if first > deadline:
            continue
        for day in days_between(first, last):
            if day >= programme_start:
                leave_days.add(day)
        longer = deadline_with(case, as_of, leave_days)
        assert longer is not None
        deadline = longer
    return deadline


def start_deadline(case: PlainCase) -> dt.date | None:
    """Return the day by which participation and end goal must be registered."""
    if case.start_deadline is not None:
        return case.start_deadline
    if case.settled is not None:
        return case.settled + relativedelta(months=START_DEADLINE_MONTHS)
    return None


def event_holds(event: PlainEvent, periods: list[tuple[dt.date, dt.date]]) -> bool:
    """Return whether an event ends the programme, regardless of today's date.

    A participation decided before the event does not lift it.
    """
    starts = [start for start, _ in periods]
    if event.kind == "dod":
        return True
    if any(start >= event.date and decided >= event.date for start, decided in periods):
        return False
    if event.kind == "utvandret":
        return True
    if event.kind == "flyttet":
        if event.moved_from is None or event.moved_to is None:
            return False
        had_begun = any(start <= event.date for start in starts)
        return had_begun and event.moved_from != event.moved_to
    return False


def computed_termination(case: PlainCase, as_of: dt.date) -> tuple[str, dt.date] | None:
    """Return the reason and date of the termination that the rules compute, if any."""
    starts = [start for start, _ in participations(case)]
    grounds: list[tuple[str, dt.date]] = []
    for event in case.events:
        if event_holds(event, participations(case)):
            grounds.append((event.kind, event.date))
    for reason in ["avvist-program", "permanent-stans"]:
        for decision in standing(case, reason):
            day = decided_on(decision)
            periods = participations(case)
            if day is not None and not any(s > day and made >= day for s, made in periods):
                grounds.append((reason, day))
    ended = case.category_ended
    if ended is not None and not any(start <= ended for start in starts):
        grounds.append(("ikke-i-kategori", ended))
    goal_lacks = case.law == "integreringsloven" and case.goal is None
    oppstart = start_deadline(case)
    decision_lacks = not standing(case, "deltakelse")
    if oppstart is not None and as_of > oppstart and (decision_lacks or goal_lacks):
        grounds.append(("utgatt-oppstartsfrist", oppstart))
    completion = completion_deadline(case, as_of)
    if completion is not None and as_of > completion:
        grounds.append(("ikke-registrert", completion))
    holding = [(day, REASONS_IN_ORDER.index(reason)) for reason, day in grounds if day <= as_of]
    if not holding:
        return None
    day, place = min(holding)
    return REASONS_IN_ORDER[place], day

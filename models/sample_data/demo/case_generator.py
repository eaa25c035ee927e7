"""Drawing random cases: a person, and how and when their programme is to end."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from models.sample_data.demo.people import NewPerson
from models.sample_data.names import Names
from rules.code_lists import Category, Goal, Hours, Law
from rules.duf_number import check_digits
from rules.durations import duration
from rules.months import add_months
from rules.reasons import REASONS

_MUNICIPALITIES = {
    "0301": 26,
    "4204": 16,
    "4601": 12,
    "5001": 9,
    "1103": 8,
    "3201": 7,
    "3301": 6,
    "3203": 5,
    "3205": 5,
    "4223": 3,
    "5501": 3,
}
_DISTRICTS = {
    "0301": tuple(f"0301{number:02d}" for number in range(1, 16)),
    "4601": tuple(f"4601{number:02d}" for number in range(1, 9)),
    "5001": tuple(f"5001{number:02d}" for number in range(1, 5)),
    "1103": tuple(f"1103{number:02d}" for number in range(1, 10)),
}
_CATEGORIES = {Category.RIGHT_AND_DUTY: 6, Category.RIGHT: 3, Category.MAY_BE_OFFERED: 1}
_GOALS = {
    Goal.WORK_HAS_UPPER_SECONDARY: 4,
    Goal.HIGHER_EDUCATION: 2,
    Goal.REQUALIFICATION: 1,
    Goal.WORK_LACKS_UPPER_SECONDARY: 4,
    Goal.UPPER_SECONDARY_UNDER_25: 2,
    Goal.UPPER_SECONDARY_OVER_25: 3,
    Goal.VOCATIONAL_TRAINING: 2,
    Goal.PARTS_OF_UPPER_SECONDARY: 2,
    Goal.PRIMARY_SCHOOL: 2,
}
_FIRST_START = {
    Law.INTEGRERINGSLOVEN: date(2021, 2, 1),
    Law.INTRODUKSJONSLOVEN: date(2018, 1, 8),
}
_LAST_START = {
    Law.INTEGRERINGSLOVEN: date(2024, 11, 18),
    Law.INTRODUKSJONSLOVEN: date(2020, 12, 14),
}
ChoiceT = TypeVar("ChoiceT")
_NAMES = Names(Path(__file__).with_name("names.txt"))

BEFORE_START = ("avvist-program", "ikke-i-kategori", "utgatt-oppstartsfrist")
"""Reasons that, in drawn cases, end a programme before its start; the guide's show them after."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a case ends: the reason, and whether the engine gives it; None if still under way."""

    reason: str | None
    by_engine: bool = False
    ends_soon: bool = False


@dataclass(frozen=True, slots=True)
class GeneratedCase:
    """A person's facts and the days on which they occur."""

    person: NewPerson
    outcome: Ending
    goal: Goal | None
    start: date
    deadline: date
    ends: date | None
    registered: date | None
    hours: Decimal | None
    lacks: str | None
    longest_extension: date
    chance: random.Random

    @property
    def law(self) -> Law:
        """The law the person is under."""
        return self.person.law

    @property
    def municipality(self) -> str:
        """The municipality that follows the person up."""
        return self.person.municipality

    @property
    def participates(self) -> bool:
        """Whether a participation decision is made."""
        return self.outcome.reason not in BEFORE_START and self.lacks != "decision"


def draw_life(
    chance: random.Random,
    serial: int,
    law: Law,
    outcome: Ending,
    today: date,
    place: str | None,
) -> GeneratedCase | None:
    """Draw a case with an outcome; return None if the days drawn do not allow it."""
    start = _workday(_day_between(chance, _FIRST_START[law], _LAST_START[law]))
    goal = _weighted(chance, _GOALS) if law is Law.INTEGRERINGSLOVEN else None
    row = duration(law, goal, start, today)
    deadline = add_months(start, row.months if row else 0)
    settled = start - timedelta(days=chance.randint(20, 240))
    ends = _end(chance, outcome, start, settled, deadline, today)
    if (ends is None) != (outcome.reason is None):
        return None
    if outcome.reason is None and deadline <= today + timedelta(days=3):
        return None
    if place and ends and ends.year != today.year:
        return None
    ended = ends if outcome.reason == "ikke-i-kategori" else None
    person = _person(chance, serial, law, place, settled, ended)
    registered = None
    if ends and not outcome.by_engine:
        latest = (today - ends).days
        registered = ends + timedelta(days=min(latest, chance.choice((0, 2, 5, 9, 21, 60))))
    lacks = _lacks(chance, law, outcome, add_months(settled, 24), today)
    return GeneratedCase(
        person,
        outcome,
        None if lacks == "goal" else goal,
        start,
        deadline,
        ends,
        registered,
        _hours(chance, outcome),
        lacks,
        add_months(deadline, row.extension if row else 0),
        chance,
    )


def _end(
    chance: random.Random,
    outcome: Ending,
    start: date,
    settled: date,
    deadline: date,
    today: date,
) -> date | None:
    if outcome.reason is None:
        return None
    if outcome.reason == "ikke-registrert":
        return deadline if deadline < today else None
    if outcome.reason == "utgatt-oppstartsfrist":
        expired = add_months(settled, 24)
        return expired if expired < today else None
    if outcome.reason in ("avvist-program", "ikke-i-kategori"):
        return start if start < today else None
    first, last = start + timedelta(days=45), min(deadline, today - timedelta(days=4))
    return _workday(_day_between(chance, first, last)) if first < last else None


def _person(
    chance: random.Random,
    serial: int,
    law: Law,
    place: str | None,
    settled: date,
    category_ended: date | None,
) -> NewPerson:
    sex = chance.choice("KM")
    municipality = place or _weighted(chance, _MUNICIPALITIES)
    districts = _DISTRICTS.get(municipality)
    # An impossible year, as in the guide's own test persons, so that the number is nobody's.
    first_ten = f"99{settled:%y}{serial:06d}"
    return NewPerson(
        first_ten + check_digits(first_ten),
        *_NAMES.draw(chance, sex),
        sex,
        _day_between(chance, date(settled.year - 54, 1, 1), date(settled.year - 18, 12, 31)),
        law,
        _weighted(chance, _CATEGORIES),
        municipality,
        chance.choice(districts) if districts else None,
        category_ended,
        settled,
    )


def _lacks(
    chance: random.Random, law: Law, outcome: Ending, start_deadline: date, today: date
) -> str | None:
    """Draw what a case under way lacks, if anything, while its start deadline is ahead."""
    if outcome.reason or law is Law.INTRODUKSJONSLOVEN or start_deadline < today:
        return None
    return chance.choices(("decision", "goal", None), (2, 2, 9))[0]


def _hours(chance: random.Random, outcome: Ending) -> Decimal | None:
    if outcome.reason is None or outcome.by_engine:
        return None
    rule = REASONS[outcome.reason].hours
    if rule is Hours.NONE or (rule is Hours.OPTIONAL and chance.random() < 0.4):
        return None
    return Decimal(chance.choice(("15", "18.5", "20", "25", "30", "37.5", "37.5", "40")))


def _weighted(chance: random.Random, weights: dict[ChoiceT, int]) -> ChoiceT:
    return chance.choices(list(weights), list(weights.values()))[0]


def _day_between(chance: random.Random, first: date, last: date) -> date:
    return date.fromordinal(chance.randint(first.toordinal(), last.toordinal()))


def _workday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))

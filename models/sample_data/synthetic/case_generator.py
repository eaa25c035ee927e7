"""Drawing random cases: a person with all that happened to them, as it would be stored."""

import random
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from models.cases.stored_case import PERSON_COLUMNS, StoredCase, StoredRow
from models.reference_data.municipalities import Reference, municipality_of_district
from models.sample_data.names import Names
from models.sample_data.synthetic import distributions as shares
from models.sample_data.synthetic.distributions import Outcome, Weighted, weighted
from rules.code_lists import (
    ENGINE,
    Completeness,
    DecisionKind,
    EventKind,
    Goal,
    Hours,
    Law,
    MeasureKind,
    TerminationKind,
)
from rules.duf_number import check_digits
from rules.durations import duration
from rules.months import add_months
from rules.reasons import REASONS

_FIRST_START = {
    str(Law.INTEGRERINGSLOVEN): date(2021, 1, 4).toordinal(),
    str(Law.INTRODUKSJONSLOVEN): date(2014, 1, 6).toordinal(),
}
_LAST_START = {str(Law.INTRODUKSJONSLOVEN): date(2020, 12, 14).toordinal()}
_TWO_YEARS = 24
_INITIALS = ("ASGE", "NIBO", "MABE", "KRSO", "TOHA", "ELHA", "SIBE", "JOLA")
_HOURS = (150, 185, 200, 250, 300, 375, 375, 375, 400)
_MEASURES = tuple(map(str, MeasureKind))
_SERIALS = 1_000_000


@lru_cache(maxsize=20_000)
def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


@lru_cache(maxsize=50_000)
def _after_months(day: int, months: int) -> int:
    return add_months(date.fromordinal(day), months).toordinal()


@lru_cache(maxsize=50_000)
def _months(law: str, goal: str | None, offered: int, today: int) -> tuple[int, int]:
    """Return how many months a programme may last, and how many more an extension may add."""
    wanted = Goal(goal) if goal else None
    row = duration(Law(law), wanted, date.fromordinal(offered), date.fromordinal(today))
    return (row.months, row.extension) if row else (0, 0)


class CaseGenerator:
    """A generator of random cases, the same for the same seed and day."""

    def __init__(self, reference: Reference, seed: int, today: date) -> None:
        self._chance = random.Random(seed)
        self._names = Names(Path(__file__).with_name("names.txt"), shares.LANGUAGES)
        self._today = today.toordinal()
        self._places = shares.municipalities(reference)
        self._numbers = self._places.things
        self._districts: dict[str, list[str]] = {}
        for district in reference.districts:
            self._districts.setdefault(municipality_of_district(district), []).append(district)
        self._outcomes = weighted({str(o): w for o, w in shares.OUTCOME_DISTRIBUTION.items()})
        self._reasons = weighted(dict(shares.REASON_DISTRIBUTION))
        self._categories = weighted(dict(shares.CATEGORY_DISTRIBUTION))
        self._goals = weighted(
            {str(goal): weight for goal, weight in shares.GOAL_DISTRIBUTION.items()}
        )

    def draw(self, number: int) -> StoredCase:
        """Draw the case of one person; the first persons get each outcome in turn, twice."""
        chance, today = self._chance, self._today
        law, goal, outcome = self._fate(number)
        months, extension = _months(law, goal, _FIRST_START[law], today)
        start = self._start(law, outcome, months)
        decided = start - chance.randint(2, 20)
        months, extension = _months(law, goal, decided, today)
        person = self._person(number, law, goal, start, outcome)
        life = StoredCase(person)
        if outcome in _BEFORE_START:
            _never_begin(life, outcome, start)
            return life
        _decide(life, DecisionKind.PARTICIPATION, decided, start)
        deadline = _after_months(start, months)
        if extension and chance.random() < shares.SHARE_EXTENDED / 0.84:
            latest = _after_months(deadline, extension)
            end = chance.randint(deadline + 30, latest) if latest > deadline + 30 else latest
            _decide(life, DecisionKind.EXTENSION, deadline - 20, deadline + 1, end)
            deadline = max(deadline, end)
        self._leave(life, start)
        self._measures(life, start, deadline)
        self._end(life, outcome, start, deadline)
        return life

    def _fate(self, number: int) -> tuple[str, str | None, Outcome]:
        chance = self._chance
        outcome = Outcome(self._one(self._outcomes))
        if number < 2 * len(Outcome):
            outcome = list(Outcome)[number % len(Outcome)]
        is_old = chance.random() < shares.SHARE_UNDER_THE_OLD_LAW
        is_old = is_old or self._today < _FIRST_START[str(Law.INTEGRERINGSLOVEN)] + 60
        law = str(Law.INTRODUKSJONSLOVEN if is_old else Law.INTEGRERINGSLOVEN)
        goal = None if is_old else self._one(self._goals)
        if is_old and outcome in _ONLY_UNDER_WAY:
            outcome = Outcome.REGISTERED
        return law, goal, outcome

    def _start(self, law: str, outcome: Outcome, months: int) -> int:
        """Draw a working day to start on, early or late enough for the outcome to be possible."""
        first = _FIRST_START[law]
        last = min(_LAST_START.get(law, self._today), self._today - 7)
        if outcome in _ONLY_UNDER_WAY:
            first = max(first, _after_months(self._today, -months) + 10)
        elif outcome is Outcome.NOT_REGISTERED:
            last = min(last, _after_months(self._today, -months) - 400)
        elif outcome in _OF_START_DEADLINE:
            last = min(last, _after_months(self._today, -_TWO_YEARS) + 200)
        else:
            last = min(last, self._today - 120)
        day = self._chance.randint(first, last) if first < last else max(first, last)
        return day - max(0, date.fromordinal(day).weekday() - 4)

    def _person(
        self, number: int, law: str, goal: str | None, start: int, outcome: Outcome
    ) -> dict[str, Any]:
        chance = self._chance
        sex = chance.choice("KM")
        first_name, last_name = self._names.draw(chance, sex)
        place = self._one(self._places)
        districts = self._districts.get(place)
        settled = start - chance.randint(20, 240)
        if outcome in _OF_START_DEADLINE:
            settled = min(settled, _after_months(self._today, -_TWO_YEARS) - 5)
        elif outcome in (Outcome.LACKS_DECISION, Outcome.LACKS_GOAL):
            settled = max(settled, _after_months(self._today, -_TWO_YEARS) + 1 + number % 300)
        year = date.fromordinal(settled).year % 100
        ten = f"{9000 + 100 * (number // _SERIALS) + year}{number % _SERIALS:06d}"
        lacks_goal = outcome in (Outcome.LACKS_GOAL, Outcome.LATE_GOAL)
        return {
            **dict.fromkeys(PERSON_COLUMNS),
            "duf": ten + check_digits(ten),
            "first_name": first_name,
            "last_name": last_name,
            "sex": sex,
            "born": _iso(settled - chance.randint(18 * 366, 54 * 365)),
            "law": law,
            "category": self._one(self._categories),
            "category_ended": _iso(start) if outcome is Outcome.NOT_IN_CATEGORY else None,
            "municipality": place,
            "district": chance.choice(districts) if districts else None,
            "settled": _iso(settled),
            "goal": None if lacks_goal else goal,
            "goal_date": _iso(start) if goal and not lacks_goal else None,
            "known": str(Completeness.FULL),
            "version": 0,
        }

    def _leave(self, life: StoredCase, start: int) -> None:
        chance = self._chance
        if chance.random() < shares.SHARE_ON_LEAVE / 0.94:
            first = start + chance.randint(20, 90)
            last = first + chance.randint(10, 120) if chance.random() < 0.85 else None
            _decide(life, DecisionKind.LEAVE, first - 5, first, last)
        elif chance.random() < 0.005:
            # A planned leave that was cancelled.
            first = start + chance.randint(20, 90)
            _decide(life, DecisionKind.LEAVE, first - 5, first, first + 20, annulled=True)
        elif chance.random() < 0.01:
            first = start + chance.randint(20, 90)
            _decide(life, DecisionKind.TEMPORARY_STOP, first, first, first + 30)

    def _measures(self, life: StoredCase, start: int, deadline: int) -> None:
        chance = self._chance
        for _ in range(chance.choice((0, 0, 1, 1))):
            first = start + chance.randint(0, 30)
            last = max(first, deadline - chance.randint(0, 90))
            life.measures.append(
                (None, chance.choice(_MEASURES), _iso(first), _iso(last), None, None)
            )

    def _end(self, life: StoredCase, outcome: Outcome, start: int, deadline: int) -> None:
        """Add what ends the case: a decision or event for the engine, or a termination."""
        chance = self._chance
        first, last = start + 45, min(deadline, self._today)
        day = chance.randint(first, last) if first < last else last
        if outcome is Outcome.STOPPED:
            _decide(life, DecisionKind.PERMANENT_STOP, day)
        elif outcome in _EVENTS:
            home, away = None, None
            if outcome is Outcome.MOVED:
                home = life.person["municipality"]
                away = self._elsewhere(home)
            life.events.append((None, str(_EVENTS[outcome]), _iso(day), home, away))
        elif outcome is Outcome.REGISTERED:
            self._register(life, day, deadline)

    def _elsewhere(self, home: str) -> str:
        places = (self._one(self._places) for _ in range(20))
        return next((place for place in places if place != home), self._numbers[-1])

    def _register(self, life: StoredCase, day: int, deadline: int) -> None:
        """Add a municipality's termination; some replace one by the engine or with another code."""
        chance, today = self._chance, self._today
        registered = min(today, day + chance.choice((0, 2, 5, 9, 21, 60)))
        roll = chance.random() / 1.35
        if roll < shares.SHARE_SUPERSEDED and deadline + 3 < today:
            closed = min(today, deadline + chance.randint(3, 90))
            self._terminate(life, deadline, "ikke-registrert", None, ENGINE, deadline + 1, closed)
            registered = closed
        elif roll < 2 * shares.SHARE_SUPERSEDED:
            closed = min(today, registered + chance.choice((0, 0, 1, 7, 30)))
            self._terminate(life, day, *self._chosen(life), registered, closed)
            registered = closed
        self._terminate(life, day, *self._chosen(life), registered)

    def _chosen(self, life: StoredCase) -> tuple[str, int | None, str]:
        chance = self._chance
        reason = self._one(self._reasons)
        rule = REASONS[reason].hours
        has_hours = rule is Hours.REQUIRED or (rule is Hours.OPTIONAL and chance.random() < 0.6)
        user = f"{life.person['municipality']}-{chance.choice(_INITIALS)}"
        return reason, chance.choice(_HOURS) if has_hours else None, user

    def _terminate(
        self,
        life: StoredCase,
        day: int,
        reason: str,
        hours: int | None,
        by: str,
        registered: int,
        closed: int | None = None,
    ) -> None:
        person = life.person
        at = f"{_iso(registered)}T{'01:00' if by == ENGINE else '09:30'}:00+00:00"
        deleted: StoredRow = (None, None)
        if closed is not None:
            user = f"{person['municipality']}-{self._chance.choice(_INITIALS)}"
            deleted = (user, f"{_iso(closed)}T09:30:00+00:00")
        what = (None, str(TerminationKind.ORDINARY), reason, _iso(day), by, at, hours)
        place = (person["municipality"], person["district"])
        life.terminations.append((*what, *place, None, *deleted))

    def _one(self, of: Weighted) -> str:
        [thing] = self._chance.choices(of.things, cum_weights=of.cumulated)
        return thing


_EVENTS = {
    Outcome.MOVED: EventKind.MOVED,
    Outcome.EMIGRATED: EventKind.EMIGRATED,
    Outcome.DIED: EventKind.DIED,
}
_ONLY_UNDER_WAY = (Outcome.UNDER_WAY, Outcome.LACKS_DECISION, Outcome.LACKS_GOAL)
_OF_START_DEADLINE = (Outcome.LATE_GOAL, Outcome.NEVER_OFFERED)
_BEFORE_START = (
    *(Outcome.LACKS_DECISION, Outcome.NEVER_OFFERED, Outcome.NOT_IN_CATEGORY, Outcome.REJECTED),
)


def _never_begin(life: StoredCase, outcome: Outcome, start: int) -> None:
    if outcome is Outcome.REJECTED:
        _decide(life, DecisionKind.REJECTION, start)


def _decide(
    life: StoredCase,
    kind: DecisionKind,
    day: int,
    start: int | None = None,
    end: int | None = None,
    annulled: bool = False,
) -> None:
    from_day, to_day = _iso(start) if start else None, _iso(end) if end else None
    life.decisions.append((None, str(kind), _iso(day), from_day, to_day, annulled))


def night_after(day: date, today: date) -> str:
    """Return the time of the nightly run after a day; today's at the latest."""
    return f"{min(day + timedelta(days=1), today).isoformat()}T01:00:00+00:00"

"""A case: a person with everything the rules look at, loaded in a handful of queries."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from models.database import Register
from models.errors import NotFound
from models.reference import Reference
from models.settings import start_deadline_months
from models.tables import DecisionRow, EventRow, MeasureRow, PersonRow, TerminationRow
from rules.duf import format_duf
from rules.facts import CaseFacts, Decision, Event, Measure, Termination
from rules.programme import (
    Category,
    DecisionKind,
    EventKind,
    Goal,
    Known,
    Law,
    MeasureKind,
    TerminationKind,
)
from rules.sentence import say

_AT_A_TIME = 500

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Person:
    """Who a case is about, in plain values."""

    id: int
    duf: str
    first_name: str
    last_name: str
    sex: str
    born: datetime.date | None
    municipality: str
    district: str | None
    goal_date: datetime.date | None
    version: int

    @property
    def name(self) -> str:
        """As the report's column has it: `Fornavn, Etternavn`."""
        return f"{self.first_name}, {self.last_name}"


@dataclass(frozen=True, slots=True)
class Case:
    """A person, the facts for the rules, and the whole history of terminations, newest first."""

    person: Person
    facts: CaseFacts
    terminations: tuple[Termination, ...]

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, annulled ones too, newest first."""
        return self.facts.decisions

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that are not deleted, newest first."""
        return self.facts.measures

    def decision(self, decision_id: int) -> Decision:
        """The decision with an id; raises NotFound."""
        for decision in self.decisions:
            if decision.id == decision_id:
                return decision
        raise NotFound(say("Personen har ikke noe vedtak med nummer {id}", id=decision_id))

    def measure(self, measure_id: int) -> Measure:
        """The measure with an id; raises NotFound."""
        for measure in self.measures:
            if measure.id == measure_id:
                return measure
        raise NotFound(say("Personen har ikke noe tiltak med nummer {id}", id=measure_id))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What belongs to the register rather than to a case, yet is among its facts."""

    reference: Reference
    start_deadline_months: int


def surroundings(register: Register) -> Surroundings:
    """Load what all cases share, inside a transaction."""
    return Surroundings(register.reference, start_deadline_months())


def load_case(duf: str, shared: Surroundings) -> Case:
    """Load the case of a DUF number, inside a transaction; raises NotFound."""
    row = PersonRow.get_or_none(PersonRow.duf == duf)
    if row is None:
        raise NotFound(say("Finner ingen person med DUF-nummer {duf}", duf=format_duf(duf)))
    return next(_cases([row], shared))


def stream_cases(shared: Surroundings) -> Iterator[Case]:
    """Load every case, some hundred at a time, in order of registration."""
    last_id = 0
    while True:
        query = PersonRow.select().where(PersonRow.id > last_id).order_by(PersonRow.id)
        people = list(query.limit(_AT_A_TIME))
        if not people:
            return
        last_id = people[-1].id
        yield from _cases(people, shared)


def _cases(people: list[Any], shared: Surroundings) -> Iterator[Case]:
    ids = [row.id for row in people]
    decisions = _by_person(DecisionRow, ids, _decision, _newest_period)
    measures = _by_person(
        MeasureRow, ids, _measure, _newest_period, MeasureRow.deleted_at.is_null()
    )
    events = _by_person(EventRow, ids, lambda row: _event(row, shared.reference), _by_date)
    terminations = _by_person(TerminationRow, ids, _termination, _newest_registration)
    for row in people:
        history = terminations[row.id]
        active = next((t for t in history if not t.deleted), None)
        facts = CaseFacts(
            law=Law(row.law),
            category=Category(row.category),
            goal=Goal(row.goal) if row.goal else None,
            category_ended=row.category_ended,
            settled=row.settled,
            stored_start_deadline=row.start_deadline,
            start_deadline_months=shared.start_deadline_months,
            decisions=decisions[row.id],
            measures=measures[row.id],
            events=events[row.id],
            active=active,
            known=Known(row.known),
            reported_deadline=row.reported_deadline,
        )
        yield Case(_person(row), facts, history)


def _by_person(
    table: Any,
    ids: list[int],
    convert: Callable[[Any], T],
    order: Callable[[T], Any],
    *conditions: Any,
) -> dict[int, tuple[T, ...]]:
    found: dict[int, list[T]] = defaultdict(list)
    for row in table.select().where(table.person_id.in_(ids), *conditions):
        found[row.person_id].append(convert(row))
    return defaultdict(tuple, {key: tuple(sorted(v, key=order)) for key, v in found.items()})


def _person(row: Any) -> Person:
    return Person(
        row.id,
        row.duf,
        row.first_name,
        row.last_name,
        row.sex,
        row.born,
        row.municipality,
        row.district,
        row.goal_date,
        row.version,
    )


def _decision(row: Any) -> Decision:
    return Decision(DecisionKind(row.kind), row.date, row.start, row.end, row.annulled, row.id)


def _measure(row: Any) -> Measure:
    return Measure(MeasureKind(row.kind), row.start, row.end, row.id)


def _event(row: Any, reference: Reference) -> Event:
    return Event(
        EventKind(row.kind),
        row.date,
        reference.place(row.from_municipality),
        reference.place(row.to_municipality),
    )


def _termination(row: Any) -> Termination:
    tenths = row.tenths_of_hours
    return Termination(
        TerminationKind(row.kind),
        row.reason,
        row.date,
        row.registered_by,
        row.registered_at,
        Decimal(tenths) / 10 if tenths is not None else None,
        row.municipality,
        row.district,
        row.deleted_by,
        row.deleted_at,
        row.id,
    )


def _newest_period(item: Decision | Measure) -> tuple[float, int]:
    day = item.starts if isinstance(item, Decision) else item.start
    return (-day.toordinal() if day else float("inf"), -(item.id or 0))


def _by_date(event: Event) -> datetime.date:
    return event.date


def _newest_registration(termination: Termination) -> tuple[float, int]:
    return (-termination.registered_at.timestamp(), -(termination.id or 0))

"""A case: a person with everything the rules look at, loaded in a handful of queries."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from models.database import Register
from models.errors import NotFound
from models.reference import Reference
from models.settings import start_deadline_months
from models.tables import DecisionRow, EventRow, MeasureRow, PersonRow, TerminationRow, database
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
Row = tuple[Any, ...]


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
    people = _fetch(_person_sql(), (duf,))
    if not people:
        raise NotFound(say("Finner ingen person med DUF-nummer {duf}", duf=format_duf(duf)))
    return next(_cases(people, shared))


def stream_cases(shared: Surroundings) -> Iterator[Case]:
    """Load every case, some hundred at a time, in order of registration."""
    last_id = 0
    while people := _fetch(_people_sql(), (last_id, _AT_A_TIME)):
        last_id = people[-1][0]
        yield from _cases(people, shared)


def _cases(people: list[Row], shared: Surroundings) -> Iterator[Case]:
    ids = tuple(row[0] for row in people)
    decisions = _by_person(DecisionRow, ids, _decision, _newest_period)
    measures = _by_person(MeasureRow, ids, _measure, _newest_period)
    events = _by_person(EventRow, ids, lambda row: _event(row, shared.reference), _by_date)
    terminations = _by_person(TerminationRow, ids, _termination, _newest_registration)
    for row in people:
        person_id, history = row[0], terminations[row[0]]
        fields = dict(zip(_PERSON_COLUMNS, row, strict=True))
        active = next((t for t in history if not t.deleted), None)
        facts = CaseFacts(
            law=Law(fields["law"]),
            category=Category(fields["category"]),
            goal=Goal(fields["goal"]) if fields["goal"] else None,
            category_ended=_day(fields["category_ended"]),
            settled=_day(fields["settled"]),
            stored_start_deadline=_day(fields["start_deadline"]),
            start_deadline_months=shared.start_deadline_months,
            decisions=decisions[person_id],
            measures=measures[person_id],
            events=events[person_id],
            active=active,
            active_was_computed=active is not None
            and any(t.by_engine and t.reason == active.reason for t in history),
            known=Known(fields["known"]),
            reported_deadline=_day(fields["reported_deadline"]),
        )
        yield Case(_person(fields), facts, history)


# Peewee takes longer to write these queries than SQLite to answer them: each is written once.


@cache
def _person_sql() -> str:
    return str(_select_person().where(PersonRow.duf == "").sql()[0])


@cache
def _people_sql() -> str:
    query = _select_person().where(PersonRow.id > 0).order_by(PersonRow.id).limit(_AT_A_TIME)
    return str(query.sql()[0])


@cache
def _rows_sql(table: Any, persons: int) -> str:
    columns = [getattr(table, name) for name in _COLUMNS[table]]
    query = table.select(table.person_id, *columns).where(table.person_id.in_(range(persons)))
    return str(query.sql()[0])


def _select_person() -> Any:
    return PersonRow.select(*(getattr(PersonRow, name) for name in _PERSON_COLUMNS))


def _fetch(sql: str, parameters: tuple[object, ...]) -> list[Row]:
    return list(database.execute_sql(sql, parameters).fetchall())


def _by_person(
    table: Any,
    ids: tuple[int, ...],
    convert: Callable[[Row], T | None],
    order: Callable[[T], Any],
) -> dict[int, tuple[T, ...]]:
    found: dict[int, list[T]] = defaultdict(list)
    for person_id, *row in _fetch(_rows_sql(table, len(ids)), ids):
        item = convert(tuple(row))
        if item is not None:
            found[person_id].append(item)
    return defaultdict(tuple, {key: tuple(sorted(v, key=order)) for key, v in found.items()})


_PERSON_COLUMNS = (
    *("id", "duf", "first_name", "last_name", "sex", "born", "municipality", "district"),
    *("goal_date", "version", "law", "category", "category_ended", "settled", "start_deadline"),
    *("goal", "known", "reported_deadline"),
)
_COLUMNS: dict[Any, tuple[str, ...]] = {
    DecisionRow: ("id", "kind", "date", "start", "end", "annulled"),
    MeasureRow: ("id", "kind", "start", "end", "deleted_at"),
    EventRow: ("kind", "date", "from_municipality", "to_municipality"),
    TerminationRow: (
        *("id", "kind", "reason", "date", "registered_by", "registered_at", "tenths_of_hours"),
        *("municipality", "district", "deleted_by", "deleted_at"),
    ),
}


def _person(fields: dict[str, Any]) -> Person:
    return Person(
        fields["id"],
        fields["duf"],
        fields["first_name"],
        fields["last_name"],
        fields["sex"],
        _day(fields["born"]),
        fields["municipality"],
        fields["district"],
        _day(fields["goal_date"]),
        fields["version"],
    )


def _decision(row: Row) -> Decision:
    number, kind, day, start, end, annulled = row
    return Decision(DecisionKind(kind), _day(day), _day(start), _day(end), bool(annulled), number)


def _measure(row: Row) -> Measure | None:
    number, kind, start, end, deleted_at = row
    return None if deleted_at else Measure(MeasureKind(kind), _day(start), _day(end), number)


def _event(row: Row, reference: Reference) -> Event:
    kind, day, moved_from, moved_to = row
    return Event(
        EventKind(kind), _stored_day(day), reference.place(moved_from), reference.place(moved_to)
    )


def _termination(row: Row) -> Termination:
    (number, kind, reason, day, by, at, tenths, municipality, district, deleted_by, deleted_at) = (
        row
    )
    return Termination(
        TerminationKind(kind),
        reason,
        _stored_day(day),
        by,
        datetime.datetime.fromisoformat(at),
        Decimal(tenths) / 10 if tenths is not None else None,
        municipality,
        district,
        deleted_by,
        datetime.datetime.fromisoformat(deleted_at) if deleted_at else None,
        number,
    )


def _day(value: Any) -> datetime.date | None:
    return _stored_day(value) if value else None


def _stored_day(value: Any) -> datetime.date:
    # SQLite gives text, PostgreSQL a date.
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value


def _newest_period(item: Decision | Measure) -> tuple[float, int]:
    day = item.starts if isinstance(item, Decision) else item.start
    return (-day.toordinal() if day else float("inf"), -(item.id or 0))


def _by_date(event: Event) -> datetime.date:
    return event.date


def _newest_registration(termination: Termination) -> tuple[float, int]:
    return (-termination.registered_at.timestamp(), -(termination.id or 0))

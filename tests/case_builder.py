"""Test persons, stored in a real register through the program's own functions."""

from datetime import UTC, date, datetime
from typing import Any

from models.cases.case import Case
from models.cases.lookup import read_case
from models.changes.apply_change import apply_change
from models.changes.programme import AddDecision, AddMeasure, SetGoal
from models.journal.actor import Actor
from models.sample_data.demo.people import NewPerson, add_event, add_person
from models.storage.register import Register
from models.tables import Table
from rules.code_lists import Category, DecisionKind, EventKind, Goal, Law, MeasureKind
from rules.facts import Decision, Measure
from tests.registers import on_a_server

TODAY = date(2024, 12, 9)
DUF = "992400077703"
OWN, OTHER = DUF, "992400088804"
"""DUF numbers of a person in the user's own municipality and of a person in another."""


def actor(user: str = "4204-MABE", today: date = TODAY) -> Actor:
    """Return an actor for a user on a day, at 12:00 UTC."""
    return Actor(
        user, today, today, lambda: datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    )


class World:
    """A register with shortcuts that fill it."""

    def __init__(self, register: Register, place: str) -> None:
        self.register = register
        self.place = place

    def person(self, duf: str = DUF, name: str = "STILLE, SKOG", **given: Any) -> str:
        first, last = name.split(", ")
        values: dict[str, Any] = {
            "sex": "K",
            "born": date(1990, 5, 14),
            "law": Law.INTEGRERINGSLOVEN,
            "category": Category.RIGHT,
            "municipality": "4204",
            "settled": date(2024, 1, 8),
        }
        with self.register.write():
            add_person(self.register, NewPerson(duf, first, last, **{**values, **given}))
        return duf

    def participant(
        self,
        start: date,
        goal: Goal | None = Goal.WORK_HAS_UPPER_SECONDARY,
        duf: str = DUF,
        as_of: date | None = None,
        **given: Any,
    ) -> str:
        """Add a person with a decision on participation from `start`; return the DUF number."""
        self.person(duf, **given)
        on = actor(today=as_of or TODAY)
        if goal:
            apply_change(self.register, on, duf, SetGoal(goal), confirmed=True)
        self.decide(DecisionKind.PARTICIPATION, start, duf=duf, as_of=as_of)
        return duf

    def decide(
        self,
        kind: DecisionKind,
        start: date,
        end: date | None = None,
        duf: str = DUF,
        as_of: date | None = None,
        confirmed: bool = False,
    ) -> Case:
        period = (start, end) if kind.has_period else (None, None)
        decision = Decision(kind, start, *period)
        on = actor(today=as_of or TODAY)
        return apply_change(self.register, on, duf, AddDecision(decision), confirmed=confirmed)

    def measure(self, start: date, end: date | None, duf: str = DUF) -> Case:
        measure = Measure(MeasureKind.NORWEGIAN, start, end)
        return apply_change(self.register, actor(), duf, AddMeasure(measure))

    def event(self, kind: EventKind, day: date, duf: str = DUF, *moved: str) -> None:
        with self.register.write():
            add_event(duf, kind, day, *moved)

    def case(self, duf: str = DUF) -> Case:
        return read_case(self.register, duf)

    def sql(self, statement: str, *parameters: object) -> list[tuple[object, ...]]:
        """Execute a statement that bypasses all rules, as an attacker or a bug would."""
        if on_a_server():
            statement = statement.replace("?", "%s")
        with self.register.write():
            return self.register.execute(statement, parameters)


TABLES = tuple(str(rows._meta.table_name) for rows in Table.__subclasses__())
"""The names of all tables."""

NO_CHANGES = (
    *("person.look", "person.copy", "list.search", "session.begin"),
    *("journal.read", "refused"),
)
"""The journal's actions for a user who only reads."""

CHANCE = {"journal": 'id, at, "by", action, duf, before, after'}
"""Columns to compare: the journal without salt, digest and chain, which are random."""


def contents(register: Register) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of a register by table, to check that nothing was changed."""
    with register.read():
        return {
            table: sorted(
                register.execute(f"SELECT {CHANCE.get(table, '*')} FROM {table}"), key=repr
            )
            for table in TABLES
        }

"""Builders of facts for rule tests, short to write."""

from datetime import UTC as UTC_ZONE
from datetime import date, datetime
from typing import Any

from rules.code_lists import (
    ENGINE,
    Category,
    DecisionKind,
    EventKind,
    Goal,
    Law,
    MeasureKind,
    TerminationKind,
)
from rules.facts import CaseFacts, Decision, Event, Measure, Termination
from rules.place import Place


def day(text: str) -> date:
    """Return the day written as `18.03.2024`."""
    number, month, year = map(int, text.split("."))
    return date(year, month, number)


def maybe(text: str | None) -> date | None:
    return day(text) if text else None


def facts(*things: Decision | Measure | Event, **given: Any) -> CaseFacts:
    """Return a case under integreringsloven; goal `Arbeid`, with upper secondary from before."""
    values: dict[str, Any] = {
        "law": Law.INTEGRERINGSLOVEN,
        "category": Category.RIGHT_AND_DUTY,
        "goal": Goal.WORK_HAS_UPPER_SECONDARY,
        "decisions": tuple(t for t in things if isinstance(t, Decision)),
        "measures": tuple(t for t in things if isinstance(t, Measure)),
        "events": tuple(t for t in things if isinstance(t, Event)),
    }
    return CaseFacts(**{**values, **given})


def participation(start: str, end: str | None = None, decided: str | None = None) -> Decision:
    return Decision(DecisionKind.PARTICIPATION, maybe(decided or start), day(start), maybe(end))


def extension(end: str | None, annulled: bool = False) -> Decision:
    return Decision(DecisionKind.EXTENSION, None, None, maybe(end), annulled)


def extended(end: str, on: str) -> Decision:
    """Return an extension decided on a day."""
    return Decision(DecisionKind.EXTENSION, day(on), None, day(end))


def leave(start: str, end: str | None) -> Decision:
    return Decision(DecisionKind.LEAVE, None, day(start), maybe(end))


def decided(kind: DecisionKind, on: str) -> Decision:
    return Decision(kind, day(on))


def measure(start: str, end: str | None) -> Measure:
    return Measure(MeasureKind.NORWEGIAN, day(start), maybe(end))


def event(kind: EventKind, on: str, moved: tuple[Place, Place] | None = None) -> Event:
    return Event(kind, day(on), *(moved or (None, None)))


KRISTIANSAND = Place("4204", "Kristiansand", "4204")
VENNESLA = Place("4223", "Vennesla", "4223")
BAERUM_2023 = Place("3024", "Bærum", "3201")
BAERUM_2024 = Place("3201", "Bærum", "3201")


AALESUND = Place("1507", "Ålesund", "1507", ("1508", "1580"), day("01.01.2020"), day("31.12.2023"))
HARAM = Place("1580", "Haram", "1580", ("1580",), day("01.01.2024"))
BAERUM_ENDING = Place("3024", "Bærum", "3201", ("3201",), day("01.01.2020"), day("31.12.2023"))
ASKER = Place("3203", "Asker", "3203", ("3203",), day("01.01.2024"))


def termination(reason: str, on: str, by: str = "4204-MABE") -> Termination:
    kind = TerminationKind.STOP if reason == "permanent-stans" else TerminationKind.ORDINARY
    return Termination(kind, reason, day(on), by, datetime(2024, 1, 1, tzinfo=UTC_ZONE), id=7)


def computed(reason: str, on: str) -> Termination:
    return termination(reason, on, by=ENGINE)

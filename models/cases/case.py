"""A case: a person with everything the rules look at, loaded in a handful of queries."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from models.access import EVERYTHING, Access
from models.cases.stored_case import (
    StoredCase,
    StoredRow,
    load_stored,
    spend_time_of_a_load,
    stream_stored,
)
from models.errors import NotFound, UnknownCode, UnknownPerson, Unusable
from models.reference_data.municipalities import Reference
from models.storage.known_codes import (
    CATEGORIES,
    COMPLETENESS,
    DECISION_KINDS,
    EVENT_KINDS,
    GOALS,
    LAWS,
    MEASURE_KINDS,
    REASON_CODES,
    TERMINATION_KINDS,
)
from models.storage.register import Register
from models.storage.register_settings import start_deadline_months
from models.tables.base import day_of
from models.tables.norwegian_time import day_in_norway
from rules.duf_number import format_duf
from rules.facts import CaseFacts, Decision, Event, Measure, Termination
from rules.message import Message, message

ItemT = TypeVar("ItemT")


@dataclass(frozen=True, slots=True)
class Person:
    """The person of a case, in plain values."""

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
        """The name as the report's column writes it: `Fornavn, Etternavn`."""
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
        """Return the decision with an id. Raises NotFound."""
        for decision in self.decisions:
            if decision.id == decision_id:
                return decision
        raise NotFound(message("Personen har ikke noe vedtak med nummer {id}", id=decision_id))

    def first_version(self, termination: Termination) -> Termination:
        """Return the deleted termination that an undo brought back as this one, or this one."""
        found = (t for t in self.terminations if t.id == termination.restores)
        return next(found, termination) if termination.restores else termination

    def is_replaced(self, termination: Termination) -> bool:
        """Return whether an edit replaced a termination that a municipality had registered.

        Its deletion has the user and the moment of a later row's registration (guide section 10).
        """
        deletion = (termination.deleted_by, termination.deleted_at)
        later = self.terminations[: self.terminations.index(termination)]
        return not termination.by_engine and any(
            (other.registered_by, other.registered_at) == deletion and other.restores is None
            for other in later
        )

    def measure(self, measure_id: int) -> Measure:
        """Return the measure with an id. Raises NotFound."""
        for measure in self.measures:
            if measure.id == measure_id:
                return measure
        raise NotFound(message("Personen har ikke noe tiltak med nummer {id}", id=measure_id))


@dataclass(frozen=True, slots=True)
class LoadContext:
    """The values of the register that every case is loaded with."""

    reference: Reference
    start_deadline_months: int
    access: Access = EVERYTHING


def load_context(register: Register) -> LoadContext:
    """Load what all cases share, and read the user's access again; inside a transaction."""
    register.refresh_access()
    return LoadContext(register.reference, start_deadline_months(), register.access)


def load_case(duf: str, shared: LoadContext) -> Case:
    """Load the case of a DUF number, inside a transaction.

    Raises UnknownPerson if there is none, or the user may not see it.
    """
    stored = load_stored([duf]).get(duf)
    if stored is None and not shared.access.is_everywhere:
        # An unknown number must be refused as slowly as a hidden person: time must not tell.
        spend_time_of_a_load()
    if stored is None or not is_seen(stored, shared):
        raise UnknownPerson(
            message("Finner ingen person med DUF-nummer {duf}", duf=format_duf(duf))
        )
    return build_case_or_fail(stored, shared)


def is_seen(stored: StoredCase, shared: LoadContext) -> bool:
    """Whether the user sees the home, a place moved from, or one of a registered termination."""
    person = stored.person
    home = (person["municipality"], person["district"])
    ended = [
        (municipality, district)
        for *_rest, municipality, district, _restores, _by, _deleted_at in stored.terminations
    ]
    left = [(moved_from, None) for *_rest, moved_from, _moved_to in stored.events if moved_from]
    return shared.access.sees(shared.reference, home, *ended, *left)


def first_registration(case: Case) -> datetime.date | None:
    """Return the day in Norway on which the first termination of a case was registered."""
    moments = [termination.registered_at for termination in case.terminations]
    return day_in_norway(min(moments)) if moments else None


def stream_cases(shared: LoadContext) -> Iterator[Case]:
    """Load every case, in order of registration. Raises Unusable for one that cannot be read."""
    return (build_case_or_fail(stored, shared) for stored in stream_stored())


def build_case(stored: StoredCase, shared: LoadContext) -> Case:
    """Build a case from its rows. Raises UnknownCode.

    Events are oldest first, the other lists newest first.
    """
    fields = stored.person
    history = _in_order(map(_termination, stored.terminations), _newest_registration)
    active = next((t for t in history if not t.deleted), None)
    facts = CaseFacts(
        law=LAWS[fields["law"]],
        category=CATEGORIES[fields["category"]],
        goal=GOALS[fields["goal"]] if fields["goal"] else None,
        category_ended=day_of(fields["category_ended"]),
        settled=day_of(fields["settled"]),
        stored_start_deadline=day_of(fields["start_deadline"]),
        start_deadline_months=shared.start_deadline_months,
        decisions=_in_order(map(_decision, stored.decisions), _newest_period),
        measures=_in_order(filter(None, map(_measure, stored.measures)), _newest_period),
        events=_in_order((_event(row, shared) for row in stored.events), _by_date),
        active=active,
        active_was_computed=active is not None and _was_computed(active, history),
        known=COMPLETENESS[fields["known"]],
        reported_deadline=day_of(fields["reported_deadline"]),
        born=day_of(fields["born"]),
    )
    return Case(_person(fields), facts, history)


def _was_computed(active: Termination, history: tuple[Termination, ...]) -> bool:
    """Whether the engine made the active termination, or the version that was edited into it."""
    version = active
    for before in history[history.index(active) + 1 :]:
        is_version = before.deleted_at == version.registered_at and before.reason == version.reason
        if version.by_engine or not is_version:
            break
        version = before
    return version.by_engine


def build_case_or_fail(stored: StoredCase, shared: LoadContext) -> Case:
    """Build a case. Raises Unusable, naming the person, if the rows cannot be read."""
    try:
        return build_case(stored, shared)
    except UnknownCode as error:
        raise UnknownCode(error.code, format_duf(stored.person["duf"])) from error
    except (KeyError, ValueError, TypeError) as error:
        raise Unusable(unreadable_case_message(stored.person["duf"])) from error


def unreadable_case_message(duf: str) -> Message:
    """Return the message for a case whose stored values cannot be read."""
    return message(
        "{duf}: saken inneholder noe som ikke kan leses. Hent inn siste sikkerhetskopi.",
        duf=format_duf(duf),
    )


def _in_order(items: Iterable[ItemT], key: Callable[[ItemT], Any]) -> tuple[ItemT, ...]:
    found = tuple(items)
    return tuple(sorted(found, key=key)) if len(found) > 1 else found


def _person(fields: dict[str, Any]) -> Person:
    return Person(
        fields["id"],
        fields["duf"],
        fields["first_name"],
        fields["last_name"],
        fields["sex"],
        day_of(fields["born"]),
        fields["municipality"],
        fields["district"],
        day_of(fields["goal_date"]),
        fields["version"],
    )


def _decision(row: StoredRow) -> Decision:
    number, kind, day, start, end, annulled = row
    return Decision(
        DECISION_KINDS[kind], day_of(day), day_of(start), day_of(end), bool(annulled), number
    )


def _measure(row: StoredRow) -> Measure | None:
    number, kind, start, end, _deleted_by, deleted_at = row
    return None if deleted_at else Measure(MEASURE_KINDS[kind], day_of(start), day_of(end), number)


def _event(row: StoredRow, shared: LoadContext) -> Event:
    _number, kind, day, moved_from, moved_to = row
    reference = shared.reference
    return Event(
        EVENT_KINDS[kind], day_of(day), reference.place(moved_from), reference.place(moved_to)
    )


def _termination(row: StoredRow) -> Termination:
    number, kind, reason, day, by, at, tenths, *place, restores, deleted_by, deleted_at = row
    municipality, district = place
    return Termination(
        TERMINATION_KINDS[kind],
        REASON_CODES[reason],
        day_of(day),
        by,
        datetime.datetime.fromisoformat(at),
        Decimal(tenths) / 10 if tenths is not None else None,
        municipality,
        district,
        restores,
        deleted_by,
        datetime.datetime.fromisoformat(deleted_at) if deleted_at else None,
        number,
    )


def _newest_period(item: Decision | Measure) -> tuple[float, int]:
    day = item.effective_start if isinstance(item, Decision) else item.start
    return (-day.toordinal() if day else float("inf"), -(item.id or 0))


def _by_date(event: Event) -> datetime.date:
    return event.date


def _newest_registration(termination: Termination) -> tuple[float, int]:
    return (-termination.registered_at.timestamp(), -(termination.id or 0))

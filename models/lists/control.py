"""The yearly control of a municipality or the country: ten checks, each with its persons."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from models.journal.actions import JournalAction
from models.journal.actor import Actor
from models.journal.writer import append_entry
from models.list_filter import MUNICIPALITY, ListFilter, Subject
from models.lists.control_rows import late_or_outside, without_measure
from models.lists.pages import list_dufs
from models.lists.sort_order import Order
from models.storage.register import Register
from rules.code_lists import CasePart, ControlCheck, Law, Status
from rules.control import NEAR_DAYS
from rules.reasons import START_DEADLINE_EXPIRED

_REASONS = {
    ControlCheck.NOT_REGISTERED: "ikke-registrert",
    ControlCheck.PERMANENT_STOP: "permanent-stans",
    ControlCheck.START_DEADLINE_EXPIRED: START_DEADLINE_EXPIRED,
}


@dataclass(frozen=True, slots=True)
class Controlled:
    """What is controlled: a municipality or the country, under one law or both, in a year."""

    municipality: str | None
    law: Law | None
    year: int

    @property
    def persons(self) -> ListFilter:
        """The filter of the persons whom the municipality follows up now."""
        return ListFilter(Subject.PERSONS, self.law, self.municipality)

    @property
    def terminations(self) -> ListFilter:
        """The filter of the terminations of the year."""
        return ListFilter(Subject.ENDED, self.law, self.municipality, years=(self.year,))


@dataclass(frozen=True, slots=True)
class ControlResult:
    """A check with the DUF numbers that it found, in ascending order."""

    check: ControlCheck
    persons: tuple[str, ...]

    @property
    def count(self) -> int:
        """The number of persons found."""
        return len(self.persons)


def write_control(
    register: Register, actor: Actor, controlled: Controlled, file_format: str | None = None
) -> None:
    """Journal a control before its result is shown, as a list is; `file_format` for a file."""
    about: dict[str, object] = {
        "list": "control",
        "law": controlled.law,
        "municipality": controlled.municipality,
        "years": [controlled.year],
    }
    action = JournalAction.LIST_SEARCH
    if file_format is not None:
        action, about = JournalAction.LIST_DOWNLOAD, {**about, "format": file_format}
    with register.write():
        append_entry(actor, action, None, None, about)


def control(
    register: Register,
    controlled: Controlled,
    as_of: date,
    only: Iterable[ControlCheck] = ControlCheck,
) -> list[ControlResult]:
    """Carry out the checks on one state of the register, for what the user may see.

    Raises NotAllowed for a removed user, Unusable for a case that cannot be read.
    """
    with register.read():
        return [
            ControlResult(check, tuple(sorted(persons)))
            for check, persons in _found(register, controlled, as_of, frozenset(only))
        ]


def filter_of(check: ControlCheck, controlled: Controlled) -> ListFilter | None:
    """Return the list filter that finds a check's persons; None if a rule is asked for each."""
    if check in _REASONS:
        corrections = replace(controlled.terminations, needs_correction=True)
        return replace(corrections, reasons=(_REASONS[check],))
    persons = controlled.persons
    match check:
        case ControlCheck.LACKS_DECISION:
            return replace(persons, statuses=(Status.LACKS_DECISION,))
        case ControlCheck.LACKS_GOAL:
            return replace(persons, statuses=(Status.LACKS_GOAL,))
        case ControlCheck.DEADLINE_NEAR:
            return replace(persons, deadline_within=NEAR_DAYS)
        case ControlCheck.OPEN_LEAVE:
            parts, ended = (CasePart.OPEN_LEAVE,), (CasePart.TERMINATION,)
            return replace(persons, with_parts=parts, without_parts=ended)
    return None


def _found(
    register: Register, controlled: Controlled, as_of: date, only: frozenset[ControlCheck]
) -> Iterator[tuple[ControlCheck, Iterable[str]]]:
    outside: list[str] = []
    late: list[str] = []
    if only & {ControlCheck.OUTSIDE_PROGRAMME, ControlCheck.REGISTERED_LATE}:
        own = replace(controlled.terminations, registered_by=MUNICIPALITY)
        outside, late = late_or_outside(register, own, as_of)
    for check in (check for check in ControlCheck if check in only):
        list_filter = filter_of(check, controlled)
        if list_filter is not None:
            yield check, list_dufs(register, list_filter, Order("duf"), as_of)
        elif check is ControlCheck.NO_MEASURE:
            yield check, without_measure(register, controlled.persons, controlled.year, as_of)
        else:
            yield check, outside if check is ControlCheck.OUTSIDE_PROGRAMME else late

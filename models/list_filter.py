"""The filter of a list."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from rules.code_lists import CasePart, Law, Status

EVERYONE, MUNICIPALITY, ENGINE = "all", "municipality", "engine"
"""The values of the filter `Avslutningsårsak registrert av`: whose terminations are listed."""


class Subject(StrEnum):
    """The persons a list is about: those who have ended (the report), or all (the persons)."""

    ENDED = "ended"
    PERSONS = "persons"


@dataclass(frozen=True, slots=True)
class ListFilter:
    """The filter of a list; an empty value means all. Values are slugs and numbers.

    A report is under one law, the work list under both. In a report, municipality and district are
    those that the termination was registered in; in the list of persons, those that follow the
    person up now. `search` is the text of the search field: part of a DUF number or of a name.
    `deadline_within`: the next
    deadline is from today to this number of days ahead, and no termination is registered.
    `with_parts` and `without_parts`: what the case has all of, and what it has none of.
    """

    subject: Subject = Subject.ENDED
    law: Law | None = Law.INTEGRERINGSLOVEN
    municipality: str | None = None
    district: str | None = None
    categories: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()
    registered_by: str = EVERYONE
    duf: str = ""
    name: str = ""
    needs_correction: bool = False
    search: str = ""
    statuses: tuple[Status, ...] = ()
    deadline_within: int | None = None
    with_parts: tuple[CasePart, ...] = ()
    without_parts: tuple[CasePart, ...] = ()

    @property
    def only_corrections(self) -> bool:
        """Whether the filter leaves only persons who need correction."""
        return self.needs_correction or self.statuses == (Status.NEEDS_CORRECTION,)

    @property
    def is_work_list(self) -> bool:
        """Whether it is the work list: terminations to correct, under both laws."""
        return self.subject is Subject.ENDED and self.law is None

    def cleared(self) -> "ListFilter":
        """Return the filter of the same list without choices; the report keeps its law."""
        law = self.law if self.subject is Subject.ENDED else None
        return ListFilter(self.subject, law, needs_correction=self.is_work_list)


def filter_values(list_filter: ListFilter) -> dict[str, Any]:
    """Return a filter as plain values, for `filter_of_values`; without the texts searched for.

    Such a text may be a name, and is not kept.
    """
    values = asdict(list_filter)
    for text in ("search", "name", "duf"):
        del values[text]
    return values


def filter_of_values(values: dict[str, Any]) -> ListFilter:
    """Return the filter of plain values. Raises ValueError or TypeError for those of no filter."""
    several = ("categories", "years", "reasons", "statuses", "with_parts", "without_parts")
    known = values | {name: tuple(values[name]) for name in several if name in values}
    known["subject"] = Subject(values.get("subject", ""))
    known["law"] = Law(values["law"]) if values.get("law") else None
    known["statuses"] = tuple(Status(status) for status in values.get("statuses", ()))
    for name in ("with_parts", "without_parts"):
        known[name] = tuple(CasePart(part) for part in values.get(name, ()))
    return ListFilter(**known)


def work_list(municipality: str | None = None) -> ListFilter:
    """Return the filter for all terminations to correct in a municipality: all years, both laws."""
    return ListFilter(law=None, municipality=municipality, needs_correction=True)


def all_persons() -> ListFilter:
    """Return the filter for all persons, under either law."""
    return ListFilter(Subject.PERSONS, law=None)

"""What a list is narrowed to."""

from dataclasses import dataclass
from enum import StrEnum

from rules.code_lists import Law, Status

EVERYONE, MUNICIPALITY, ENGINE = "all", "municipality", "engine"
"""Whose terminations: the values of the filter `Avslutningsårsak registrert av`."""


class Subject(StrEnum):
    """Whom a list is about: those who have ended (the report), or everybody (the persons)."""

    ENDED = "ended"
    PERSONS = "persons"


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What a list is narrowed to; empty means all. Values are slugs and numbers.

    A report is under one law. Of a report, municipality and district are those that the termination
    was registered in; of the list of persons, those that follow the person up now. `search` is what
    stands in the search field: part of a DUF number or of a name. `deadline_within`: the next
    deadline is today or at most so many days ahead, and no termination is registered.
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

    @property
    def only_corrections(self) -> bool:
        """Whether it leaves those that need correction, and nobody else."""
        return self.needs_correction or self.statuses == (Status.NEEDS_CORRECTION,)

    def cleared(self) -> "ListFilter":
        """The same list, nothing else; the report keeps its law."""
        law = self.law if self.subject is Subject.ENDED else None
        return ListFilter(self.subject, law)


def all_persons() -> ListFilter:
    """Everybody, under either law."""
    return ListFilter(Subject.PERSONS, law=None)

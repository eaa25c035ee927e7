"""Writing persons and events one by one, for the demo register; other registers import files."""

from dataclasses import asdict, dataclass
from datetime import date

from models.cases.case import load_case, load_context
from models.collation import fold, sort_key
from models.list_rows.projection import NEVER_EXAMINED, refresh_report_row
from models.storage.register import Register
from models.tables import EventRow, PersonRow, ReportRow
from rules.code_lists import Category, Completeness, EventKind, Law


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person as a municipality's systems report it; municipality and district by number."""

    duf: str
    first_name: str
    last_name: str
    sex: str
    born: date | None
    law: Law
    category: Category
    municipality: str
    district: str | None = None
    category_ended: date | None = None
    settled: date | None = None
    start_deadline: date | None = None


def add_person(register: Register, person: NewPerson) -> None:
    """Write a new person and their list row, inside a transaction."""
    values = asdict(person)
    name = f"{person.first_name}, {person.last_name}"
    values |= {"law": str(person.law), "category": str(person.category)}
    PersonRow.create(
        **values, search_name=fold(name), sort_name=sort_key(name), known=str(Completeness.FULL)
    )
    refresh_report_row(load_case(person.duf, load_context(register)), as_of=None)


def add_event(
    duf: str, kind: EventKind, day: date, moved_from: str | None = None, moved_to: str | None = None
) -> None:
    """Write an event of the population register, inside a transaction."""
    person = PersonRow.get(PersonRow.duf == duf)
    EventRow.create(
        person=person,
        kind=str(kind),
        date=day,
        from_municipality=moved_from,
        to_municipality=moved_to,
    )
    since, due = NEVER_EXAMINED
    ReportRow.update(examined_since=since, due=due).where(ReportRow.person == person).execute()

"""Reading one case, or looking persons up, outside any change."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from models.actor import Actor
from models.case import Case, load_case, surroundings
from models.database import Register
from models.errors import UnknownPerson
from models.journal import write_line
from models.norwegian import fold
from models.tables import PersonRow, ReportRow


def read_case(register: Register, duf: str) -> Case:
    """The case of a DUF number. Raises NotFound."""
    with register.read():
        return load_case(duf, surroundings(register))


@dataclass(frozen=True, slots=True)
class Found:
    """A person found by a part of the DUF number or the name."""

    duf: str
    name: str


def find_persons(register: Register, text: str, limit: int = 20) -> list[Found]:
    """Persons by DUF number (spaces or not, part or whole) or by words of the name."""
    digits = "".join(text.split())
    if digits.isascii() and digits.isdigit():
        conditions = [PersonRow.duf.contains(digits)]
    else:
        words = fold(text).replace(",", " ").split()
        conditions = [PersonRow.search_name.contains(word) for word in words]
    if not conditions:
        return []
    with register.read():
        query = (
            PersonRow.select(PersonRow.duf, PersonRow.first_name, PersonRow.last_name)
            .join(ReportRow, on=(ReportRow.person == PersonRow.id))
            .where(*conditions, *_seen(register))
            .order_by(PersonRow.sort_name, PersonRow.duf)
            .limit(limit)
        )
        return [Found(row.duf, f"{row.first_name}, {row.last_name}") for row in query]


def _seen(register: Register) -> list[Any]:
    """The conditions of the persons whom the user sees, as Access has them."""
    access, row = register.access, ReportRow
    if access.is_everywhere:
        return []
    own = register.reference.same(access.municipality or "")
    home, ended = row.municipality.in_(own), row.ended_municipality.in_(own)
    if access.district:
        home &= row.district == access.district
        ended &= row.ended_district == access.district
    return [home | ended]


def look_up(register: Register, actor: Actor, duf: str) -> Case:
    """The case of a DUF number for somebody who looks at it: written in the journal.

    Raises NotFound; that somebody asked for one they do not see is written too.
    """
    with refusals_written(register, actor, "person.look", duf), register.write():
        case = load_case(duf, surroundings(register))
        write_line(actor, "person.look", duf)
        return case


@contextmanager
def refusals_written(register: Register, actor: Actor, action: str, duf: str) -> Iterator[None]:
    """Write, when all is taken back, that a person was asked for whom the user does not see."""
    try:
        yield
    except UnknownPerson:
        write_refused(register, actor, action, duf)
        raise


def write_refused(
    register: Register,
    actor: Actor,
    action: str,
    duf: str | None = None,
    asked: str | None = None,
) -> None:
    """Write that something was tried that is not allowed; of somebody unknown nothing is kept."""
    with register.write():
        if duf is None or PersonRow.select().where(PersonRow.duf == duf).exists():
            told = {"action": action, **({"asked": asked} if asked else {})}
            write_line(actor, "refused", duf, None, told)

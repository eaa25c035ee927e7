"""Reading one case, or looking persons up, outside any change."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from models.actor import Actor
from models.case import Case, load_case, surroundings
from models.database import Register
from models.errors import UnknownPerson
from models.journal import write_line, write_refused
from models.lists.chosen import ListFilter, Subject
from models.lists.listing import ListLine, line_of, list_page
from models.lists.order import Order
from models.norwegian import sort_key
from rules.duf import NotADufNumber, parse_duf


def read_case(register: Register, duf: str) -> Case:
    """The case of a DUF number. Raises NotFound."""
    with register.read():
        return load_case(duf, surroundings(register))


def find_persons(register: Register, text: str, as_of: date, limit: int = 20) -> list[ListLine]:
    """Persons by DUF number (spaces or not, part or whole) or by words of the name, by name.

    Whoever is seen: who lives where the user belongs, and whose programme ended there; by their
    whole number also who was followed up there once.
    """
    if not text.strip():
        return []
    lists = [ListFilter(subject, None, search=text) for subject in (Subject.PERSONS, Subject.ENDED)]
    by_name = Order("name")
    found: dict[str, ListLine] = {}
    with register.read():
        for chosen in lists:
            lines = list_page(register, chosen, by_name, as_of, 0, limit)
            found |= {line.duf: line for line in lines}
            if register.access.is_everywhere:
                break
        found = found or _by_number(text, register, as_of)
    return sorted(found.values(), key=lambda line: (sort_key(line.name), line.duf))[:limit]


def _by_number(text: str, register: Register, as_of: date) -> dict[str, ListLine]:
    try:
        duf = parse_duf(text)
        load_case(duf, surroundings(register))
    except (NotADufNumber, UnknownPerson):
        return {}
    return {duf: line_of(duf, as_of)}


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

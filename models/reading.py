"""Reading one case, or looking persons up, outside any change."""

from dataclasses import dataclass

from models.case import Case, load_case, surroundings
from models.database import Register
from models.norwegian import fold
from models.tables import PersonRow


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
            .where(*conditions)
            .order_by(PersonRow.sort_name, PersonRow.duf)
            .limit(limit)
        )
        return [Found(row.duf, f"{row.first_name}, {row.last_name}") for row in query]

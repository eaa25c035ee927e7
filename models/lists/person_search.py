"""Finds persons by DUF number or name."""

from datetime import date

from models.cases.case import load_case, load_context
from models.collation import sort_key
from models.errors import UnknownPerson
from models.list_filter import ListFilter, Subject
from models.lists.conditions import searched
from models.lists.list_line import ListLine
from models.lists.pages import line_of, list_page
from models.lists.sort_order import Order
from models.storage.register import Register
from rules.duf_number import InvalidDufNumber, parse_duf


def find_persons(register: Register, text: str, as_of: date, limit: int = 20) -> list[ListLine]:
    """Return persons by DUF number (with or without spaces, or a part) or by name, sorted by name.

    The user sees persons who live in the user's municipality and persons whose programme ended
    there. A whole DUF number also finds a person who was followed up there earlier.
    """
    lists = [ListFilter(subject, None, search=text) for subject in (Subject.PERSONS, Subject.ENDED)]
    if not any(searched(lists[0])):
        return []
    by_name = Order("name")
    found: dict[str, ListLine] = {}
    with register.read():
        for list_filter in lists:
            lines = list_page(register, list_filter, by_name, as_of, 0, limit)
            found |= {line.duf: line for line in lines}
            if register.access.is_everywhere:
                break
        found = found or _by_number(text, register, as_of)
    return sorted(found.values(), key=lambda line: (sort_key(line.name), line.duf))[:limit]


def _by_number(text: str, register: Register, as_of: date) -> dict[str, ListLine]:
    try:
        duf = parse_duf(text)
        load_case(duf, load_context(register))
    except (InvalidDufNumber, UnknownPerson):
        return {}
    return {duf: line_of(duf, as_of)}

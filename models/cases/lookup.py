"""Reads one case outside any change, and journals each look."""

from collections.abc import Iterator
from contextlib import contextmanager

from models.cases.case import Case, load_case, surroundings
from models.errors import UnknownPerson
from models.journal.actor import Actor
from models.journal.writer import write_line, write_refused
from models.storage.register import Register


def read_case(register: Register, duf: str) -> Case:
    """The case of a DUF number. Raises NotFound."""
    with register.read():
        return load_case(duf, surroundings(register))


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

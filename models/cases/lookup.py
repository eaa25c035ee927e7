"""Reads one case outside any change, and journals each look."""

from collections.abc import Iterator
from contextlib import contextmanager

from models.cases.case import Case, load_case, load_context
from models.errors import NotAllowed, UnknownPerson
from models.journal.actor import Actor
from models.journal.writer import append_entry, write_refused
from models.storage.register import Register


def read_case(register: Register, duf: str) -> Case:
    """The case of a DUF number. Raises NotFound."""
    with register.read():
        return load_case(duf, load_context(register))


def look_up(register: Register, actor: Actor, duf: str) -> Case:
    """The case of a DUF number for somebody who looks at it: written in the journal.

    Raises NotFound; that somebody asked for one they do not see is written too.
    """
    with refusals_written(register, actor, "person.look", duf), register.write():
        case = load_case(duf, load_context(register))
        append_entry(actor, "person.look", duf)
        return case


@contextmanager
def refusals_written(register: Register, actor: Actor, action: str, duf: str) -> Iterator[None]:
    """Journal an attempt on a person that is refused, with the number, when all is rolled back.

    For a number that nobody has, a line without it: a hidden person takes as long.
    """
    try:
        yield
    except UnknownPerson:
        write_refused(register, actor, action, duf)
        raise
    except NotAllowed as refusal:
        write_refused(register, actor, action, duf)
        refusal.is_journalled = True
        raise

"""Reads one case without changing it. `look_up` is journalled, and so are refusals."""

from collections.abc import Iterator
from contextlib import contextmanager

from models.cases.case import Case, load_case, load_context
from models.errors import NotAllowed, Refused, UnknownPerson
from models.journal.actions import JournalAction
from models.journal.actor import Actor
from models.journal.writer import append_entry, write_refused
from models.storage.register import Register
from rules.certificate import check_certificate


def read_case(register: Register, duf: str) -> Case:
    """Return the case of a DUF number; nothing is journalled. Raises NotFound."""
    with register.read():
        return load_case(duf, load_context(register))


def look_up(register: Register, actor: Actor, duf: str) -> Case:
    """Return the case of a DUF number, and journal that the user looked at it.

    Raises NotFound. A refused attempt is journalled too.
    """
    with refusals_written(register, actor, JournalAction.PERSON_LOOK, duf), register.write():
        case = load_case(duf, load_context(register))
        append_entry(actor, JournalAction.PERSON_LOOK, duf)
        return case


def look_up_for_certificate(register: Register, actor: Actor, duf: str) -> Case:
    """Return the case of somebody who gets a certificate, and journal that it was made.

    Raises Refused where the programme has not ended, and NotFound.
    """
    action = JournalAction.PERSON_CERTIFICATE
    with refusals_written(register, actor, action, duf), register.write():
        case = load_case(duf, load_context(register))
        if findings := check_certificate(case.facts):
            raise Refused(findings)
        append_entry(actor, JournalAction.PERSON_CERTIFICATE, duf)
        return case


@contextmanager
def refusals_written(register: Register, actor: Actor, action: str, duf: str) -> Iterator[None]:
    """Journal a refused attempt on a person, with the DUF number, after the rollback.

    The entry for a number that nobody has omits it. It is written nevertheless, so that an
    unknown number takes as long as a hidden person.
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

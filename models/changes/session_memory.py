"""What a session leaves for the next one of the same user: where it stood, and what it corrected.

It is no part of a case: nothing is journalled, and nothing of it is in a bundle.
"""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.errors import NotFound
from models.journal.actor import Actor
from models.storage.register import Register
from models.tables import KeptWalkRow, PersonRow, SessionMemoryRow

_BATCH_SIZE = 300


@dataclass(frozen=True, slots=True)
class SessionMemory:
    """Where a session stood: the list in plain values, and the row or person it was on.

    `name` is read, not stored. `number` and `length`: the place in the list, counted from 1.
    `is_open`: the person was open. `corrected`: how many the user had corrected on the day
    `corrected_on`.
    """

    shown: dict[str, Any]
    duf: str | None
    name: str = field(compare=False)
    is_open: bool
    number: int
    length: int
    corrected: int
    corrected_on: date
    walk: tuple[str, ...] = ()
    """The DUF numbers of the walk in their order, if a person of it was open."""


def keep_memory(
    register: Register, actor: Actor, memory: SessionMemory, walk_is_kept: bool = False
) -> None:
    """Store where a session stands, in place of what was stored for the user.

    `walk_is_kept`: the walk is the one stored already.
    """
    with register.write():
        if not walk_is_kept:
            _keep_walk(actor.user, memory.walk)
        person = PersonRow.get_or_none(PersonRow.duf == memory.duf) if memory.duf else None
        SessionMemoryRow.delete().where(SessionMemoryRow.user == actor.user).execute()
        SessionMemoryRow.create(
            user=actor.user,
            at=actor.now(),
            shown=json.dumps(memory.shown, sort_keys=True),
            person=person,
            is_open=memory.is_open,
            number=memory.number,
            length=memory.length,
            corrected=memory.corrected,
            corrected_on=memory.corrected_on,
        )


def _keep_walk(user: str, walk: tuple[str, ...]) -> None:
    KeptWalkRow.delete().where(KeptWalkRow.user == user).execute()
    numbers: dict[str, int] = {}
    for start in range(0, len(walk), _BATCH_SIZE):
        query: Any = PersonRow.select(PersonRow.duf, PersonRow.id)
        query = query.where(PersonRow.duf.in_(walk[start : start + _BATCH_SIZE]))
        numbers |= dict(query.tuples())
    rows = [(user, place, numbers[duf]) for place, duf in enumerate(walk) if duf in numbers]
    for start in range(0, len(rows), _BATCH_SIZE):
        fields = [KeptWalkRow.user, KeptWalkRow.place, KeptWalkRow.person]
        KeptWalkRow.insert_many(rows[start : start + _BATCH_SIZE], fields).execute()


def _kept_walk(user: str) -> tuple[str, ...]:
    """Return the DUF numbers of a stored walk; not all of them need to be visible to the user."""
    query: Any = KeptWalkRow.select(PersonRow.duf).join(PersonRow)
    query = query.where(KeptWalkRow.user == user).order_by(KeptWalkRow.place)
    return tuple(duf for (duf,) in query.tuples())


def forget_memory(register: Register, actor: Actor) -> None:
    """Remove what is stored for the user: the session stands where a start stands."""
    with register.write():
        KeptWalkRow.delete().where(KeptWalkRow.user == actor.user).execute()
        SessionMemoryRow.delete().where(SessionMemoryRow.user == actor.user).execute()


def kept_memory(register: Register, actor: Actor) -> SessionMemory | None:
    """Return what the user's last session left; a person they may not see any more is left out."""
    with register.read():
        row = SessionMemoryRow.get_or_none(SessionMemoryRow.user == actor.user)
        if row is None:
            return None
        duf, name = None, ""
        if row.person is not None:
            # Imported here: a first screen without a place to offer needs no module of `cases`.
            from models.cases.case import load_case, load_context

            try:
                person = load_case(row.person.duf, load_context(register)).person
                duf, name = person.duf, person.name
            except NotFound:
                pass
        return SessionMemory(
            json.loads(row.shown),
            duf,
            name,
            row.is_open and duf is not None,
            row.number,
            row.length,
            row.corrected,
            row.corrected_on,
            _kept_walk(actor.user),
        )

"""What is kept about a person for users: where a session was, and the walk it was in.

It is part of a disclosure, and is erased with the person. Whatever keeps such a thing adds it here.
"""

from typing import Any

from models.journal.writer import Values
from models.tables import KeptWalkRow, SessionMemoryRow


def kept_for_users(person: int) -> list[Values]:
    """Return what is kept about a person, by person number, inside a transaction.

    Each has the user under `user` and what it is under `kind`: `session` for the person that a
    user's last session stood at, `walk` for one of the persons of its walk.
    """
    found: list[Values] = []
    for kind, table in (("session", SessionMemoryRow), ("walk", KeptWalkRow)):
        rows: Any = table
        query = rows.select(rows.user).where(rows.person == person).order_by(rows.user)
        found += [{"user": user, "kind": kind} for (user,) in query.tuples()]
    return found

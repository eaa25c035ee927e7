"""What is kept about a person for users: where a session was, what it marked.

It is part of a disclosure, and is erased with the person. Whatever keeps such a thing adds it here.
"""

from models.journal.writer import Values


def kept_for_users(person: int) -> list[Values]:
    """Return what is kept about a person, by person number, inside a transaction.

    Each has the user under `user` and what it is under `kind`. Nothing is kept yet.
    """
    return []

"""Statements that take longer to write than to answer: written once for a kind of database."""

from collections.abc import Callable, Hashable
from functools import wraps

from models.tables import database


def cached_sql(write: Callable[..., str]) -> Callable[..., str]:
    """Remember what a function has written, by its arguments and the database's kind."""
    written: dict[Hashable, str] = {}

    @wraps(write)
    def remembered(*arguments: Hashable) -> str:
        key = (type(database.obj), *arguments)
        if key not in written:
            written[key] = write(*arguments)
        return written[key]

    return remembered

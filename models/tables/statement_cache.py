"""A cache of SQL text, for statements that take longer to generate than to run."""

from collections.abc import Callable, Hashable
from functools import wraps

from models.tables import database


def cached_sql(write: Callable[..., str]) -> Callable[..., str]:
    """Cache the SQL that a function generates, by its arguments and the kind of database."""
    written: dict[Hashable, str] = {}

    @wraps(write)
    def remembered(*arguments: Hashable) -> str:
        # No two kinds of database mark a parameter in the same way.
        key = (database.param, *arguments)
        if key not in written:
            written[key] = write(*arguments)
        return written[key]

    return remembered

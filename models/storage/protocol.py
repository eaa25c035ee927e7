"""The storage of a register: the interface that each kind of database implements."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any, Protocol

import peewee

from models.errors import Unusable
from rules.message import Message

SECONDS_TO_WAIT_FOR_A_LOCK = 10


class Storage(Protocol):
    """A database that holds a register, or may come to hold one."""

    name: str
    """The name that may be shown: the file, or the address without its password."""

    can_copy: bool
    """Whether the program itself copies the register; a server has its own tools."""

    has_text_index: bool
    """Whether the lists are searched through the table `report_text`."""

    needs_index_hints: bool
    """Whether a query must say which index it uses: SQLite without statistics takes any."""

    most_rows_to_index: float
    """Most rows of a table to build an index from at once; infinite if the number is no matter."""

    database: peewee.Database
    error_types: tuple[type[Exception], ...]
    """The errors that a query may raise: Peewee's, and the driver's own while fetching rows."""

    def exists(self) -> bool:
        """Return whether something is there that a new register must not overwrite."""

    def require_register(self) -> None:
        """Raise NotFound if nothing is there, Unusable if it is no register; change nothing."""

    def require_unchanged_file(self) -> None:
        """Raise Unusable if the opened file is no longer the one at its path."""

    def is_usable(self) -> bool:
        """Return whether this thread's open connection can still be used."""

    def close(self) -> None:
        """Close this thread's connection, and those not in use."""

    def reading(self) -> AbstractContextManager[Any]:
        """Start a transaction that reads one consistent state."""

    def writing(self) -> AbstractContextManager[Any]:
        """Start a transaction that writes; the register allows one at a time."""

    def migrating(self) -> AbstractContextManager[Any]:
        """Start a transaction that may rebuild tables; references are valid when it ends."""

    def creating(self) -> "AbstractContextManager[Storage]":
        """Create the storage of a new register; others see it only if the block succeeds."""

    def limit_cache(self) -> None:
        """Limit how much this thread's connection caches in memory."""

    def interrupt(self, connection: Any) -> None:
        """Stop the query that another thread's connection is running."""

    def copy_to(self, path: str) -> None:
        """Write a copy of everything, at one moment, to a file."""

    def vacuum(self) -> None:
        """Rewrite the stored data, so that nothing erased remains in it."""

    def index_definitions(self, *tables: str) -> list[tuple[str, str]]:
        """Return the indexes of tables that may be dropped: name and SQL, inside a transaction."""

    def integrity_triggers(self) -> dict[str, str]:
        """Return the definitions of triggers and guarding indexes by name, inside a transaction."""

    def expected_guards(self) -> dict[str, str]:
        """Return the definitions that must exist, by name."""

    def integrity_errors(self) -> Iterator[Message]:
        """Yield what is wrong with the database itself, with what to do, inside a transaction."""

    def configuration_warnings(self) -> Iterator[Message]:
        """Yield what may damage or expose the data, with what to do, inside a transaction."""

    def unusable(self, error: Exception) -> Unusable:
        """Explain an error without the database's own words, which contain stored data."""

    def unreachable(self, error: Exception) -> Unusable:
        """Explain why no connection could be made."""

    def version(self) -> str:
        """Return the kind of database and its version."""

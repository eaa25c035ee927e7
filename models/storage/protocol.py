"""Where a register is kept: what either kind of database does for it in its own way."""

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
    """As it may be shown: the file, or the address without its password."""

    can_copy: bool
    """Whether the program itself copies it; a server has tools of its own."""

    database: peewee.Database
    error_types: tuple[type[Exception], ...]
    """What may be raised when something is asked: Peewee's, and the driver's while fetching."""

    def exists(self) -> bool:
        """Whether something stands there that a new register must not be made upon."""

    def require_register(self) -> None:
        """Raise NotFound where there is none, Unusable for what is none; nothing is changed."""

    def require_unchanged_file(self) -> None:
        """Raise Unusable where what was opened is not what stands at its place any more."""

    def is_usable(self) -> bool:
        """Whether this thread's open connection can still be used."""

    def close(self) -> None:
        """Close the connections that nobody uses any more, and this thread's."""

    def reading(self) -> AbstractContextManager[Any]:
        """A transaction that reads one consistent state."""

    def writing(self) -> AbstractContextManager[Any]:
        """A transaction that writes, one at a time in the whole register."""

    def migrating(self) -> AbstractContextManager[Any]:
        """A transaction that may rebuild tables; references hold when it ends."""

    def creating(self) -> "AbstractContextManager[Storage]":
        """A new register's storage, there for others only when the block went well."""

    def limit_cache(self) -> None:
        """Let this thread's connection keep little of what it has read in memory."""

    def interrupt(self, connection: Any) -> None:
        """Stop what another thread's connection is reading."""

    def copy_to(self, path: str) -> None:
        """Write a copy of everything to a file, as it is at one moment."""

    def vacuum(self) -> None:
        """Write anew what is stored, so that nothing erased stands in it."""

    def integrity_triggers(self) -> dict[str, str]:
        """The definitions of triggers and guarding indexes, by name, inside a transaction."""

    def expected_guards(self) -> dict[str, str]:
        """The definitions that there have to be, by name."""

    def integrity_errors(self) -> Iterator[Message]:
        """What is wrong with the database itself, each with what to do, inside a transaction."""

    def configuration_warnings(self) -> Iterator[Message]:
        """What may break it, or shows it to others; each with what to do, inside a transaction."""

    def unusable(self, error: Exception) -> Unusable:
        """Say what is wrong, without the database's own words: they hold its data."""

    def unreachable(self, error: Exception) -> Unusable:
        """Say why it cannot be connected to."""

    def version(self) -> str:
        """Which database it is, and which version."""

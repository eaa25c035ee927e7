"""Opening a register: its storage, its transactions and its schema version."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import peewee

from models.access import EVERYTHING, Access
from models.errors import Unusable
from models.reference_data.municipalities import Reference, load_reference
from models.storage.bound import bind_tables
from models.storage.location import SERVERS
from models.storage.protocol import Storage
from models.storage.schema_version import applied_migrations, known_migrations, migrate
from models.storage.sqlite import FileStorage
from models.tables.termination_digest import forget_noted, noted
from rules.message import message


class Register:
    """An open register: the only way to its tables.

    The tables are bound to the register that was used last. So a process uses registers one after
    the other, never at once. Each thread has its own connection.
    """

    def __init__(self, location: str, storage: Storage) -> None:
        self.location = location
        self.access: Access = EVERYTHING
        self.access_of: Callable[[], Access] | None = None
        self.storage = storage
        self._database = storage.database
        self._kept = threading.local()
        self._may_be_interrupted: dict[str, Any] = {}
        self._interrupting = threading.Lock()

    @cached_property
    def reference(self) -> Reference:
        """Municipalities and districts: reference data, read once."""
        with self.read():
            return load_reference()

    def refresh_access(self) -> None:
        """Read the user's rights again, inside a transaction: they may have changed since sign-in.

        Raises NotAllowed for somebody who is no longer a user.
        """
        if self.access_of:
            self.access = self.access_of()

    def require_administrator(self) -> None:
        """Raise NotAllowed for all but administrators, by the user's current rights.

        Call it inside the transaction that relies on it: rights may be withdrawn at any moment.
        """
        with self.read():
            self.refresh_access()
        self.access.require_administrator()

    @contextmanager
    def connected(self) -> Iterator[None]:
        """Keep this thread's connection open during the block: a session reads often."""
        self._kept.here = True
        try:
            with self._connection():
                yield
        finally:
            self._kept.here = False
            self._database.close()

    @contextmanager
    def interruptible(self, name: str) -> Iterator[None]:
        """Let `interrupt` in another thread stop the block's queries, which then raise Unusable."""
        with self._connection():
            connection = self._database.connection()
            self._may_be_interrupted[name] = connection
            try:
                yield
            finally:
                with self._interrupting:
                    if self._may_be_interrupted.get(name) is connection:
                        del self._may_be_interrupted[name]

    def interrupt(self, name: str) -> None:
        """Stop the queries of the `interruptible` block with a name, if there is one."""
        with self._interrupting:
            connection = self._may_be_interrupted.pop(name, None)
            if connection is not None:
                self.storage.interrupt(connection)

    @contextmanager
    def read(self) -> Iterator[None]:
        """Read from one consistent state; other people may go on writing."""
        with self._connection():
            if self._database.in_transaction():
                yield
                return
            with self.storage.reading():
                yield

    @contextmanager
    def write(self) -> Iterator[None]:
        """Write all or nothing; any error inside the block rolls everything back."""
        with self._connection():
            if self._database.in_transaction():
                with self.storage.writing():
                    yield
                return
            forget_noted()
            with self.storage.writing():
                yield
                # A change of terminations that no journal entry carries must not be stored;
                # an `assert` would let it through under `python -O`.
                if noted():
                    raise AssertionError("terminations were written without a line in the journal")
            self.storage.require_unchanged_file()

    @contextmanager
    def _connection(self) -> Iterator[None]:
        """Use this thread's connection; open one if there is none or if it was cut."""
        bind_tables(self.storage)
        self.storage.require_unchanged_file()
        with self._failing_clearly():
            if self._database.in_transaction():
                yield
                return
            is_mine = self._opened()
            try:
                yield
            finally:
                if is_mine and not getattr(self._kept, "here", False):
                    self._database.close()

    def _opened(self) -> bool:
        """Open this thread's connection if it is not open; return whether it was opened here."""
        if not self._database.is_closed():
            if self.storage.is_usable():
                return False
            self._database.close()
        try:
            self._database.connect()
        except self.storage.error_types as error:
            raise self.storage.unreachable(error) from error
        return True

    @contextmanager
    def _failing_clearly(self) -> Iterator[None]:
        try:
            yield
        except peewee.IntegrityError:
            raise
        except self.storage.error_types as error:
            raise self.storage.unusable(error) from error

    def execute(self, sql: str, parameters: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        """Run one statement inside a transaction and return its rows; for SQL beyond the models."""
        answer = self._database.execute_sql(sql, parameters)
        return list(answer.fetchall()) if answer.description else []

    def copy_to(self, path: str) -> None:
        """Write a copy of everything, at one moment; others go on writing meanwhile."""
        with self._connection():
            self.storage.copy_to(path)

    def vacuum(self) -> None:
        """Rewrite the stored data, so that it holds nothing that the tables do not."""
        with self._connection():
            self.storage.vacuum()

    @property
    def applied(self) -> tuple[str, ...]:
        """The migrations applied to the register, in order."""
        with self.read():
            return applied_migrations(self.execute)

    @property
    def pending(self) -> tuple[str, ...]:
        """The migrations not yet applied, in order."""
        return tuple(sorted(set(known_migrations()) - set(self.applied)))

    def migrate(self, afterwards: Callable[[], None]) -> tuple[str, ...]:
        """Bring the schema up to this program's, all or nothing; return the migrations applied.

        `afterwards` runs in the same transaction. Raises Unusable.
        """
        with self._connection():
            return migrate(self.storage, afterwards)

    def close(self) -> None:
        """Close the connections that no other thread is using."""
        self.storage.close()


def open_register(location: str) -> Register:
    """Open an existing register with this program's schema.

    Raises NotFound if there is none, Unusable if it is damaged or has another schema.
    """
    register = existing_register(location)
    if register.pending:
        register.close()
        name = register.storage.name
        raise Unusable(message("{path} er fra en eldre versjon; kjør «nir-tui migrate»", path=name))
    return register


@contextmanager
def create_register(location: str) -> Iterator[Register]:
    """Make a new register, to be filled inside the block; it appears only if the block succeeds.

    A file is readable for its owner only. Raises RegisterError if something is there already.
    """
    with _storage(location).creating() as storage:
        register = _bind(location, storage)
        register.migrate(lambda: None)
        yield register


def register_exists(location: str) -> bool:
    """Return whether something is at a location, a register or not. Raises Unusable."""
    storage = _storage(location)
    try:
        return storage.exists()
    finally:
        storage.close()


def redacted_location(location: str) -> str:
    """Return a location as it may be shown: an address without its password. Raises Unusable."""
    return _storage(location).name


def existing_register(location: str) -> Register:
    """Open a register with this or an earlier schema. Raises NotFound, Unusable for a newer one."""
    storage = _storage(location)
    storage.require_register()
    register = _bind(location, storage)
    try:
        if set(register.applied) - set(known_migrations()):
            name = register.storage.name
            raise Unusable(
                message("{path} er laget av en nyere versjon; oppgrader nir-tui", path=name)
            )
    except Unusable:
        register.close()
        raise
    return register


def _storage(location: str) -> Storage:
    """Return a file's or a server's storage. Raises Unusable for an address of another kind."""
    if location.startswith(SERVERS):
        # Imported here, so that only a register on a server waits for the driver to load.
        from models.storage.postgresql import ServerStorage

        return ServerStorage(location)
    if "://" in location:
        raise Unusable(
            message("Et register er en fil eller en adresse som postgresql://vert/database")
        )
    is_no_file = location in ("", ":memory:") or location.lower().startswith("file:")
    if is_no_file or "\0" in location:
        raise Unusable(
            message("«{path}» er ingen fil; skriv en sti, for eksempel ./x.db", path=location)
        )
    return FileStorage(location)


def _bind(location: str, storage: Storage) -> Register:
    bind_tables(storage)
    return Register(location, storage)

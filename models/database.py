"""Opening a register: its database, the way into a transaction, its schema version."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import peewee

from models.access import EVERYTHING, Access
from models.errors import NotFound, RegisterError, Unusable
from models.reference import Reference, load_reference
from models.schema import applied_migrations, is_register, known_migrations, migrate
from models.sqlite import DRIVER_ERRORS, sqlite_database
from models.tables import database as table_database
from rules.sentence import say

_SECONDS_TO_WAIT_FOR_A_LOCK = 10
_TROUBLE: tuple[type[Exception], ...] = (peewee.DatabaseError, *DRIVER_ERRORS)


class Register:
    """A register that is open: the only way to its tables.

    The tables are bound to the register that was last used, so registers are used one after the
    other in a process, never at once; each thread has a connection of its own.
    """

    def __init__(self, location: str, database: peewee.Database) -> None:
        self.location = location
        self.access: Access = EVERYTHING
        self.access_of: Callable[[], Access] | None = None
        self._database = database
        self._identity = _identity(location)
        self._may_be_interrupted: dict[str, Any] = {}
        self._interrupting = threading.Lock()

    @cached_property
    def reference(self) -> Reference:
        """Municipalities and districts: reference data, read once."""
        with self.read():
            return load_reference()

    def look_at_access(self) -> None:
        """What the user may now, inside a transaction: it may be another than when they came.

        Raises NotAllowed for who is no user any more.
        """
        if self.access_of:
            self.access = self.access_of()

    def require_administrator(self) -> None:
        """Raise NotAllowed for all but administrators, as the user's rights are now."""
        with self.read():
            self.look_at_access()
        self.access.require_administrator()

    @contextmanager
    def connected(self) -> Iterator[None]:
        """Keep this thread's connection open meanwhile: a session reads often."""
        with self._database.connection_context():
            yield

    @contextmanager
    def interruptible(self, name: str) -> Iterator[None]:
        """Let `interrupt` stop, from another thread, what is read meanwhile; it raises Unusable."""
        self._be_the_file_that_was_opened()
        with self._database.connection_context():
            connection = self._database.connection()
            self._may_be_interrupted[name] = connection
            try:
                yield
            finally:
                with self._interrupting:
                    if self._may_be_interrupted.get(name) is connection:
                        del self._may_be_interrupted[name]

    def interrupt(self, name: str) -> None:
        """Stop what is read under a name, if anything is."""
        with self._interrupting:
            connection = self._may_be_interrupted.pop(name, None)
            if connection is not None:
                connection.interrupt()

    @contextmanager
    def read(self) -> Iterator[None]:
        """Read from one consistent state; other people may go on writing."""
        with self._transaction("DEFERRED"):
            yield

    @contextmanager
    def write(self) -> Iterator[None]:
        """Write all or nothing; an error on the way, of any kind, takes everything back."""
        with self._transaction("IMMEDIATE"):
            yield

    @contextmanager
    def _transaction(self, lock: str) -> Iterator[None]:
        if table_database.obj is not self._database:
            table_database.initialize(self._database)
        self._be_the_file_that_was_opened()
        try:
            with self._database.connection_context(), self._database.atomic(lock):
                yield
        except _TROUBLE as trouble:
            if isinstance(trouble, peewee.IntegrityError):
                raise
            raise unusable(self.location, trouble) from trouble

    def _be_the_file_that_was_opened(self) -> None:
        """What is open may have no name any more: what is written there nobody would find again."""
        if _identity(self.location) != self._identity:
            raise Unusable(
                say("{path} er flyttet eller erstattet; start på nytt", path=self.location)
            )

    def execute(self, sql: str, parameters: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        """Run one statement inside a transaction and give its rows; for what models cannot say."""
        return list(self._database.execute_sql(sql, parameters).fetchall())

    def copy_to(self, path: str) -> None:
        """Write a copy of everything, as it is at one moment; others go on writing meanwhile."""
        self._be_the_file_that_was_opened()
        try:
            with self._database.connection_context():
                self._database.execute_sql("VACUUM INTO ?", (path,))
        except _TROUBLE as trouble:
            raise unusable(self.location, trouble) from trouble

    def wash(self) -> None:
        """Write the file anew, so that nothing stands in it that the tables do not hold."""
        try:
            with self._database.connection_context():
                self._database.execute_sql("VACUUM")
                self._database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        except _TROUBLE as trouble:
            raise unusable(self.location, trouble) from trouble

    def migrate(self, afterwards: Callable[[], None]) -> tuple[str, ...]:
        """Bring the schema up to this program's, all or nothing; give the steps taken.

        `afterwards` is done in the same transaction. Raises Unusable.
        """
        try:
            return migrate(self._database, afterwards)
        except _TROUBLE as trouble:
            raise unusable(self.location, trouble) from trouble

    def close(self) -> None:
        """Close this thread's connection."""
        self._database.close()


def open_register(location: str) -> Register:
    """Open a register that exists and whose schema is this program's.

    Raises NotFound where there is none, Unusable where it is damaged or of another schema.
    """
    register = existing_register(location)
    missing = set(known_migrations()) - set(_applied(register))
    if missing:
        raise Unusable(say("{path} er fra en eldre versjon; kjør «nir-tui migrate»", path=location))
    return register


@contextmanager
def create_register(location: str) -> Iterator[Register]:
    """Make a new register and fill it inside the block; it appears only when all went well.

    Raises RegisterError where something stands there already; readable for its owner only.
    """
    path = _file(location)
    exists = RegisterError(
        say("{path} finnes allerede; et register lages aldri oppå noe", path=location)
    )
    if path.exists() or path.is_symlink():
        raise exists
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.new")
    unfinished.touch(mode=0o600)
    try:
        register = _bind(str(unfinished))
        register.migrate(lambda: None)
        yield register
        register.close()
        os.link(unfinished, path)
    except FileExistsError:
        raise exists from None
    finally:
        for leftover in ("", "-wal", "-shm"):
            Path(f"{unfinished}{leftover}").unlink(missing_ok=True)


def _file(location: str) -> Path:
    if "://" in location:
        raise Unusable(say("Bare filer støttes ennå, ikke databaser på en server"))
    return Path(location)


def existing_register(location: str) -> Register:
    """Open a register of whatever schema. Raises NotFound, Unusable for a newer one."""
    path = _file(location)
    if not path.is_file():
        raise NotFound(
            say("Finner ikke registeret {path}. Lag et med «nir-tui init».", path=location)
        )
    if not is_register(path):
        raise Unusable(say("{path} er skadet eller ikke et NIR-register", path=location))
    register = _bind(location)
    _applied(register)
    return register


def _applied(register: Register) -> tuple[str, ...]:
    """The migrations a register has been through; raise Unusable where one is not known here."""
    with register.read():
        applied = applied_migrations(register.execute)
    if set(applied) - set(known_migrations()):
        raise Unusable(
            say("{path} er laget av en nyere versjon; oppgrader nir-tui", path=register.location)
        )
    return applied


def _identity(location: str) -> tuple[int, int] | None:
    """Which file a path is, whatever it holds; None where there is none."""
    try:
        found = Path(location).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def unusable(location: str, trouble: Exception) -> Unusable:
    """Say what is wrong with a register, without the database's own words: they hold its data."""
    words = str(trouble).lower()
    if "interrupt" in words:
        return Unusable(say("Avbrutt"))
    if "locked" in words or "busy" in words:
        return Unusable(say("Registeret er opptatt av andre; prøv igjen om litt"))
    if "readonly" in words or "read-only" in words:
        return Unusable(say("Registeret {path} kan bare leses, ikke endres", path=location))
    if "full" in words:
        return Unusable(say("Disken er full; ingenting er endret"))
    if "unable to open" in words:
        return Unusable(say("Kan ikke åpne registeret {path}; sjekk rettighetene", path=location))
    return Unusable(say("{path} er skadet eller ikke et NIR-register", path=location))


def _bind(location: str) -> Register:
    handle = sqlite_database(location, _SECONDS_TO_WAIT_FOR_A_LOCK)
    table_database.initialize(handle)
    return Register(location, handle)

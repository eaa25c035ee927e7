"""A register in a file: SQLite."""

import os
import random
import stat
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import peewee

from models.errors import NotFound, RegisterError, Unusable
from models.storage.expected_guards import normalized_sql, sqlite_guards
from models.storage.file_identity import COUNTER_PRAGMA, STAMP_PRAGMA, FileIdentity, new_stamp
from models.storage.protocol import SECONDS_TO_WAIT_FOR_A_LOCK, Storage
from models.storage.sqlite_driver import (
    DRIVER_ERRORS,
    error_code,
    sqlite_database,
    sqlite_version,
    wal_is_safe,
)
from models.storage.sqlite_files import BUSY, is_register, unusable_file
from rules.message import Message, message

_BETWEEN_TWO_TRIES = 0.005, 0.015
"""Seconds; drawn at random, so that two who wait do not ask at the same time again and again."""

_MOST_COUNTED = (1 << 31) - 2
_LITTLE = 2000
_FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class FileStorage:
    """A file, with the two that SQLite keeps beside it."""

    can_copy = True
    error_types: tuple[type[Exception], ...] = (
        peewee.DatabaseError,
        peewee.InterfaceError,
        *DRIVER_ERRORS,
    )

    def __init__(self, path: str) -> None:
        self.name = path
        self._path = Path(path)
        self._identity = FileIdentity(self._path)
        self.database: peewee.Database = sqlite_database(path, SECONDS_TO_WAIT_FOR_A_LOCK)

    def exists(self) -> bool:
        """Whatever has the name, a link to nowhere too."""
        return self._path.exists() or self._path.is_symlink()

    def require_register(self) -> None:
        """Raise NotFound for no file, Unusable for one that holds something else."""
        if not self._path.is_file():
            raise NotFound(
                message("Finner ikke registeret {path}. Lag et med «nir-tui init».", path=self.name)
            )
        if not is_register(self._path):
            raise Unusable(message("{path} er skadet eller ikke et NIR-register", path=self.name))

    def require_unchanged_file(self) -> None:
        """What is open may have no name any more: what is written there nobody would find again."""
        is_open = not self.database.is_closed()
        if self._identity.changed(self.database.connection() if is_open else None):
            raise Unusable(
                message("{path} er flyttet eller erstattet; start på nytt", path=self.name)
            )

    def is_usable(self) -> bool:
        """A file does not go away from under a connection."""
        return True

    def close(self) -> None:
        """Close this thread's connection."""
        self.database.close()

    def reading(self) -> Any:
        """Others may go on writing meanwhile."""
        return self.database.atomic("DEFERRED")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Waits for its turn first; a lock asked for later would be refused at once."""
        if self.database.in_transaction():
            with self.database.atomic():
                yield
            return
        begun = self._begin_immediate_fairly()
        with ExitStack() as ending:
            ending.push(begun.__exit__)
            yield
            counter = self._count_on()
        self._identity.has_committed(counter)

    def _count_on(self) -> int:
        """Count this transaction in the file's header."""
        [(counter,)] = self.database.execute_sql(f"PRAGMA {COUNTER_PRAGMA}").fetchall()
        self.database.execute_sql(f"PRAGMA {COUNTER_PRAGMA} = {counter % _MOST_COUNTED + 1}")
        return int(counter) + 1

    def _begin_immediate_fairly(self) -> Any:
        """A transaction that has the lock, for which everybody asks equally often.

        SQLite asks ever more seldom the longer it has waited, so that whoever comes last is served
        first: of fifty, one may never be.
        """
        last = time.monotonic() + SECONDS_TO_WAIT_FOR_A_LOCK
        self.database.execute_sql("PRAGMA busy_timeout = 0")
        try:
            while True:
                transaction = self.database.atomic("IMMEDIATE")
                try:
                    transaction.__enter__()
                except peewee.OperationalError as error:
                    if error_code(error) not in BUSY or time.monotonic() > last:
                        raise
                    time.sleep(random.uniform(*_BETWEEN_TWO_TRIES))
                else:
                    return transaction
        finally:
            wait = int(1000 * SECONDS_TO_WAIT_FOR_A_LOCK)
            self.database.execute_sql(f"PRAGMA busy_timeout = {wait}")

    @contextmanager
    def migrating(self) -> Iterator[None]:
        """References are looked at before the commit instead of at every step."""
        self.database.execute_sql("PRAGMA foreign_keys = 0")
        try:
            with self.writing():
                yield
                if self.database.execute_sql("PRAGMA foreign_key_check").fetchall():
                    raise peewee.IntegrityError("a migration broke a reference")
                if self.database.execute_sql(f"PRAGMA {STAMP_PRAGMA}").fetchall() == [(0,)]:
                    self.database.execute_sql(f"PRAGMA {STAMP_PRAGMA} = {new_stamp()}")
        finally:
            self.database.execute_sql("PRAGMA foreign_keys = 1")

    @contextmanager
    def creating(self) -> Iterator[Storage]:
        """Make it under another name; readable for its owner only."""
        path = self._path
        exists = RegisterError(
            message("{path} finnes allerede; et register lages aldri oppå noe", path=self.name)
        )
        if self.exists():
            raise exists
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = path.with_name(f".{path.name}.{os.getpid()}.new")
        unfinished.touch(mode=0o600)
        try:
            new = FileStorage(str(unfinished))
            yield new
            new.stamp()
            new.database.close()
            os.link(unfinished, path)
        except FileExistsError:
            raise exists from None
        finally:
            for leftover in ("", "-wal", "-shm"):
                Path(f"{unfinished}{leftover}").unlink(missing_ok=True)

    def limit_cache(self) -> None:
        """Some pages, in kibibytes."""
        self.database.execute_sql(f"PRAGMA cache_size = -{_LITTLE}")

    def interrupt(self, connection: Any) -> None:
        """Stop it within a few milliseconds."""
        connection.interrupt()

    def copy_to(self, path: str) -> None:
        """Others go on writing meanwhile."""
        self.database.execute_sql("VACUUM INTO ?", (path,))
        copy = FileStorage(path)
        copy.stamp()
        copy.close()

    def stamp(self) -> None:
        """Give the file a number of its own, which its copies do not have."""
        with self.database.connection_context():
            self.database.execute_sql(f"PRAGMA {STAMP_PRAGMA} = {new_stamp()}")

    def vacuum(self) -> None:
        """Rewrite the file, and move the log into it."""
        self.database.execute_sql("VACUUM")
        rows = self.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        [(is_busy, *_pages)] = rows
        if is_busy:
            # Somebody still reads what was: the log is not empty yet.
            raise peewee.OperationalError("database is locked")

    def integrity_triggers(self) -> dict[str, str]:
        """Every trigger, and the unique indexes, as the schema holds them."""
        rows = self.database.execute_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            " OR type = 'index' AND name = 'one_active_termination'"
        ).fetchall()
        return {name: normalized_sql(sql) for name, sql in rows}

    def expected_guards(self) -> dict[str, str]:
        """As the migration made them."""
        return sqlite_guards()

    def integrity_errors(self) -> Iterator[Message]:
        """Damage, and references to nothing."""
        # SQLite's own words are English, and tell nobody more than this.
        if self.database.execute_sql("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
            yield message("Databasen er skadet. Hent inn siste sikkerhetskopi.")
        for table, *_ in self.database.execute_sql("PRAGMA foreign_key_check").fetchall():
            yield message(
                "Tabellen {table} viser til noe som ikke finnes. Hent inn siste sikkerhetskopi.",
                table=table,
            )

    def configuration_warnings(self) -> Iterator[Message]:
        """A SQLite that may do damage, and a file that others may read."""
        [(journal_mode,)] = self.database.execute_sql("PRAGMA journal_mode").fetchall()
        if journal_mode == "wal" and not wal_is_safe(sqlite_version()):
            yield message(
                "{version} kan skade registeret når flere skriver. Oppgrader SQLite.",
                version=self.version(),
            )
        yield from self._open_to_others()

    def _open_to_others(self) -> Iterator[Message]:
        for file in (self.name, f"{self.name}-wal", f"{self.name}-shm"):
            path = Path(file)
            if path.exists() and path.stat().st_mode & _FOR_OTHERS:
                yield message("Andre kan lese {path}. Kjør «chmod 600 {path}».", path=file)

    def unusable(self, error: Exception) -> Unusable:
        """Tell by the words SQLite uses."""
        return unusable_file(self.name, error)

    def unreachable(self, error: Exception) -> Unusable:
        """A file is opened like it is read."""
        return self.unusable(error)

    def version(self) -> str:
        """The library's version, whichever driver brings it."""
        return "SQLite " + ".".join(map(str, sqlite_version()))

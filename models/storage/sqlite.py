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
from models.storage.expected_triggers import normalized_sql, sqlite_guards
from models.storage.file_identity import COUNTER_PRAGMA, STAMP_PRAGMA, FileIdentity, new_stamp
from models.storage.protocol import SECONDS_TO_WAIT_FOR_A_LOCK, Storage
from models.storage.sqlite_connection import (
    DRIVER_ERRORS,
    error_code,
    sqlite_database,
    sqlite_version,
    wal_is_safe,
)
from models.storage.sqlite_files import BUSY, is_register, unusable_file
from rules.message import Message, message

_BETWEEN_TWO_TRIES = 0.005, 0.015
"""Shortest and longest wait in seconds; a random wait keeps two writers from colliding forever."""

_MOST_COUNTED = (1 << 31) - 2
_LITTLE = 2000
_MOST_SORTED_IN_MEMORY = 1_000_000
"""cysqlite's SQLite sorts the rows of a new index in memory: a million take 200 MB."""
_FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class FileStorage:
    """A register in a file, with the two files that SQLite keeps beside it."""

    can_copy = True
    has_text_index = True
    needs_index_hints = True
    most_rows_to_index: float = _MOST_SORTED_IN_MEMORY
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
        """Return whether anything has the name, including a link to nowhere."""
        return self._path.exists() or self._path.is_symlink()

    def require_register(self) -> None:
        """Raise NotFound if there is no file, Unusable if it holds something else."""
        if not self._path.is_file():
            raise NotFound(
                message("Finner ikke registeret {path}. Lag et med «nir-tui init».", path=self.name)
            )
        if not is_register(self._path):
            raise Unusable(message("{path} er skadet eller ikke et NIR-register", path=self.name))

    def require_unchanged_file(self) -> None:
        """Raise Unusable if the file was moved or replaced: anything written would be lost."""
        is_open = not self.database.is_closed()
        if self._identity.changed(self.database.connection() if is_open else None):
            raise Unusable(
                message("{path} er flyttet eller erstattet; start på nytt", path=self.name)
            )

    def is_usable(self) -> bool:
        """Return True: a connection to a file cannot be cut."""
        return True

    def close(self) -> None:
        """Close this thread's connection."""
        self.database.close()

    def reading(self) -> Any:
        """Start a reading transaction; others may go on writing meanwhile."""
        return self.database.atomic("DEFERRED")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Start a transaction with the write lock; SQLite would refuse a later lock at once."""
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
        """Increment the counter in the file's header for this transaction, and return it."""
        [(counter,)] = self.database.execute_sql(f"PRAGMA {COUNTER_PRAGMA}").fetchall()
        self.database.execute_sql(f"PRAGMA {COUNTER_PRAGMA} = {counter % _MOST_COUNTED + 1}")
        return int(counter) + 1

    def _begin_immediate_fairly(self) -> Any:
        """Start a transaction with the write lock; every writer retries equally often.

        SQLite's own wait retries less and less often, so the last writer to arrive tends to get
        the lock first: of fifty writers, one may never get it.
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
        """Start a write transaction that checks references once, before the commit."""
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
        """Create the file under a temporary name, readable for its owner only; then rename it."""
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
        """Limit the page cache to `_LITTLE` kibibytes."""
        self.database.execute_sql(f"PRAGMA cache_size = -{_LITTLE}")

    def interrupt(self, connection: Any) -> None:
        """Stop the query within a few milliseconds."""
        connection.interrupt()

    def copy_to(self, path: str) -> None:
        """Write a copy with its own stamp; others go on writing meanwhile."""
        self.database.execute_sql("VACUUM INTO ?", (path,))
        copy = FileStorage(path)
        copy.stamp()
        copy.close()

    def stamp(self) -> None:
        """Give the file a new stamp, different from that of any copy."""
        with self.database.connection_context():
            self.database.execute_sql(f"PRAGMA {STAMP_PRAGMA} = {new_stamp()}")

    def vacuum(self) -> None:
        """Rewrite the file, and move the log into it."""
        self.database.execute_sql("VACUUM")
        rows = self.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        [(is_busy, *_pages)] = rows
        if is_busy:
            # Somebody still reads the old state, so the log could not be emptied.
            raise peewee.OperationalError("database is locked")

    def index_definitions(self, *tables: str) -> list[tuple[str, str]]:
        """Return the indexes that a migration made, not those of primary keys."""
        marks = ", ".join("?" for _table in tables)
        rows = self.database.execute_sql(
            "SELECT name, sql FROM sqlite_master"
            f" WHERE tbl_name IN ({marks}) AND type = 'index' AND sql IS NOT NULL",
            tables,
        )
        return list(rows.fetchall())

    def integrity_triggers(self) -> dict[str, str]:
        """Return every trigger and the guarding index by name, as the schema holds them."""
        rows = self.database.execute_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            " OR type = 'index' AND name = 'one_active_termination'"
        ).fetchall()
        return {name: normalized_sql(sql) for name, sql in rows}

    def expected_guards(self) -> dict[str, str]:
        """Return the guards as the migration made them, by name."""
        return sqlite_guards()

    def integrity_errors(self) -> Iterator[Message]:
        """Yield damage, and tables with references to rows that do not exist."""
        # SQLite's own words are English, and help no user further.
        if self.database.execute_sql("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
            yield message("Databasen er skadet. Hent inn siste sikkerhetskopi.")
        for table, *_ in self.database.execute_sql("PRAGMA foreign_key_check").fetchall():
            yield message(
                "Tabellen {table} viser til noe som ikke finnes. Hent inn siste sikkerhetskopi.",
                table=table,
            )

    def configuration_warnings(self) -> Iterator[Message]:
        """Warn of a SQLite version that may damage data, and of files that others may read."""
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
        """Explain an error by SQLite's code."""
        return unusable_file(self.name, error)

    def unreachable(self, error: Exception) -> Unusable:
        """Explain a failed opening: it has the same errors as reading."""
        return self.unusable(error)

    def version(self) -> str:
        """Return the version of the SQLite library, from whichever driver is in use."""
        return "SQLite " + ".".join(map(str, sqlite_version()))

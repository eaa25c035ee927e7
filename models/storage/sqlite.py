"""A register in a file: SQLite."""

import os
import random
import stat
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import peewee

from models.errors import NotFound, RegisterError, Unusable
from models.storage.expected_guards import normalized_sql, sqlite_guards
from models.storage.protocol import SECONDS_TO_WAIT_FOR_A_LOCK, Storage
from models.storage.schema_version import HISTORY
from models.storage.sqlite_driver import (
    DRIVER_ERRORS,
    error_code,
    read_only_rows,
    sqlite_database,
    sqlite_version,
    wal_is_safe,
)
from rules.message import Message, message

_BETWEEN_TWO_TRIES = 0.005, 0.015
"""Seconds; drawn at random, so that two who wait do not ask at the same time again and again."""

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
        self._opened_file = _identity(self._path)
        self.database: peewee.Database = sqlite_database(path, SECONDS_TO_WAIT_FOR_A_LOCK)

    def is_taken(self) -> bool:
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

    def require_the_same(self) -> None:
        """What is open may have no name any more: what is written there nobody would find again."""
        if _identity(self._path) != self._opened_file:
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
        begun = self._in_turn()
        with ExitStack() as ending:
            ending.push(begun.__exit__)
            yield

    def _in_turn(self) -> Any:
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
                    if error_code(error) not in _BUSY or time.monotonic() > last:
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
        finally:
            self.database.execute_sql("PRAGMA foreign_keys = 1")

    @contextmanager
    def creating(self) -> Iterator[Storage]:
        """Make it under another name; readable for its owner only."""
        path = self._path
        exists = RegisterError(
            message("{path} finnes allerede; et register lages aldri oppå noe", path=self.name)
        )
        if self.is_taken():
            raise exists
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = path.with_name(f".{path.name}.{os.getpid()}.new")
        unfinished.touch(mode=0o600)
        try:
            new = FileStorage(str(unfinished))
            yield new
            new.database.close()
            os.link(unfinished, path)
        except FileExistsError:
            raise exists from None
        finally:
            for leftover in ("", "-wal", "-shm"):
                Path(f"{unfinished}{leftover}").unlink(missing_ok=True)

    def remember_little(self) -> None:
        """Some pages, in kibibytes."""
        self.database.execute_sql(f"PRAGMA cache_size = -{_LITTLE}")

    def interrupt(self, connection: Any) -> None:
        """Stop it within a few milliseconds."""
        connection.interrupt()

    def copy_to(self, path: str) -> None:
        """Others go on writing meanwhile."""
        self.database.execute_sql("VACUUM INTO ?", (path,))

    def wash(self) -> None:
        """Write the file anew, and the log into it."""
        self.database.execute_sql("VACUUM")
        rows = self.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        [(is_busy, *_pages)] = rows
        if is_busy:
            # Somebody still reads what was: the log is not empty yet.
            raise peewee.OperationalError("database is locked")

    def guards(self) -> dict[str, str]:
        """Every trigger, and the unique indexes, as the schema holds them."""
        rows = self.database.execute_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            " OR type = 'index' AND name = 'one_active_termination'"
        ).fetchall()
        return {name: normalized_sql(sql) for name, sql in rows}

    def expected_guards(self) -> dict[str, str]:
        """As the migration made them."""
        return sqlite_guards()

    def broken(self) -> Iterator[Message]:
        """Damage, and references to nothing."""
        for (answer,) in self.database.execute_sql("PRAGMA integrity_check").fetchall():
            if answer != "ok":
                yield message(
                    "Databasen er skadet ({answer}). Hent inn siste sikkerhetskopi.", answer=answer
                )
        for table, *_ in self.database.execute_sql("PRAGMA foreign_key_check").fetchall():
            yield message(
                "Tabellen {table} viser til noe som ikke finnes. Hent inn siste sikkerhetskopi.",
                table=table,
            )

    def careless(self) -> Iterator[Message]:
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


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file a path is, whatever it holds; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def is_register(path: Path) -> bool:
    """Whether a file is a register of ours; looking changes nothing in it.

    Raises Unusable where it cannot be looked at.
    """
    sql = "SELECT 1 FROM sqlite_master WHERE name = ?"
    try:
        return bool(read_only_rows(str(path), sql, (HISTORY,)))
    except DRIVER_ERRORS as error:
        code = error_code(error)
        if code in _DAMAGED:
            return False
        # In use by somebody else: it is a database at least, and opening it will tell.
        if code in _BUSY:
            return True
        raise unusable_file(str(path), error) from error


def newest_line(path: Path) -> tuple[int, str] | None:
    """Number and chain of the newest line of a file's journal; looking changes nothing in it.

    None where it has no such journal. Raises Unusable where somebody keeps it to themselves.
    """
    try:
        found = read_only_rows(str(path), "SELECT id, chain FROM journal ORDER BY id DESC LIMIT 1")
    except DRIVER_ERRORS as error:
        if error_code(error) in _BUSY:
            raise Unusable(message("{path} er i bruk; prøv igjen om litt", path=path)) from error
        return None
    return found[0] if found else None


def unusable_file(path: str, error: Exception) -> Unusable:
    """What is wrong with a register in a file, by SQLite's code of the error."""
    code = error_code(error)
    if code in _MAY_BE_FULL and not _has_room(path):
        code = 13
    if code in _DAMAGED:
        return Unusable(message("{path} er skadet eller ikke et NIR-register", path=path))
    explanation = _BY_CODE.get(code or 0)
    if explanation:
        return Unusable(replace(explanation, values=(("path", path),)))
    return Unusable(
        message(
            "Registeret {path} svarte med feil {code}; prøv igjen, og kjør «nir-tui check»",
            path=path,
            code=code or type(error).__name__,
        )
    )


def _has_room(path: str) -> bool:
    """Whether the disk under a file takes anything more."""
    try:
        disk = os.statvfs(Path(path).parent)
    except OSError:
        return True
    return disk.f_bavail > 0


_DAMAGED = (11, 26)
"""SQLITE_CORRUPT and SQLITE_NOTADB: nothing else is damage, and nothing else wants a restore."""
_BUSY = (5, 6, 15)
"""SQLITE_BUSY, SQLITE_LOCKED and SQLITE_PROTOCOL: somebody else has it for now."""
_MAY_BE_FULL = (10, 14)
"""SQLITE_IOERR and SQLITE_CANTOPEN: beside a full disk they are its consequence."""
_BY_CODE = {
    **dict.fromkeys(_BUSY, message("Registeret er opptatt av andre; prøv igjen om litt")),
    9: message("Avbrutt"),
    8: message("Registeret {path} kan bare leses, ikke endres"),
    13: message("Disken er full; ingenting er endret"),
    7: message("Maskinen har ikke mer minne; ingenting er endret"),
    **dict.fromkeys((3, 14, 23), message("Kan ikke åpne registeret {path}; sjekk rettighetene")),
    10: message("Disken svikter under {path}; ingenting er endret"),
}
"""What to say by SQLite's primary codes."""

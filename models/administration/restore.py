"""Restoring a register from a copy; the replaced register is kept beside it."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from models.administration.check import check_register
from models.administration.users import sign_in
from models.errors import NotFound, RegisterError, Unusable
from models.journal.actions import JournalAction
from models.journal.actor import Actor
from models.journal.writer import append_entry
from models.list_rows.projection import rebuild_report_rows
from models.storage.location import SERVERS
from models.storage.register import Register, existing_register
from models.storage.sqlite import FileStorage
from models.storage.sqlite_connection import DRIVER_ERRORS, error_code, held_exclusively
from models.storage.sqlite_files import BUSY, is_register, register_identity, unusable_file
from models.tables import JournalRow
from rules.message import message

_LOGS = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Restore:
    """The result of a restore or of its dry run.

    `newest` is the time of the copy's newest journal entry. `lost` is the number of later entries
    in the register, None if there is no register that can be read. `kept` is the file with the
    replaced register, None if there was none or in a dry run.
    """

    newest: datetime
    lost: int | None
    kept: str | None = None


def restore(
    location: str,
    file: str,
    actor_of: Callable[[Register], Actor],
    confirmed: bool,
) -> Restore:
    """Check a copy and, if `confirmed`, put it in the register's place.

    A copy of an earlier version is migrated on the way. Raises RegisterError for a copy of another
    register, for one that is not whole or of a newer version, if anybody has the register open, and
    for a register on a server. Raises NotAllowed for a user who is not an administrator of both.
    """
    if location.startswith(SERVERS):
        raise RegisterError(
            message("Et register på en server hentes tilbake med pg_restore; se docs/deploy.md")
        )
    target, source = Path(location), Path(file)
    if not source.is_file() or not is_register(source):
        raise NotFound(message("{path} er ingen sikkerhetskopi", path=file))
    if target.exists() and target.samefile(source):
        raise RegisterError(message("{path} er selve registeret", path=file))
    lost_since = _require_same_register(target, source, actor_of)
    scratch = target.with_name(f".{target.name}.{os.getpid()}.restore")
    try:
        shutil.copyfile(source, scratch)
        scratch.chmod(0o600)
        newest, last_line = _prepare(scratch, actor_of)
        lost = lost_since(last_line) if lost_since else None
        if not confirmed:
            return Restore(newest, lost)
        with _nobody_has_open(target):
            return Restore(newest, lost, _replace(target, scratch, newest))
    finally:
        for suffix in ("", *_LOGS):
            Path(f"{scratch}{suffix}").unlink(missing_ok=True)


def _require_same_register(
    target: Path, source: Path, actor_of: Callable[[Register], Actor]
) -> Callable[[int], int] | None:
    """Raise RegisterError for a copy of another register; return a counter of entries after one.

    None if the register is missing or cannot be read.
    """
    if not target.exists() or not is_register(target):
        return None
    try:
        register = existing_register(str(target))
    except Unusable:
        return None
    try:
        sign_in(register, actor_of(register).user)
        register.require_administrator()
        with register.read():
            numbers = [row.id for row in JournalRow.select(JournalRow.id)]
    except Unusable:
        return None
    finally:
        register.close()
    if register_identity(source, at_rest=True) != register_identity(target):
        raise RegisterError(message("{path} er en kopi av et annet register", path=source))
    return lambda last: sum(number > last for number in numbers)


def _prepare(scratch: Path, actor_of: Callable[[Register], Actor]) -> tuple[datetime, int]:
    """Migrate and check the copy, and journal the restore; return its newest entry before that."""
    register = existing_register(str(scratch))
    try:
        if register.pending:
            register.migrate(lambda: rebuild_report_rows(register, as_of=None))
        actor = actor_of(register)
        sign_in(register, actor.user)
        if found := check_register(register, actor, integrity_only=True):
            raise Unusable(message("Kopien er ikke hel: {why}", why=found[0]))
        with register.write():
            [row] = JournalRow.select().order_by(JournalRow.id.desc()).limit(1)
            append_entry(
                actor, JournalAction.REGISTER_RESTORE, None, None, {"of": row.at.isoformat()}
            )
        register.storage.database.close()
        FileStorage(str(scratch)).stamp()
        return row.at, row.id
    finally:
        register.close()


@contextmanager
def _nobody_has_open(target: Path) -> Iterator[None]:
    """Lock the register exclusively; one that cannot be read needs no lock: nobody can use it."""
    if not target.exists() or not is_register(target):
        yield
        return
    try:
        with held_exclusively(str(target)):
            yield
    except DRIVER_ERRORS as error:
        if error_code(error) in BUSY:
            in_use = message("{path} er i bruk; be alle avslutte først", path=target)
            raise Unusable(in_use) from error
        raise unusable_file(str(target), error) from error


def _replace(target: Path, scratch: Path, newest: datetime) -> str | None:
    """Put the copy in place; keep the old file and its log under another name, and return that."""
    kept: Any = None
    with scratch.open("rb") as stream:
        os.fsync(stream.fileno())
    if target.exists():
        kept = _free_name(target, newest)
        for suffix in _LOGS:
            log = Path(f"{target}{suffix}")
            if log.exists() and log.stat().st_size and not is_register(target):
                log.rename(f"{kept}{suffix}")
        os.link(target, kept)
    scratch.replace(target)
    for suffix in _LOGS:
        Path(f"{target}{suffix}").unlink(missing_ok=True)
    return str(kept) if kept else None


def _free_name(target: Path, newest: datetime) -> Path:
    name = f"{target.name}.before-restore-of-{newest:%Y-%m-%dT%H%M%SZ}"
    names = [target.with_name(name), *(target.with_name(f"{name}-{n}") for n in range(2, 1000))]
    return next(path for path in names if not path.exists())

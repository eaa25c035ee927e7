"""Backups made while others use the register; each is checked before it gets its name."""

import re
from pathlib import Path

from models.administration.check import check_register
from models.atomic_files import new_file
from models.errors import RegisterError, Unusable
from models.journal.actions import JournalAction
from models.journal.actor import Actor, Clock, utc_clock
from models.journal.writer import append_entry
from models.storage.register import Register, open_register
from models.storage.sqlite_connection import held_exclusively
from models.storage.sqlite_files import is_register, last_journal_entry
from models.tables import JournalRow
from rules.message import message


def back_up(register: Register, actor: Actor, path: str) -> None:
    """Write a copy of the register at one moment; others go on writing.

    The copy gets its name, and replaces an older copy there, only if `check` finds nothing wrong
    in it. Raises NotAllowed for all but administrators, Unusable for a copy that is not whole.
    Raises RegisterError for a place that cannot be written or that holds anything but an earlier
    copy of this register.
    """
    register.require_administrator()
    if not register.storage.can_copy:
        # Raises with the name of the tool to use instead, before anything is read or written.
        register.copy_to(path)
    target = Path(path)
    if target.is_file() and not is_register(target):
        raise RegisterError(message("{path} finnes og er ingen sikkerhetskopi", path=path))
    with new_file(path, register.location) as unfinished:
        if target.is_file() and not _is_earlier(target, register):
            kept = message(
                "{path} er ingen eldre kopi av dette registeret; velg en annen", path=path
            )
            raise RegisterError(kept)
        with register.write():
            register.require_administrator()
            append_entry(actor, JournalAction.BACKUP, None)
        register.copy_to(str(unfinished))
        _look_through(unfinished, actor)


def back_up_with_rotation(
    register: Register, actor: Actor, folder: str, keep: int, clock: Clock = utc_clock
) -> Path:
    """Write a copy named after the moment into a folder, and keep only the newest `keep` copies.

    Older ones are deleted only after the new one is whole. Returns its path. Raises what `back_up`
    raises, and RegisterError if `folder` is no folder.
    """
    place = Path(folder)
    if not place.is_dir():
        raise RegisterError(message("{path} er ingen mappe", path=folder))
    copy = place / f"{clock():{_NAMED}}"
    back_up(register, actor, str(copy))
    own = {copy.name, Path(register.location).name}
    # A later name than this copy's comes from a wrong clock, so it is not counted.
    names = sorted(
        p for p in place.iterdir() if _BACKUP_NAME_RE.fullmatch(p.name) and p.name < copy.name
    )
    others = [p for p in names if p.name not in own and _is_earlier(p, register, at_rest=True)]
    for older in others[: max(len(others) + 1 - keep, 0)]:
        older.unlink()
    return copy


_NAMED = "nir-%Y-%m-%dT%H%M%SZ.db"
"""The names of copies: the moment in UTC, so that they sort by age."""
_BACKUP_NAME_RE = re.compile(r"nir-\d{4}-\d\d-\d\dT\d{6}Z\.db")


def _is_earlier(copy: Path, register: Register, at_rest: bool = False) -> bool:
    """Return whether the register's journal contains the newest journal entry of a copy, unchanged.

    If so, the register holds all that the copy does. A copy of another register, or of one that
    continued from an older copy, has other entries. `at_rest`: nobody has the copy open.
    """
    newest = last_journal_entry(copy, at_rest)
    if newest is None:
        return False
    number, chain = newest
    with register.read():
        return (
            JournalRow.select()
            .where((JournalRow.id == number) & (JournalRow.chain == chain))
            .exists()
        )


def _look_through(copy: Path, actor: Actor) -> None:
    register = open_register(str(copy))
    try:
        found = check_register(register, actor, integrity_only=True)
    finally:
        register.close()
    # Removes the log, so that a later reading of the copy leaves no file beside it.
    with held_exclusively(str(copy)):
        pass
    if found:
        raise Unusable(message("Kopien er ikke hel: {why}", why=found[0]))

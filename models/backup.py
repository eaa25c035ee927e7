"""A copy of the register while others go on using it, looked through before it counts."""

import re
from pathlib import Path

from models.actor import Actor, Clock, utc_clock
from models.check import check_register
from models.database import Register, existing_register, open_register
from models.errors import RegisterError, Unusable
from models.exchange.target import new_file
from models.file_storage import is_register
from models.journal import write_line
from rules.sentence import say


def back_up(register: Register, actor: Actor, path: str) -> None:
    """Write a copy that holds what the register holds at one moment; others go on writing.

    It stands under its name only when `check` has found nothing in it; an older copy there is
    replaced then. Raises NotAllowed for all but administrators, RegisterError for a place that
    cannot be written or that holds something else, another register too, Unusable for a copy that
    is not whole.
    """
    register.require_administrator()
    if not register.storage.can_copy:
        # It says which tool does that instead, before anything is looked at or written.
        register.copy_to(path)
    target = Path(path)
    if target.is_file() and not is_register(target):
        raise RegisterError(say("{path} finnes og er ingen sikkerhetskopi", path=path))
    with new_file(path, register.location) as unfinished:
        # Only now: a copy that somebody has open is not even read.
        if target.is_file() and not _is_earlier(target, register):
            other = say("{path} er et annet register, ikke en kopi av dette", path=path)
            raise RegisterError(other)
        with register.write():
            register.require_administrator()
            write_line(actor, "backup", None)
        register.copy_to(str(unfinished))
        _look_through(unfinished, actor)


def back_up_among(
    register: Register, actor: Actor, folder: str, keep: int, clock: Clock = utc_clock
) -> Path:
    """Write a copy into a folder under the moment's name; of those there the newest so many stay.

    Older ones go when the new one is whole, never before. Give its path. Raises what `back_up`
    raises, and RegisterError for what is no folder.
    """
    place = Path(folder)
    if not place.is_dir():
        raise RegisterError(say("{path} er ingen mappe", path=folder))
    copy = place / f"{clock():{_NAMED}}"
    back_up(register, actor, str(copy))
    own = {copy.name, Path(register.location).name}
    others = sorted(p for p in place.iterdir() if _A_COPY.fullmatch(p.name) and p.name not in own)
    for older in others[: max(len(others) + 1 - keep, 0)]:
        older.unlink()
    return copy


_NAMED = "nir-%Y-%m-%dT%H%M%SZ.db"
"""The names of copies: the moment in UTC, so that they sort by age."""
_A_COPY = re.compile(r"nir-\d{4}-\d\d-\d\dT\d{6}Z\.db")


def _is_earlier(copy: Path, register: Register) -> bool:
    """Whether a copy's journal begins as the register's does: no other register's begins so."""
    began = _began(register)
    other = existing_register(str(copy))
    try:
        return bool(began) and _began(other) == began
    finally:
        other.close()


def _began(register: Register) -> list[tuple[object, ...]]:
    with register.read():
        return register.execute("SELECT chain FROM journal ORDER BY id LIMIT 1")


def _look_through(copy: Path, actor: Actor) -> None:
    register = open_register(str(copy))
    try:
        found = check_register(register, actor, only_broken=True)
    finally:
        register.close()
    if found:
        raise Unusable(say("Kopien er ikke hel: {why}", why=found[0]))

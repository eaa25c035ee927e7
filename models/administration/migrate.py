"""Migration of a register of an earlier version to this version."""

from dataclasses import dataclass

from models.atomic_files import new_file
from models.errors import Unusable
from models.list_rows.projection import rebuild_report_rows
from models.reference_data.municipalities import fill_reference
from models.storage.register import Register, existing_register
from rules.message import message


@dataclass(frozen=True, slots=True)
class Migrated:
    """The migrations applied, and the file with a copy of the register from before them."""

    steps: tuple[str, ...]
    copy: str | None


def migrate_register(location: str) -> Migrated:
    """Bring a register's schema up to this program's, forward only, all or nothing.

    A register in a file is first copied to a file beside it, named after its last migration. One on
    a server is copied with the server's own tools. The same transaction fills the reference tables
    again from the program's files and rebuilds the list rows from the cases. Raises NotFound, and
    Unusable for a newer register; then nothing is written.
    """
    register = existing_register(location)
    try:
        applied = register.applied
        if not register.pending:
            return Migrated((), None)
        copy = _copy(register, applied) if register.storage.can_copy else None
        steps = register.migrate(lambda: _refresh(register))
        return Migrated(steps, copy)
    finally:
        register.close()


def _refresh(register: Register) -> None:
    fill_reference()
    rebuild_report_rows(register, as_of=None)


def _copy(register: Register, applied: tuple[str, ...]) -> str:
    path = f"{register.location}.{applied[-1]}"
    with new_file(path, register.location) as unfinished:
        register.copy_to(str(unfinished))
        copy = existing_register(str(unfinished))
        is_as_it_was = copy.applied == applied
        copy.close()
        if not is_as_it_was:
            raise Unusable(message("Noen andre oppgraderer {path} nå", path=register.storage.name))
    return path

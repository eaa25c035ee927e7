"""Identification of files that may hold a register, and explanations of SQLite's errors."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from models.errors import Unusable
from models.storage.schema_version import HISTORY
from models.storage.sqlite_connection import DRIVER_ERRORS, error_code, read_only_rows
from rules.message import message


def is_register(path: Path) -> bool:
    """Return whether a file is a register of this program, without changing it.

    Raises Unusable if it cannot be read.
    """
    sql = "SELECT 1 FROM sqlite_master WHERE name = ?"
    try:
        return bool(read_only_rows(str(path), sql, (HISTORY,)))
    except DRIVER_ERRORS as error:
        code = error_code(error)
        if code in _DAMAGED:
            return False
        # In use by somebody else: it is at least a database, and opening it will show the rest.
        if code in BUSY:
            return True
        raise unusable_file(str(path), error) from error


_NEWEST = "SELECT id, chain FROM journal ORDER BY id DESC LIMIT 1"


def last_journal_entry(path: Path, at_rest: bool = False) -> tuple[int, str] | None:
    """Return number and chain of the newest journal entry in a file, without changing the file.

    None if it has no such journal. Raises Unusable if somebody has locked the file.
    """
    try:
        found = read_only_rows(str(path), _NEWEST, at_rest=at_rest)
    except DRIVER_ERRORS as error:
        if error_code(error) in BUSY:
            raise Unusable(message("{path} er i bruk; prøv igjen om litt", path=path)) from error
        return None
    return found[0] if found else None


def register_identity(path: Path, at_rest: bool = False) -> str | None:
    """Return the chain of a file's first journal entry, which a register and its copies share.

    It is salted, so no two registers have the same. None if the file has no such journal.
    `at_rest`: the file is a copy, which nobody has open.
    Raises Unusable if somebody has locked the file.
    """
    chain = _of_journal(path, "SELECT chain FROM journal ORDER BY id LIMIT 1", at_rest)
    return str(chain) if chain else None


def _of_journal(path: Path, sql: str, at_rest: bool) -> Any:
    try:
        found = read_only_rows(str(path), sql, at_rest=at_rest)
    except DRIVER_ERRORS as error:
        if error_code(error) in BUSY:
            raise Unusable(message("{path} er i bruk; prøv igjen om litt", path=path)) from error
        return None
    return found[0][0] if found else None


def unusable_file(path: str, error: Exception) -> Unusable:
    """Explain what is wrong with a register in a file, by SQLite's code of the error."""
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
    """Return whether the disk of a file has room left, or that is unknown."""
    try:
        disk = os.statvfs(Path(path).parent)
    except OSError:
        return True
    return disk.f_bavail > 0


_DAMAGED = (11, 26)
"""SQLITE_CORRUPT and SQLITE_NOTADB: the only codes that mean damage and call for a restore."""
BUSY = (5, 6, 15)
"""SQLITE_BUSY, SQLITE_LOCKED and SQLITE_PROTOCOL: somebody else is using the file."""
_MAY_BE_FULL = (10, 14)
"""SQLITE_IOERR and SQLITE_CANTOPEN: on a full disk, that is their cause."""
_BY_CODE = {
    **dict.fromkeys(BUSY, message("Registeret er opptatt av andre; prøv igjen om litt")),
    9: message("Avbrutt"),
    8: message("Registeret {path} kan bare leses, ikke endres"),
    13: message("Disken er full; ingenting er endret"),
    7: message("Maskinen har ikke mer minne; ingenting er endret"),
    **dict.fromkeys((3, 14, 23), message("Kan ikke åpne registeret {path}; sjekk rettighetene")),
    10: message("Disken svikter under {path}; ingenting er endret"),
}
"""The explanations, by SQLite's primary code."""

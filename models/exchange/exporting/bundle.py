"""Exports the register, or one person, as a bundle: five files, in order of registration."""

import csv
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, nullcontext
from decimal import Decimal
from pathlib import Path
from typing import Any

from models.atomic_files import new_file, new_folder
from models.cases.case import load_case, load_context
from models.cases.lookup import refusals_written
from models.cases.stored_case import StoredCase, StoredRow, load_stored, stream_stored
from models.changes.case_update import DELETED_AT
from models.errors import RegisterError
from models.exchange.bundle_format import bundle_format
from models.journal.actions import JournalAction
from models.journal.actor import Actor
from models.journal.writer import append_entry
from models.storage.register import Register
from models.tables import PersonRow
from rules.code_lists import DecisionResult
from rules.message import message, norwegian_hours


def export_bundle(
    register: Register, actor: Actor, place: str, progress: Any = None, duf: str | None = None
) -> int:
    """Write the whole register to a zip file if `place` ends in `.zip`, else to a new folder.

    `duf`: only one person. Return the number of persons. Raises RegisterError for a place that
    cannot be written, NotAllowed for all but administrators, UnknownPerson.
    """
    is_zip = place.lower().endswith(".zip")
    if is_zip and Path(place).exists():
        raise RegisterError(message("{path} finnes; velg et nytt navn", path=place))
    action = JournalAction.EXPORT
    refusals = refusals_written(register, actor, action, duf) if duf else nullcontext()
    with refusals, register.write():
        register.require_administrator()
        if duf:
            load_case(duf, load_context(register))
        append_entry(actor, JournalAction.EXPORT, duf)
    if not is_zip:
        with new_folder(place) as folder:
            return _write_files(register, folder, progress, duf)
    with (
        new_file(place, register.location) as path,
        tempfile.TemporaryDirectory(prefix="nir-tui-") as folder,
    ):
        count = _write_files(register, Path(folder), progress, duf)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(Path(folder).iterdir()):
                archive.write(file, file.name)
        return count


def _write_files(register: Register, folder: Path, progress: Any, duf: str | None) -> int:
    files = bundle_format(register.reference)
    done = 0
    with ExitStack() as stack, register.read():
        register.require_administrator()
        writers = {}
        for name, file in files.items():
            stream = stack.enter_context((folder / name).open("w", encoding="utf-8", newline=""))
            writers[name] = csv.writer(stream, delimiter=";", lineterminator="\r\n")
            writers[name].writerow([column.name for column in file.columns])
        total = 1 if duf else PersonRow.select().count()
        cases = load_stored([duf]).values() if duf else stream_stored()
        for done, stored in enumerate(cases, 1):
            for name, rows in _rows(stored, [c.name for c in files["persons.csv"].columns]):
                writers[name].writerows(rows)
            if progress:
                progress(done, total)
    return done


def _rows(stored: StoredCase, columns: list[str]) -> Iterator[tuple[str, list[StoredRow]]]:
    """Yield a case's rows for each file, in the columns' order, without deleted measures."""
    person = stored.person
    duf = person["duf"]
    yield "persons.csv", [tuple(_text(person[column]) for column in columns)]
    yield "decisions.csv", [_decision(duf, row) for row in stored.decisions]
    yield (
        "measures.csv",
        [(duf, *map(_text, row[1:4])) for row in stored.measures if row[DELETED_AT] is None],
    )
    yield "events.csv", [(duf, *map(_text, row[1:])) for row in stored.events]
    yield "terminations.csv", [_termination(duf, row) for row in _in_order(stored.terminations)]


def _decision(duf: str, row: StoredRow) -> StoredRow:
    _number, kind, day, start, end, annulled = row
    result = DecisionResult.ANNULLED if annulled else DecisionResult.MADE
    return (duf, kind, str(result), _text(day), _text(start), _text(end))


def _termination(duf: str, row: StoredRow) -> StoredRow:
    (
        _number,
        _kind,
        reason,
        day,
        by,
        at,
        tenths,
        municipality,
        district,
        _restores,
        deleted_by,
        deleted_at,
    ) = row
    hours = norwegian_hours(Decimal(tenths) / 10) if tenths is not None else ""
    deleted = (_text(deleted_by), _text(deleted_at))
    return (duf, reason, _text(day), hours, by, at, *deleted, municipality, _text(district))


def _in_order(rows: list[StoredRow]) -> list[StoredRow]:
    """Sort by time of registration, then order of writing, oldest first."""
    return sorted(rows, key=lambda row: (row[5], row[0]))


def _text(value: Any) -> str:
    return "" if value is None else str(value)

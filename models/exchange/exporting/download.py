"""Downloads a list as a file that a spreadsheet opens correctly."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from models.atomic_files import new_file
from models.exchange.exporting.csv import write_csv
from models.exchange.exporting.list_sheets import list_sheet
from models.exchange.exporting.sheet import Sheet
from models.exchange.exporting.xlsx import write_xlsx
from models.journal.actions import JournalAction
from models.journal.actor import Actor
from models.journal.writer import append_entry
from models.list_filter import ListFilter
from models.lists.search_journal import about
from models.lists.sort_order import Order
from models.storage.register import Register


class FileFormat(StrEnum):
    """The file formats of a list; the value is also the file name extension."""

    CSV = "csv"
    XLSX = "xlsx"


def download_list(
    register: Register,
    actor: Actor,
    list_filter: ListFilter,
    order: Order,
    file_format: FileFormat,
    target: str | BinaryIO,
    subheading: str,
    may_replace: bool = True,
    known_at: date | None = None,
) -> None:
    """Write a list to a path, whole or not at all, or to a stream.

    `known_at`: the report as it was known at the end of a day.

    Raises AlreadyThere if the path exists and `may_replace` is False; RegisterError for a path that
    cannot be written, or for more rows than Excel holds.
    """
    _journal(register, actor, list_filter, file_format, known_at)

    def sheet() -> Sheet:
        return list_sheet(register, list_filter, order, actor.as_of, subheading, known_at)

    if isinstance(target, str):
        with new_file(target, register.location, may_replace) as path:
            _write(register, sheet, file_format, path)
        return
    if file_format is FileFormat.CSV:
        with register.read():
            write_csv(sheet(), target)
        return
    with tempfile.TemporaryDirectory(prefix="nir-tui-") as folder:
        path = Path(folder) / "list.xlsx"
        _write(register, sheet, file_format, path)
        with path.open("rb") as written:
            shutil.copyfileobj(written, target)


def _write(
    register: Register, sheet: Callable[[], Sheet], file_format: FileFormat, path: Path
) -> None:
    with register.read():
        if file_format is FileFormat.XLSX:
            write_xlsx(sheet(), path)
            return
        with path.open("wb") as stream:
            write_csv(sheet(), stream)


def _journal(
    register: Register,
    actor: Actor,
    list_filter: ListFilter,
    file_format: FileFormat,
    known_at: date | None,
) -> None:
    """Journal the download before anything is written."""
    with register.write():
        append_entry(
            actor,
            JournalAction.LIST_DOWNLOAD,
            None,
            None,
            {"format": file_format, **about(list_filter, known_at)},
        )

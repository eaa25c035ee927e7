"""Opens a path to import: a folder or zip file with a bundle's files, or one NIR report."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from models.errors import os_error_message
from models.exchange.importing.problems import BadFile, Problem
from rules.message import message

BUNDLE_FILES = ("persons.csv", "decisions.csv", "measures.csv", "events.csv", "terminations.csv")

_PASSED_OVER = frozenset(("__macosx", ".ds_store", "thumbs.db", "desktop.ini"))
"""Files and folders that macOS and Windows create by themselves."""

_LARGEST_IN_ZIP = 4 * 1024**3
_HARMLESS = 16 * 1024**2
_MOST_BLOWN_UP = 200
"""The largest compression ratio. A register's CSV has about 10; far more is a zip bomb."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read, in a folder or an archive; `open` may raise OSError."""

    name: str
    open: Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class BundleSource:
    """A bundle's files by name."""

    files: dict[str, SourceFile]


@dataclass(frozen=True, slots=True)
class ReportSource:
    """A single file, which is no bundle and should be NIR's report."""

    file: SourceFile


def open_source(path: Path) -> BundleSource | ReportSource:
    """Open a path as a bundle or a report, decided by its content. Raises BadFile."""
    try:
        if path.is_dir():
            return _folder(path)
        if not path.exists():
            raise BadFile(Problem(str(path), message("finnes ikke")))
        if not path.is_file():
            # Each file is read more than once, but a pipe can be read only once.
            raise BadFile(Problem(str(path), message("er ikke en vanlig fil")))
        with path.open("rb") as stream:
            is_zip = stream.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
    except OSError as error:
        raise unreadable_file(path.name, error) from error
    return _zip(path) if is_zip else ReportSource(SourceFile(path.name, lambda: path.open("rb")))


def unreadable_file(name: str, error: Exception) -> BadFile:
    """Return the error for a file that cannot be read from the system or the archive."""
    if not isinstance(error, OSError) or error.errno is None:
        return BadFile(Problem(name, message("kan ikke leses; filen er skadet")))
    return BadFile(Problem(name, message("kan ikke leses ({why})", why=os_error_message(error))))


def _folder(path: Path) -> BundleSource:
    try:
        names = sorted(entry.name for entry in path.iterdir())
    except OSError as error:
        raise unreadable_file(path.name, error) from error
    found = [name for name in names if not _is_passed_over(name)]
    _check_names(path.name, found)
    return BundleSource({name: _in_folder(path / name) for name in found})


def _is_passed_over(name: str) -> bool:
    """Whether a file, or a folder on the way to it, is the operating system's own."""
    return any(part.casefold() in _PASSED_OVER for part in PurePosixPath(name).parts)


def _in_folder(path: Path) -> SourceFile:
    return SourceFile(path.name, lambda: path.open("rb"))


def _check_names(where: str, names: list[str]) -> None:
    known = ", ".join(BUNDLE_FILES)
    expected = message("ukjent fil; en pakke har bare {known}", known=known)
    strange = [Problem(f"{where}/{n}", expected) for n in names if n not in BUNDLE_FILES]
    if strange:
        raise BadFile(*strange)
    if not names:
        raise BadFile(
            Problem(where, message("er tom; en pakke har minst én av {known}", known=known))
        )


def _zip(path: Path) -> BundleSource:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise unreadable_file(path.name, error) from error
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if any(entry.filename == "xl/workbook.xml" for entry in entries):
        expected = message("er en Excel-fil; lagre den som CSV UTF-8 og hent inn den")
        raise BadFile(Problem(path.name, expected))
    entries = [entry for entry in entries if not _is_passed_over(entry.filename)]
    for entry in entries:
        _check_entry(path.name, entry)
    folders = {str(PurePosixPath(entry.filename).parent) for entry in entries}
    if len(folders) > 1:
        raise BadFile(Problem(path.name, message("har filer i flere mapper; en pakke har én")))
    by_name = {PurePosixPath(entry.filename).name: entry for entry in entries}
    if len(by_name) < len(entries):
        raise BadFile(Problem(path.name, message("har to filer med samme navn")))
    _check_names(path.name, sorted(by_name))
    return BundleSource({name: _in_zip(archive, entry) for name, entry in by_name.items()})


def _in_zip(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> SourceFile:
    return SourceFile(PurePosixPath(entry.filename).name, lambda: archive.open(entry))  # type: ignore[arg-type, return-value]


def _check_entry(archive: str, entry: zipfile.ZipInfo) -> None:
    """Refuse paths that lead out of the archive, password-protected files, and zip bombs."""
    name = entry.filename
    problem = None
    if name.startswith("/") or "\\" in name or ":" in name or ".." in PurePosixPath(name).parts:
        problem = message("har en sti som fører ut av zip-filen")
    elif entry.flag_bits & 0x1:
        problem = message("er låst med passord")
    elif entry.file_size > _LARGEST_IN_ZIP or (
        entry.file_size > _HARMLESS
        and entry.file_size > _MOST_BLOWN_UP * max(1, entry.compress_size)
    ):
        problem = message("pakkes ut til {size} byte; det er ikke en pakke", size=entry.file_size)
    if problem:
        raise BadFile(Problem(f"{archive}/{name}", problem))

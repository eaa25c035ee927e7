"""A file or folder that appears whole or not at all, readable for its owner only."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import RegisterError, os_error_message
from rules.message import message

_LOGS = ("-wal", "-journal")


class AlreadyThere(RegisterError):
    """Something has that name already, and nothing may be replaced."""


@contextmanager
def new_file(place: str, register: str, may_replace: bool = True) -> Iterator[Path]:
    """Yield a path to write to; the file written there becomes `place` if the block succeeds.

    A link is followed: its target is replaced. Without `may_replace` nothing is replaced and no
    link is followed; AlreadyThere is raised, also if another process creates `place` meanwhile.
    Raises RegisterError for the register itself, for what is no regular file, for a database that
    somebody has open, and for what cannot be written.
    """
    with _os_errors_explained(place):
        path = (
            Path(place).resolve()
            if may_replace
            else Path(place).parent.resolve() / Path(place).name
        )
        if path in {Path(register + suffix).resolve() for suffix in ("", "-wal", "-shm")}:
            raise RegisterError(
                message("{path} er selve registeret; velg en annen fil", path=place)
            )
        if path.exists() and not path.is_file():
            raise RegisterError(message("{path} er ikke en vanlig fil; velg en annen", path=place))
        if any(_holds_something(Path(f"{path}{log}")) for log in _LOGS):
            # The log belongs to the old file: SQLite would apply it to the new one.
            in_use = message(
                "{path} er en database i bruk; lukk den, eller velg en annen", path=place
            )
            raise RegisterError(in_use)
        unfinished = _beside(path)
        try:
            unfinished.touch(mode=0o600)
            yield unfinished
            _flush_to_disk(unfinished)
            if may_replace:
                unfinished.replace(path)
            else:
                os.link(unfinished, path)
        except FileExistsError as error:
            there = message("{path} finnes allerede; velg et annet navn", path=place)
            raise AlreadyThere(there) from error
        finally:
            unfinished.unlink(missing_ok=True)


@contextmanager
def new_folder(place: str) -> Iterator[Path]:
    """Yield a folder to fill; if the block succeeds, its files move to `place`.

    Raises RegisterError if `place` is neither new nor empty, or cannot be written.
    """
    with _os_errors_explained(place):
        path = Path(place).resolve()
        is_there = path.exists()
        if is_there and (not path.is_dir() or any(path.iterdir())):
            raise RegisterError(
                message("{path} finnes og er ikke tom; velg en ny mappe", path=place)
            )
        unfinished = _beside(path)
        try:
            unfinished.mkdir(mode=0o700)
            yield unfinished
            for file in sorted(unfinished.iterdir()):
                _flush_to_disk(file)
                if is_there:
                    file.replace(path / file.name)
            if not is_there:
                unfinished.replace(path)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)


def _holds_something(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name[:200]}.{os.getpid()}.new")


def _flush_to_disk(file: Path) -> None:
    """Flush a file to disk before it gets its name, so that a named file is always whole."""
    with file.open("rb") as stream:
        os.fsync(stream.fileno())


@contextmanager
def _os_errors_explained(place: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = os_error_message(error)
        raise RegisterError(
            message("Kan ikke skrive {path}: {why}", path=place, why=why)
        ) from error

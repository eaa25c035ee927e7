"""A user's downloads on the machine of the register, over SSH: listed, fetched, removed in time.

Only for a folder that the program made for one user of a session over SSH. Nobody's own folder for
downloads is ever touched.
"""

import hashlib
import os
import stat
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from models.errors import NotAllowed, NotFound
from rules.message import message

_ENDINGS = (".csv", ".xlsx", ".txt")
"""Of the files that the program writes; no other is listed, fetched or removed."""
_KEPT_SECONDS = 24 * 60 * 60


class OwnDownload(NamedTuple):
    """A file: its name, its size in bytes, and when it was written, in seconds since 1970."""

    name: str
    size: int
    written: float


def folder_name(user: str) -> str:
    """Return the name of a user's folder: the id, where it names a folder of its own."""
    is_name = Path(user).name == user and user not in (os.curdir, os.pardir)
    return user if is_name else hashlib.sha256(user.encode()).hexdigest()[:16]


def own_downloads(folder: Path) -> list[OwnDownload]:
    """Return the files in a user's folder, the newest first; none where it cannot be read."""
    found = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            about = entry.stat(follow_symlinks=False)
            if stat.S_ISREG(about.st_mode) and _is_ours(entry.name):
                found.append(OwnDownload(entry.name, about.st_size, about.st_mtime))
    return sorted(found, key=lambda one: (-one.written, one.name))


def open_download(folder: Path, name: str) -> BinaryIO:
    """Open a file in a user's folder. No link is followed, out of the folder or inside it.

    Raises NotAllowed for a path, NotFound for a name that is no download.
    """
    if not name or Path(name).name != name or name in (os.curdir, os.pardir) or "\0" in name:
        raise NotAllowed(message("Du kan bare hente dine egne filer, ved navn"))
    missing = NotFound(message("Ingen nedlasting heter {name}; «fetch» viser dine", name=name))
    if not _is_ours(name):
        raise missing
    try:
        fd = os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        raise missing from None
    if not stat.S_ISREG(os.fstat(fd).st_mode):
        os.close(fd)
        raise missing
    return os.fdopen(fd, "rb")


def remove_old_downloads(folder: Path) -> None:
    """Remove the files of a user's folder that are older than a day by the machine's clock."""
    oldest = time.time() - _KEPT_SECONDS
    for one in own_downloads(folder):
        if one.written < oldest:
            with suppress(OSError):
                (folder / one.name).unlink()


def _is_ours(name: str) -> bool:
    return name.endswith(_ENDINGS) and not name.startswith(".")

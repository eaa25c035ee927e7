"""A check that the opened file is still the register, together with its log.

While in use, a register may be renamed, overwritten by a copy, or lose its log. Anything written
after that would be lost, so the file is checked before every transaction and after every write.

Two numbers in SQLite's header are compared. The stamp is drawn at random for each new file, so a
backup has a different one. The counter grows with every transaction that writes. In the file it
never goes back. When the log becomes shorter, its content must have been written into the file;
otherwise somebody has tampered with it.
"""

import os
import secrets
import threading
import weakref
from pathlib import Path
from typing import Any, ClassVar

STAMP_PRAGMA, COUNTER_PRAGMA = "application_id", "user_version"
"""The fields of SQLite's file header that hold the stamp and the counter."""
_STAMP, _COUNTER = slice(68, 72), slice(60, 64)

_Inode = tuple[int, int]


def new_stamp() -> int:
    """Return a random stamp for a new file; never 0, which means no stamp."""
    return secrets.randbelow((1 << 31) - 1) + 1


class FileIdentity:
    """The identity of a file when it was opened; `changed` compares the file with it."""

    def __init__(self, path: Path) -> None:
        self._path, self._log = path, Path(f"{path}-wal")
        self._inode = _inode(path)
        self._header: _Header | None = None
        self._stamp = b""
        self._counter = self._committed = 0
        self._of_connection = threading.local()

    def has_committed(self, counter: int) -> None:
        """Remember the counter of a transaction that was committed."""
        self._committed = max(self._committed, counter)

    def changed(self, connection: Any) -> bool:
        """Return whether another file has the name, the content was replaced, or the log is gone.

        `connection` is this thread's, or None if it has none: a log belongs to a connection.
        """
        if _inode(self._path) != self._inode:
            return True
        return self._is_copied_over() or self._has_lost_its_log(connection)

    def _is_copied_over(self) -> bool:
        if self._inode is None:
            return False
        if self._header is None:
            self._header = _Header.of(self._path, self._inode)
            self._stamp, self._counter = self._header.read()
        stamp, counter = self._header.read()
        if not any(self._stamp):
            # A register of an earlier version has no stamp until it is migrated.
            self._stamp = stamp
        went_back = counter < self._counter
        self._counter = max(self._counter, counter)
        return went_back or stamp != self._stamp

    def _has_lost_its_log(self, connection: Any) -> bool:
        seen = self._of_connection
        if connection is None:
            return False
        if getattr(seen, "connection", None) is not connection:
            seen.connection, seen.log, seen.length = connection, None, 0
        log, length = _inode(self._log), _length(self._log)
        if seen.log is None:
            seen.log = log
        # SQLite shortens the log only after writing it into the file, up to the last commit.
        was_cut = length < seen.length and self._counter < self._committed
        seen.length = length
        return bool(seen.log != log or was_cut)


class _Header:
    """The header of a file, read past SQLite's cache through a descriptor that stays open.

    When a process closes any descriptor of a file, the system drops all its locks on the file. So
    each file has one shared descriptor, closed when no storage uses the file any more.
    """

    _open: ClassVar["weakref.WeakValueDictionary[_Inode, _Header]"] = weakref.WeakValueDictionary()

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._descriptor)

    @classmethod
    def of(cls, path: Path, inode: _Inode) -> "_Header":
        """Return the shared header of a file."""
        header = cls._open.get(inode)
        if header is None:
            header = cls._open[inode] = cls(path)
        return header

    def read(self) -> tuple[bytes, int]:
        """Return the stamp and the counter as they are on disk."""
        header = os.pread(self._descriptor, _STAMP.stop, 0)
        return header[_STAMP], int.from_bytes(header[_COUNTER])


def _inode(path: Path) -> _Inode | None:
    """Return device and inode of the file at a path; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _length(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0

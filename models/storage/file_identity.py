"""Whether the file that was opened is still the register, with all that belongs to it.

A register in use may be renamed, copied over, or lose its log. What is written then nobody would
find again; so it is looked at before every transaction, and after what was written.

Two numbers in SQLite's header tell. The stamp is drawn for each file that is made, so that a backup
has another. The counter grows with every transaction that writes: in the file it never goes back,
and a log that has become shorter has been written into the file, or else it was tampered with.
"""

import os
import secrets
import threading
import weakref
from pathlib import Path
from typing import Any, ClassVar

STAMP_PRAGMA, COUNTER_PRAGMA = "application_id", "user_version"
"""SQLite's own fields in the file's header, for the stamp and for the counter."""
_STAMP, _COUNTER = slice(68, 72), slice(60, 64)

_Inode = tuple[int, int]


def new_stamp() -> int:
    """A number for a file that is made; never 0, which a file has that was not stamped."""
    return secrets.randbelow((1 << 31) - 1) + 1


class FileIdentity:
    """What a file was when it was opened; `changed` compares."""

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
        """Whether another file has the name, another content the file, or the log is gone.

        `connection` is this thread's, None where it has none: a log belongs to a connection.
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
            # A register of an earlier version has none until it is migrated.
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
        # A log that became shorter stands in the file, up to what was committed last.
        was_cut = length < seen.length and self._counter < self._committed
        seen.length = length
        return bool(seen.log != log or was_cut)


class _Header:
    """The header of a file, read past SQLite's cache through a descriptor that stays open.

    When a process closes any descriptor of a file, the system drops the locks that it holds on it:
    so there is one for each file, closed when no storage uses the file any more.
    """

    _open: ClassVar["weakref.WeakValueDictionary[_Inode, _Header]"] = weakref.WeakValueDictionary()

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._descriptor)

    @classmethod
    def of(cls, path: Path, inode: _Inode) -> "_Header":
        """The one of a file."""
        header = cls._open.get(inode)
        if header is None:
            header = cls._open[inode] = cls(path)
        return header

    def read(self) -> tuple[bytes, int]:
        """Stamp and counter as they are on disk."""
        header = os.pread(self._descriptor, _STAMP.stop, 0)
        return header[_STAMP], int.from_bytes(header[_COUNTER])


def _inode(path: Path) -> _Inode | None:
    """Which file a path is, whatever it holds; None where there is none."""
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

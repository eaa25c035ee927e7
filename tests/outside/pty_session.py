"""The program on a real pty, as a hostile or broken terminal sees it."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pyte

NIR = str(Path(sys.executable).with_name("nir-tui"))
_READ_SIZE = 1 << 16


class PtySession:
    """One program on one pty; what it paints is kept as a screen."""

    def __init__(
        self,
        *words: str,
        size: tuple[int, int] = (80, 24),
        environment: dict[str, str] | None = None,
        program: str = "",
    ) -> None:
        """`size` is columns and rows; `program`: Python code instead of the command line."""
        self.ours, theirs = pty.openpty()
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self.bytes_painted = 0
        self.resize(*size, fd=theirs)
        self.modes_before = termios.tcgetattr(theirs)
        self._theirs = theirs
        self.process = subprocess.Popen(
            [sys.executable, "-c", program] if program else [NIR, *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm-256color", **(environment or {})},
            start_new_session=True,
            preexec_fn=_take_terminal,
        )

    def send(self, data: bytes | str, seconds: float = 10) -> None:
        """Write all of it, however slowly the program reads; what it paints meanwhile is read."""
        left = data.encode() if isinstance(data, str) else data
        os.set_blocking(self.ours, False)
        end = time.monotonic() + seconds
        while left:
            assert time.monotonic() < end, f"{len(left)} bytes were not taken in {seconds} s"
            with contextlib.suppress(BlockingIOError):
                left = left[os.write(self.ours, left[:4096]) :]
            self.read(0.0)
            if left:
                time.sleep(0.002)

    def resize(self, columns: int, rows: int, fd: int | None = None) -> None:
        """Another size, with the signal that the kernel sends."""
        to = self.ours if fd is None else fd
        fcntl.ioctl(to, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if columns <= 1000 and rows <= 1000 and columns and rows:
            self._screen.resize(rows, columns)

    def read(self, seconds: float) -> bytes:
        """What is painted in some seconds, or until nothing more is there at once."""
        ready, _, _ = select.select([self.ours], [], [], seconds)
        if not ready:
            return b""
        try:
            data = os.read(self.ours, _READ_SIZE)
        except OSError:
            return b""
        self.bytes_painted += len(data)
        # Private modes that pyte does not know, and would print.
        self._stream.feed(re.sub(rb"\x1b\[[<>=?][0-9;]*[a-zA-Z]|\x1b\[[0-9?]*\$p", b"", data))
        return data

    @property
    def text(self) -> str:
        """The screen as a person sees it."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def waits_for(self, wanted: str, seconds: float = 60) -> None:
        """Until a text is on the screen."""
        end = time.monotonic() + seconds
        while wanted not in self.text:
            assert self.process.poll() is None, (
                f"ended with {self.process.returncode}:\n{self.text}"
            )
            assert time.monotonic() < end, f"«{wanted}» never came:\n{self.text}"
            self.read(0.05)

    def comes_to_rest(self, seconds: float = 120, quiet: float = 0.4) -> None:
        """Until nothing is painted for a while, and the program has nothing left to do.

        On a busy machine a program that waits for its turn is silent too: it is not at rest while
        a thread of it wants to run, or has run.
        """
        end = time.monotonic() + seconds
        used = -1
        while self.read(quiet) or used != (used := self._ticks_used()) or self._wants_to_run():
            assert time.monotonic() < end, f"it never comes to rest:\n{self.text}"

    def _ticks_used(self) -> int:
        """Processor time of the program so far, in ticks; 0 of one that has ended."""
        fields = self._stat(Path(f"/proc/{self.process.pid}"))
        return int(fields[11]) + int(fields[12]) if fields else 0

    def _wants_to_run(self) -> bool:
        threads = Path(f"/proc/{self.process.pid}/task").glob("*")
        return any(fields[0] in "RD" for thread in threads if (fields := self._stat(thread)))

    @staticmethod
    def _stat(process: Path) -> list[str]:
        """The fields of `stat` after the name (proc(5)): state first; none of one that is gone."""
        with contextlib.suppress(OSError):
            return (process / "stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return []

    def answers(self, seconds: float = 60) -> None:
        """A key is answered: the help opens, and Esc leaves it."""
        self.send("?")
        self.waits_for("Taster", seconds)
        self.send("\x1b")
        self.comes_to_rest()

    def leaves_everything(self) -> None:
        """Back to the list, whatever is open; what was typed is discarded."""
        for _ in range(12):
            self.send("\x1b")
            self.read(0.1)
            self.comes_to_rest(quiet=0.2)
            if "j Ja" in self.text:
                self.send("j")
                self.comes_to_rest(quiet=0.2)

    def ends(self, seconds: float = 20) -> int:
        """The exit status, when it has ended; what it still paints is read."""
        end = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < end, f"it never ends:\n{self.text}"
            self.read(0.05)
        return self.process.returncode

    def quits(self) -> int:
        """ctrl+q, and the exit status; the terminal is as it was."""
        self.send("\x11")
        status = self.ends()
        assert termios.tcgetattr(self._theirs) == self.modes_before, "the terminal is not clean"
        return status

    def hang_up(self) -> None:
        """The line is gone: nobody holds the other end any more."""
        os.close(self._theirs)
        os.close(self.ours)
        self._theirs = self.ours = -1

    def close(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        for fd in {self.ours, self._theirs} - {-1}:
            os.close(fd)


def _take_terminal() -> None:
    """The pty becomes the session's controlling terminal: a closed one then sends SIGHUP."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@contextlib.contextmanager
def on_pty(place: str, *words: str, size: tuple[int, int] = (80, 24)) -> Iterator[PtySession]:
    """The report of a demo register, open on a pty."""
    session = PtySession("--register", place, "--user", "4204-DEMO", *words, size=size)
    try:
        yield session
    finally:
        session.close()

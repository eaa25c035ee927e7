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
    """A program on a pty; its output is kept as a screen."""

    def __init__(
        self,
        *words: str,
        size: tuple[int, int] = (80, 24),
        environment: dict[str, str] | None = None,
        program: str = "",
    ) -> None:
        """Start it; `size` is columns and rows, `program` Python code to run instead of nir-tui."""
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
        """Write all data, however slowly the program reads them; read its output meanwhile."""
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
        """Set the size of the terminal; the kernel sends SIGWINCH."""
        to = self.ours if fd is None else fd
        fcntl.ioctl(to, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if columns <= 1000 and rows <= 1000 and columns and rows:
            self._screen.resize(rows, columns)

    def read(self, seconds: float) -> bytes:
        """Return the output available at once, or else within some seconds; empty if none."""
        ready, _, _ = select.select([self.ours], [], [], seconds)
        if not ready:
            return b""
        try:
            data = os.read(self.ours, _READ_SIZE)
        except OSError:
            return b""
        self.bytes_painted += len(data)
        # pyte does not know these private modes and would print them.
        self._stream.feed(re.sub(rb"\x1b\[[<>=?][0-9;]*[a-zA-Z]|\x1b\[[0-9?]*\$p", b"", data))
        return data

    @property
    def text(self) -> str:
        """The text on the screen, without trailing spaces."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def waits_for(self, wanted: str, seconds: float = 60) -> None:
        """Wait until a text is on the screen."""
        end = time.monotonic() + seconds
        while wanted not in self.text:
            assert self.process.poll() is None, (
                f"ended with {self.process.returncode}:\n{self.text}"
            )
            assert time.monotonic() < end, f"«{wanted}» never came:\n{self.text}"
            self.read(0.05)

    def comes_to_rest(self, seconds: float = 120, quiet: float = 0.4) -> None:
        """Wait until nothing is painted for `quiet` seconds and the program is idle.

        On a busy machine a program waiting for the processor is silent too: it is not idle while
        one of its threads has run or wants to run.
        """
        end = time.monotonic() + seconds
        used = -1
        while self.read(quiet) or used != (used := self._ticks_used()) or self._wants_to_run():
            assert time.monotonic() < end, f"it never comes to rest:\n{self.text}"

    def _ticks_used(self) -> int:
        """Return the processor time used by the program, in ticks; 0 if it has ended."""
        fields = self._stat(Path(f"/proc/{self.process.pid}"))
        return int(fields[11]) + int(fields[12]) if fields else 0

    def _wants_to_run(self) -> bool:
        threads = Path(f"/proc/{self.process.pid}/task").glob("*")
        return any(fields[0] in "RD" for thread in threads if (fields := self._stat(thread)))

    @staticmethod
    def _stat(process: Path) -> list[str]:
        """Return the fields of `stat` from the state on (proc(5)); none if the process is gone."""
        with contextlib.suppress(OSError):
            return (process / "stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return []

    def answers(self, seconds: float = 60) -> None:
        """Check that the program responds to keys: open the help and leave it with Esc."""
        self.send("?")
        self.waits_for("Taster", seconds)
        self.send("\x1b")
        self.comes_to_rest()

    def leaves_everything(self) -> None:
        """Go back to the list from any screen; discard what was typed."""
        for _ in range(12):
            self.send("\x1b")
            self.read(0.1)
            self.comes_to_rest(quiet=0.2)
            if "j Ja" in self.text:
                self.send("j")
                self.comes_to_rest(quiet=0.2)

    def ends(self, seconds: float = 20) -> int:
        """Wait until the program ends, reading its output; return the exit status."""
        end = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < end, f"it never ends:\n{self.text}"
            self.read(0.05)
        return self.process.returncode

    def quits(self) -> int:
        """Quit with ctrl+q, check that the terminal is restored; return the exit status."""
        self.send("\x11")
        status = self.ends()
        assert termios.tcgetattr(self._theirs) == self.modes_before, "the terminal is not clean"
        return status

    def hang_up(self) -> None:
        """Cut the connection: close both ends of the pty."""
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
    """Make the pty the session's controlling terminal, so that closing it sends SIGHUP."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@contextlib.contextmanager
def on_pty(place: str, *words: str, size: tuple[int, int] = (80, 24)) -> Iterator[PtySession]:
    """Open the report of a demo register on a pty."""
    session = PtySession("--register", place, "--user", "4204-DEMO", *words, size=size)
    try:
        yield session
    finally:
        session.close()

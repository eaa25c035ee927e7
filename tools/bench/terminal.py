"""Runs a program in a terminal of 80 x 24, and times the bytes that it writes after each key."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

KEYS = {
    "down": "\x1b[B",
    "pagedown": "\x1b[6~",
    "pageup": "\x1b[5~",
    "home": "\x1b[H",
    "end": "\x1b[F",
}
KEYS |= {"enter": "\r", "escape": "\x1b", "ctrl+q": "\x11"}
SAME_FRAME_RATE = {"TEXTUAL_FPS": "120"}
_TERMINAL = {"TERM": "xterm-256color"}
_LONGEST = 30.0


@dataclass(frozen=True, slots=True)
class Painted:
    """The output after a key: seconds until the last byte, byte count, seconds until the first."""

    seconds: float
    count: int
    first: float


class Terminal:
    """A program running in its own terminal."""

    def __init__(self, process: int, screen: int, started: float) -> None:
        self.process, self._screen, self.started = process, screen, started
        self.text = b""

    def wait_for(self, text: str) -> float:
        """Return the seconds from the start until a text was painted. Raises TimeoutError."""
        wanted = text.encode()
        while wanted not in self.text:
            if not self._read(_LONGEST):
                raise TimeoutError(text)
        return time.perf_counter() - self.started

    def press(self, key: str, quiet: float = 0.3) -> Painted:
        """Press a key, and read until no byte has come for `quiet` seconds."""
        start = last = time.perf_counter()
        os.write(self._screen, KEYS.get(key, key).encode())
        count, first = 0, start
        while new := self._read(quiet):
            last = time.perf_counter()
            first = last if not count else first
            count += new
        return Painted(last - start, count, first - start)

    def rest(self, seconds: float) -> int:
        """Return how many bytes come while no key is pressed."""
        end, count = time.perf_counter() + seconds, 0
        while (left := end - time.perf_counter()) > 0:
            count += self._read(left)
        return count

    def megabytes(self) -> float:
        """Return the resident memory of the process now, in MB."""
        status = Path(f"/proc/{self.process}/status").read_text(encoding="ascii")
        [line] = [line for line in status.splitlines() if line.startswith("VmRSS")]
        return int(line.split()[1]) / 1024

    def processor_seconds(self) -> float:
        """Return the time that the threads of the process have run on a processor so far."""
        tasks = Path(f"/proc/{self.process}/task").glob("*/schedstat")
        return sum(int(task.read_text(encoding="ascii").split()[0]) for task in tasks) / 1e9

    def _read(self, seconds: float) -> int:
        ready, _, _ = select.select([self._screen], [], [], seconds)
        if not ready:
            return 0
        try:
            new = os.read(self._screen, 1 << 16)
        except OSError:
            return 0
        self.text = (self.text + new)[-(1 << 18) :]
        return len(new)


@contextmanager
def terminal(
    words: Sequence[str], environment: Mapping[str, str] = SAME_FRAME_RATE
) -> Iterator[Terminal]:
    """Start a program in a terminal, with more variables set; end it afterwards."""
    started = time.perf_counter()
    process, screen = pty.fork()
    if process == 0:
        os.execvpe(words[0], list(words), {**os.environ, **_TERMINAL, **environment})
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    try:
        yield Terminal(process, screen, started)
    finally:
        os.kill(process, signal.SIGTERM)
        os.close(screen)
        os.waitpid(process, 0)

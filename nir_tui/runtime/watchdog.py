"""Ends the process when the session must end and the application does not do so itself.

The watchdog is a thread outside the event loop: it works even while the loop spins, or waits for a
database. It receives signals through a pipe that the interpreter writes to at once, whatever the
main thread is doing.
"""

import os
import select
import signal
import sys
import termios
import threading
import time
from collections.abc import Callable
from typing import Any

SECONDS_TO_LEAVE = 3.0
"""Time for the application to close by itself, after a signal or when the terminal has closed."""
_SECONDS_BETWEEN_LOOKS = 1.0
_ENDING_SIGNALS = (signal.SIGHUP, signal.SIGTERM) if os.name == "posix" else ()
_EXIT_STATUS = 5
"""The session was cut off: the contract's exit status for an unusable register; never 0."""

_LEAVE_TERMINAL = (
    b"\x1b[0m\x1b[?2004l\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?7h"
)
"""Resets the modes that the application has set: a shell may go on in this terminal."""


class Watchdog:
    """Watches terminal and signals: asks for an orderly end first, then ends the process."""

    def __init__(self) -> None:
        """Keep the terminal's modes: create it before the application takes the terminal."""
        self._leave_by: float | None = None
        self._terminal = sys.__stdin__.fileno() if sys.__stdin__ else -1
        self._modes = _modes_of(self._terminal)

    def start(self, ask_to_leave: Callable[[], object]) -> None:
        """Begin to watch. Must be called in the main thread, where signal handlers are set.

        `ask_to_leave` is called in the watchdog's thread; it must not block.
        """
        self._ask_to_leave = ask_to_leave
        self._signals, writing_end = os.pipe()
        for end in (self._signals, writing_end):
            os.set_blocking(end, False)
        for number in _ENDING_SIGNALS:
            # The pipe does the work; without a handler the signal would end the process at once.
            signal.signal(number, _do_nothing)
        signal.set_wakeup_fd(writing_end, warn_on_full_buffer=False)
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()

    def _watch(self) -> None:
        look = select.poll()
        look.register(self._signals, select.POLLIN)
        if self._terminal >= 0:
            look.register(self._terminal, 0)
        while True:
            for descriptor, _event in look.poll(1000 * self._seconds_to_next_look()):
                if descriptor == self._terminal:
                    look.unregister(self._terminal)
                    self._must_end()
                elif _holds_ending_signal(self._signals):
                    self._must_end()
            if self._leave_by is not None and time.monotonic() >= self._leave_by:
                self._end()

    def _seconds_to_next_look(self) -> float:
        if self._leave_by is None:
            return _SECONDS_BETWEEN_LOOKS
        return max(0.0, min(_SECONDS_BETWEEN_LOOKS, self._leave_by - time.monotonic()))

    def _must_end(self) -> None:
        if self._leave_by is None:
            self._leave_by = time.monotonic() + SECONDS_TO_LEAVE
            self._ask_to_leave()

    def _end(self) -> None:
        """Reset the terminal, as far as it still accepts output, and end the process."""
        if self._modes is not None:
            _reset_terminal(self._terminal, self._modes)
        os._exit(_EXIT_STATUS)


def _do_nothing(_number: int, _frame: Any) -> None:
    """Do nothing: the watchdog handles the signal."""


def _holds_ending_signal(pipe: int) -> bool:
    try:
        heard = os.read(pipe, 4096)
    except BlockingIOError:
        return False
    return any(number in _ENDING_SIGNALS for number in heard)


def _modes_of(terminal: int) -> list[Any] | None:
    try:
        return termios.tcgetattr(terminal)
    except (termios.error, ValueError):
        return None


def _reset_terminal(terminal: int, modes: list[Any]) -> None:
    try:
        os.set_blocking(terminal, False)
        os.write(terminal, _LEAVE_TERMINAL)
        os.set_blocking(terminal, True)
        termios.tcsetattr(terminal, termios.TCSANOW, modes)
    except (OSError, termios.error):
        # The terminal has closed.
        return

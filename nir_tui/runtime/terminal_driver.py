"""The terminal, as Textual's driver reads it, but with limits and a short wait after Esc.

Textual checks only every tenth of a second whether Esc has waited long enough to be a key: leaving
a form feels slow. Its parser ends the program at sequences that it does not expect.
"""

import os
import selectors
from codecs import getincrementaldecoder
from collections.abc import Iterable
from typing import TYPE_CHECKING

from nir_tui.runtime.input_tokens import InputTokenizer, Token

if TYPE_CHECKING:
    from textual.driver import Driver

_IDLE_WAIT_S = 0.1
_READ_SIZE = 4096
_MOST_EVENTS_PER_READ = 400
"""More come only from a paste without its marks, or from a broken terminal."""


def driver_class() -> "type[Driver] | None":
    """Return the driver to use; None for Textual's own choice."""
    if os.name != "posix":
        return None
    from textual.drivers.linux_driver import LinuxDriver

    from nir_tui.runtime.input_events import InputEvents

    class GuardedDriver(LinuxDriver):
        """Reads keys in a thread, until the application ends or the terminal has closed."""

        def _query_in_band_window_resize(self) -> None:
            """Ask for no size reports in the input: the kernel reports the size."""

        def _run_input_thread(self) -> None:
            """Read keys; an error in this thread ends the session as any other error does."""
            try:
                self.run_input_thread()
            except Exception as error:  # noqa: BLE001  (the last resort of this thread)
                self._app.call_later(self._app._handle_exception, error)

        def run_input_thread(self) -> None:
            tokenizer, meaning = InputTokenizer(), InputEvents()
            decode = getincrementaldecoder("utf-8")("replace").decode

            def deliver(tokens: Iterable[Token]) -> None:
                left = _MOST_EVENTS_PER_READ
                for token in tokens:
                    for event in meaning.of(token) if left > 0 else ():
                        self.process_message(event)
                        left -= 1

            with selectors.DefaultSelector() as keys:
                keys.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    if keys.select(tokenizer.patience or _IDLE_WAIT_S):
                        try:
                            data = os.read(self.fileno, _READ_SIZE)
                        except OSError:
                            # The terminal has closed; the watchdog ends the session.
                            data = b""
                        if not data:
                            break
                        deliver(tokenizer.feed(decode(data)))
                    elif tokenizer.patience is not None:
                        deliver(tokenizer.flush())

    return GuardedDriver

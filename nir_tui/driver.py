"""Keys from the terminal, as Textual reads them, but for how long Esc waits to be a key.

Esc is also how arrows and the like begin, so it has to wait for what may follow. Textual looks
every tenth of a second whether it has waited long enough: a form that is left feels slow. Here it
is looked at as soon as the wait is over.
"""

import os
import selectors
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver

ESCAPE_WAITS = "50"
"""Milliseconds, for Textual to read when it is imported (`ESCDELAY`).

A terminal sends what belongs together in one piece, over a slow line too."""
_AT_REST = 0.1
_AT_A_TIME = 4096


def driver_class() -> "type[Driver] | None":
    """The driver to use; None for Textual's own choice."""
    if os.name != "posix":
        return None
    from textual import constants
    from textual._xterm_parser import XTermParser
    from textual.drivers.linux_driver import LinuxDriver

    class PromptDriver(LinuxDriver):
        """Reads keys in a thread, until the application ends or the terminal has gone."""

        def run_input_thread(self) -> None:
            parser = XTermParser(self._debug)
            decode = getincrementaldecoder("utf-8")("replace").decode
            patience = _AT_REST
            with selectors.DefaultSelector() as keys:
                keys.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    if keys.select(patience):
                        data = os.read(self.fileno, _AT_A_TIME)
                        if not data:
                            break
                        # Half a letter is no text yet, and to the parser no text is the end.
                        if text := decode(data):
                            for event in parser.feed(text):
                                self.process_message(event)
                        patience = 1.1 * constants.ESCAPE_DELAY
                    else:
                        patience = _AT_REST
                    for event in parser.tick():
                        self.process_message(event)

    return PromptDriver

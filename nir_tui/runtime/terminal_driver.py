"""Keys from the terminal, as Textual reads them, but for Esc.

Esc is also how arrows and the like begin, so it has to wait for what may follow. Textual looks
every tenth of a second whether it has waited long enough: a form that is left feels slow. Here it
is looked at as soon as the wait is over.

And a key right after it makes both Alt and that key, for a terminal tells them alike. Nothing here
has to do with Alt, while fast fingers and slow lines send Esc and the next key together.
"""

import os
import re
import selectors
from codecs import getincrementaldecoder
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver

ESCAPE_WAITS = "25"
"""Milliseconds, for Textual to read when it is imported (`ESCDELAY`).

A terminal sends what belongs together in one piece, over a slow line too."""
_ESCAPE = "\x1b"
_ALONE = re.compile(r"\x1b(?![\x1b\[O\]P_^X\\]|$)")
"""Esc before what no sequence of a terminal's goes on with; at the end, it may still go on."""

_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"
_AT_REST = 0.1
_AT_A_TIME = 4096


class Keyboard:
    """What comes from the terminal, with each Esc that somebody pressed taken out."""

    def __init__(self) -> None:
        self._is_pasting = False
        self._held = ""

    def parts(self, text: str) -> Iterator[str]:
        """The text in parts; an empty one stands for Esc. What is pasted is left as it is.

        Esc at the end is held back, for what comes next may belong to it.
        """
        text, self._held = self._held + text, ""
        begins, ends = text.rfind(_PASTE_BEGINS), text.rfind(_PASTE_ENDS)
        was_pasting = self._is_pasting
        if begins != ends:
            self._is_pasting = begins > ends
        if was_pasting or begins >= 0:
            yield text
            return
        # A terminal writes Enter so as long as no program has asked for every key as it is.
        text = text.replace("\n", "\r")
        if text.endswith(_ESCAPE) and not text.endswith(2 * _ESCAPE):
            text, self._held = text[:-1], _ESCAPE
        for number, part in enumerate(_ALONE.split(text)):
            if number:
                yield ""
            if part:
                yield part

    def is_escape(self) -> bool:
        """Whether what was held back is Esc, now that nothing has come after it."""
        held, self._held = self._held, ""
        return bool(held)


def driver_class() -> "type[Driver] | None":
    """The driver to use; None for Textual's own choice."""
    if os.name != "posix":
        return None
    from textual import constants, events
    from textual._xterm_parser import XTermParser
    from textual.drivers.linux_driver import LinuxDriver

    def _escape() -> events.Key:
        return events.Key("escape", _ESCAPE)

    class PromptDriver(LinuxDriver):
        """Reads keys in a thread, until the application ends or the terminal has gone."""

        def run_input_thread(self) -> None:
            parser, keyboard = XTermParser(self._debug), Keyboard()
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
                            for part in keyboard.parts(text):
                                for event in parser.feed(part) if part else [_escape()]:
                                    self.process_message(event)
                        patience = 1.1 * constants.ESCAPE_DELAY
                    else:
                        patience = _AT_REST
                        if keyboard.is_escape():
                            self.process_message(_escape())
                    for event in parser.tick():
                        self.process_message(event)

    return PromptDriver

"""Lines out and answers in: no cursor is moved, no colour is set, no line is written twice."""

import io
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn, TextIO

from nir_tui.presentation.i18n import _
from nir_tui.presentation.safe_text import sanitize

_LONGEST_ANSWER = 4096
"""Characters; what is typed beyond them on a line is dropped."""


class Left(Exception):
    """The user left the question, by `avbryt` or ctrl-C."""


class Ended(Exception):
    """Standard input is at its end: the user pressed ctrl-D, or the line was cut."""


class Dialogue:
    """A conversation over two streams; `idle_seconds`: how long an answer is waited for, or None.

    An answer that never comes ends the conversation, as ctrl-D does.
    """

    def __init__(self, source: TextIO, target: TextIO, idle_seconds: int | None = None) -> None:
        self._source, self._target = source, target
        self._idle_seconds = idle_seconds
        self._is_asking = False
        self._heard: set[object] = set()
        self.interrupted = False
        """Whether ctrl-C was pressed while something was being done."""
        if isinstance(source, io.TextIOWrapper):
            source.reconfigure(encoding="utf-8", errors="replace")

    def say(self, *lines: str) -> None:
        """Write lines, sanitized; an empty one stays out of what is read aloud."""
        for line in lines:
            if line:
                self._target.write(f"{sanitize(line)}\n")
        self._target.flush()

    def pairs(self, pairs: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> None:
        """Write `label: value`, one a line."""
        self.say(*(f"{name}: {value}" for name, value in pairs))

    def is_news(self, what: object) -> bool:
        """Return whether something has not been said in this conversation; from now on it has."""
        is_new = what not in self._heard
        self._heard.add(what)
        return is_new

    def ask(self, prompt: str) -> str:
        """Return the answer to a question. Raises Left and Ended."""
        self._is_asking, self.interrupted = True, False
        try:
            # From the first letter of the question on, ctrl-C leaves it.
            self._target.write(f"{sanitize(prompt)}: ")
            self._target.flush()
            answer = self._read()
        finally:
            self._is_asking = False
        if answer.casefold() in ("avbryt", _("avbryt")):
            raise Left
        return answer

    def confirms(self, question: str) -> bool:
        """Ask what must be answered with `j` or `n`; any other answer asks again."""
        while True:
            answer = self.ask(_("{question} j er ja, n er nei").format(question=question))
            if answer.casefold() in ("j", "ja", _("j"), _("ja")):
                return True
            if answer.casefold() in ("n", "nei", _("n"), _("nei")):
                return False

    def _read(self) -> str:
        try:
            if self._idle_seconds:
                signal.alarm(self._idle_seconds)
            line = self._source.readline(_LONGEST_ANSWER)
            rest = line
            while rest and not rest.endswith("\n"):
                rest = self._source.readline(_LONGEST_ANSWER)
        finally:
            if self._idle_seconds:
                signal.alarm(0)
        if not line:
            self.say(_("Slutt."))
            raise Ended
        if not self._source.isatty():
            # A terminal has written the answer and its line end; a pipe has not.
            self._target.write("\n")
        return " ".join(sanitize(line.rstrip("\r\n")).split())

    @contextmanager
    def taking_signals(self) -> Iterator[None]:
        """Within the block, let ctrl-C leave the question, and never break off a change."""
        before = signal.signal(signal.SIGINT, self._interrupt)
        alarm = signal.signal(signal.SIGALRM, self._end) if self._idle_seconds else None
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)
            if alarm is not None:
                signal.signal(signal.SIGALRM, alarm)

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        self.interrupted = True
        if self._is_asking:
            self._target.write("\n")
            raise Left

    def _end(self, _number: int, _frame: FrameType | None) -> NoReturn:
        self.say("", _("Ingen har svart på lenge. Økten er avsluttet."))
        raise Ended


Doing = Callable[[], None]
"""Something that a choice does."""

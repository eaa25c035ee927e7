"""Splits what a terminal sends into tokens: text, Esc, sequences and pasted text.

A terminal sends arrows, pastes and reports as sequences that begin with Esc. Bytes may come in any
pieces, a sequence may never be completed, and a paste may be hostile: every token is bounded, and
an incomplete one ends after a silence.
"""

import re
from collections.abc import Generator, Iterator
from enum import Enum, auto
from typing import NamedTuple

ESC = "\x1b"

ESCAPE_DELAY_S = 0.0275
"""Seconds of silence after which Esc is the key, not the beginning of a sequence."""
SEQUENCE_DELAY_S = 0.15
"""Seconds of silence after which an incomplete sequence is dropped."""
PASTE_DELAY_S = 0.5
"""Seconds of silence after which a paste without its end mark ends."""

MOST_PASTED = 5_000
"""Characters of one paste that are kept; no field holds more."""
LONGEST_TYPED = 200
"""The most characters in one read that count as typed; more are a paste without its marks."""
_LONGEST_SEQUENCE = 64
_LONGEST_STRING = 4_096

_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"
_STRING_BEGINS = "P]X^_"
"""The characters that, after Esc, begin a string sent by a terminal (DCS, OSC, SOS, PM, APC)."""

_CSI = re.compile(r"\x1b\[(?:\[[\s\S]|M[\s\S]{3}|(?![\[M])[0-?]*[ -/]*[@-~])")
_CSI_PREFIX = re.compile(r"\x1b\[(?:\[|M[\s\S]{0,2}|[0-?]*[ -/]*)?\Z")
_STRING_END = re.compile(r"\x07|\x1b\\")


class TokenKind(Enum):
    """The kinds of token."""

    TEXT = auto()
    ESCAPE = auto()
    SEQUENCE = auto()
    PASTE = auto()


class Token(NamedTuple):
    """One piece of input; a paste holds at most `MOST_PASTED` characters and one more."""

    kind: TokenKind
    text: str = ""


class InputTokenizer:
    """Keeps an incomplete token until more input comes, or until `flush` says that none did."""

    def __init__(self) -> None:
        self._held = ""
        self._flushed = ""
        """What the last `flush` gave up as incomplete: the rest of a paste mark may still come."""
        self._pasted: list[str] | None = None
        self._pasted_length = 0
        self._paste_may_go_on = False
        """Whether a paste was ended by silence: its end mark may still come."""

    @property
    def patience(self) -> float | None:
        """Seconds of silence after which `flush` is due; None while nothing is held."""
        if self._pasted is not None:
            return PASTE_DELAY_S
        if not self._held:
            return None
        return ESCAPE_DELAY_S if self._held == ESC else SEQUENCE_DELAY_S

    def feed(self, text: str) -> Iterator[Token]:
        """Yield the tokens that are complete now."""
        text = self._held + self._completed_mark(text)
        self._held = ""
        while text:
            if self._pasted is not None:
                text = yield from self._feed_paste(text)
            elif text[0] == ESC:
                text = yield from self._feed_escape(text)
            else:
                end = text.find(ESC)
                run, text = (text, "") if end < 0 else (text[:end], text[end:])
                # Until the terminal is in raw mode, Enter arrives as \n.
                yield _typed(run.replace("\n", "\r"))

    def flush(self) -> Iterator[Token]:
        """Yield what a silence completes: Esc alone is a key, a paste ends; drop the rest."""
        held, self._held = self._held, ""
        if self._pasted is not None:
            self._keep_pasted(held)
            self._paste_may_go_on = True
            yield self._end_of_paste()
        elif held:
            self._flushed = held
            if len(held) <= 2:
                yield Token(TokenKind.ESCAPE)
                if held[1:]:
                    yield Token(TokenKind.TEXT, held[1:])

    def _completed_mark(self, text: str) -> str:
        """Rejoin a paste mark whose first part was given up by `flush`."""
        flushed, self._flushed = self._flushed, ""
        if flushed and any((flushed + text).startswith(m) for m in (_PASTE_BEGINS, _PASTE_ENDS)):
            return flushed + text
        may_go_on, self._paste_may_go_on = self._paste_may_go_on, False
        if may_go_on and 0 <= text.find(_PASTE_ENDS) < (text.find(_PASTE_BEGINS) % (1 << 62)):
            return _PASTE_BEGINS + text
        return text

    def _feed_escape(self, text: str) -> Generator[Token, None, str]:
        """Take one sequence, or Esc, off the beginning of a text; return the rest."""
        follows = text[1:2]
        if not follows:
            self._held = text
            return ""
        if follows == "[":
            return (yield from self._feed_csi(text))
        if follows in _STRING_BEGINS:
            return (yield from self._feed_string(text))
        if follows == "O":
            if len(text) < 3:
                self._held = text
                return ""
            if text[2] != ESC and text[2].isascii() and text[2].isalnum():
                yield Token(TokenKind.SEQUENCE, text[:3])
                return text[3:]
        # Alt and a key arrive as Esc and that key; nothing here is bound to Alt.
        yield Token(TokenKind.ESCAPE)
        return text[1:]

    def _feed_csi(self, text: str) -> Generator[Token, None, str]:
        if found := _CSI.match(text):
            sequence, rest = found[0], text[found.end() :]
            if sequence == _PASTE_BEGINS:
                self._pasted, self._pasted_length = [], 0
            elif sequence != _PASTE_ENDS and len(sequence) <= _LONGEST_SEQUENCE:
                yield Token(TokenKind.SEQUENCE, sequence)
            return rest
        if _CSI_PREFIX.match(text):
            # One character over the limit is kept, so that it is too long when complete.
            self._held = text[: _LONGEST_SEQUENCE + 1]
            return ""
        if len(text) > 2 and not _CSI_PREFIX.match(text[:3]):
            yield Token(TokenKind.ESCAPE)
            return text[1:]
        # A broken sequence is dropped up to the character that breaks it.
        return text[2:].lstrip("".join(map(chr, range(0x20, 0x40))))

    def _feed_string(self, text: str) -> Generator[Token, None, str]:
        yield from ()
        if found := _STRING_END.search(text, 2):
            return text[found.end() :]
        # A string without an end is dropped, at the limit or after a silence.
        self._held = text if len(text) < _LONGEST_STRING else ""
        return ""

    def _feed_paste(self, text: str) -> Generator[Token, None, str]:
        end = text.find(_PASTE_ENDS)
        if end >= 0:
            self._keep_pasted(text[:end])
            yield self._end_of_paste()
            return text[end + len(_PASTE_ENDS) :]
        # The end mark itself may come in pieces.
        at = max(0, len(text) - len(_PASTE_ENDS) + 1)
        begun = next((i for i in range(at, len(text)) if _PASTE_ENDS.startswith(text[i:])), None)
        self._keep_pasted(text[:begun])
        self._held = "" if begun is None else text[begun:]
        return ""

    def _keep_pasted(self, text: str) -> None:
        assert self._pasted is not None
        self._pasted.append(text[: max(0, MOST_PASTED + 1 - self._pasted_length)])
        self._pasted_length += len(text)

    def _end_of_paste(self) -> Token:
        token = Token(TokenKind.PASTE, "".join(self._pasted or ()))
        self._pasted = None
        return token


def _typed(text: str) -> Token:
    if len(text) <= LONGEST_TYPED:
        return Token(TokenKind.TEXT, text)
    return Token(TokenKind.PASTE, text[: MOST_PASTED + 1])

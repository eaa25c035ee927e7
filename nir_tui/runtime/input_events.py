"""Turns input tokens into Textual's events; a token that is not understood is dropped."""

import re
from collections.abc import Iterator

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._xterm_parser import XTermParser
from textual.message import Message as WidgetMessage

from nir_tui.runtime.input_tokens import ESC, Token, TokenKind

_KEY = re.compile(r"\x1b\[([\d:;]+)([u~ABCDEFHPQRS])", re.ASCII)
"""A key as the kitty protocol and xterm report it: numbers, then a final letter for their kind."""
_SIZE_REPORTS = ("\x1b[48;", "\x1b[?2048;")
"""In-band size reports, ignored: the kernel reports the size too, and no paste can fake that."""
_LONGEST_NUMBER = 7
_LAST_CODE_POINT = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)
_PRIVATE_USE = range(0xE000, 0xF900)
_MOST_MODIFIERS = 256
_RELEASED = "3"
_SHIFT = "2"


class InputEvents:
    """Textual's parser behind a guard: alone, the parser stops for good at unexpected input."""

    def __init__(self) -> None:
        self._parser = XTermParser()

    def of(self, token: Token) -> Iterator[WidgetMessage]:
        """Yield the events of a token; none if it is not understood."""
        if token.kind is TokenKind.PASTE:
            yield events.Paste(token.text.replace("\0", ""))
        elif token.kind is TokenKind.ESCAPE:
            yield events.Key("escape", ESC)
        elif token.kind is TokenKind.TEXT:
            for character in token.text:
                yield from self._parsed(character)
        elif (sequence := normalized(token.text)) is not None:
            yield from self._parsed(sequence)

    def _parsed(self, text: str) -> list[WidgetMessage]:
        parser = self._parser
        try:
            found = list(parser.feed(text))
            is_complete = parser._awaiting.timeout is None
        except (ValueError, OverflowError, IndexError, KeyError, TypeError, StopIteration):
            found, is_complete = [], False
        if not is_complete:
            # The old parser would take the keys that follow for the rest of this sequence.
            self._parser = XTermParser()
            self._parser.terminal_size = parser.terminal_size
            self._parser.terminal_pixel_size = parser.terminal_pixel_size
            self._parser.mouse_pixels = parser.mouse_pixels
            return []
        return found


def normalized(sequence: str) -> str | None:
    """Return the sequence in the form Textual's parser reads; None for one that means nothing here.

    Alternate key codes and event types of the kitty protocol are removed; the release of a key
    does nothing.
    """
    if sequence.startswith(_SIZE_REPORTS):
        return None
    found = _KEY.fullmatch(sequence)
    if found is None or sequence in ANSI_SEQUENCES_KEYS:
        return sequence
    numbers, end = found[1].split(";"), found[2]
    if len(numbers) > 3 or any(len(n) > _LONGEST_NUMBER for n in re.split("[:;]", found[1])):
        return None
    codes = numbers[0].split(":")
    code, shifted = codes[0] or "1", codes[1] if len(codes) > 1 else ""
    modifiers, _, event = (numbers[1] if len(numbers) > 1 else "").partition(":")
    texts = numbers[2].split(":") if len(numbers) > 2 and numbers[2] else []
    if shifted and modifiers == _SHIFT and not texts:
        texts = [shifted]
    if event == _RELEASED or int(modifiers or 0) > _MOST_MODIFIERS:
        return None
    is_known = f"{code}{end}" in FUNCTIONAL_KEYS
    if not is_known and (end != "u" or not _is_character(code)):
        return None
    if not all(map(_is_text, texts)):
        return None
    words = [code, modifiers, ":".join(texts)]
    return f"{ESC}[{';'.join(words).rstrip(';')}{end}"


def _is_character(number: str) -> bool:
    code = int(number)
    return code <= _LAST_CODE_POINT and code not in _SURROGATES and code not in _PRIVATE_USE


def _is_text(number: str) -> bool:
    return number.isdecimal() and _is_character(number) and chr(int(number)).isprintable()

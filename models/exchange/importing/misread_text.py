"""Detects texts that were read in the wrong encoding and saved again: `SÃ¸rby` for `Sørby`.

Each byte of a UTF-8 letter has become a character. A single `Ã` may be a real letter, so only
characters that together form a letter in UTF-8 count. A character that may well follow a capital
letter, such as a closing quotation mark or a space, is no proof.
"""

import re
from collections.abc import Iterator

from rules.message import Message, message

_LOST = "\ufffd"
_NO_PROOF = "\u00a0\u00ad"
"""A no-break space or a soft hyphen may really follow a letter."""

_APOSTROPHES = "’–—´·"
_CLOSING = "»«”“‘…›‹"
"""Unless a letter follows, these may end a quotation or a sentence."""

_NEVER_LAST = "ÃÂÐÙ"
"""Capitals that hardly ever end a word. The first three begin most misread European letters."""

# How DOS and the Mac read the first byte of Æ, Ø and Å: symbols, which are never part of a name.
_OTHERS = (("mac_roman", "√"), ("cp850", "├"), ("cp437", "├"))


def _bytes_by_sign() -> Iterator[tuple[str, int]]:
    """Yield each character of Latin-1 and of Windows-1252 with its byte, from 0x80 on."""
    for byte in range(0x80, 0x100):
        yield chr(byte), byte
        sign = bytes([byte]).decode("cp1252", errors="ignore")
        if sign:
            yield sign, byte


_BYTES = dict(_bytes_by_sign())


def _signs(first: int, last: int) -> str:
    return re.escape("".join(sign for sign, byte in _BYTES.items() if first <= byte <= last))


_MORE = f"[{_signs(0x80, 0xBF)}]"
_PAIRS = re.compile(
    f"[{_signs(0xC2, 0xDF)}]{_MORE}|[{_signs(0xE0, 0xEF)}]{_MORE}{{2}}"
    f"|[{_signs(0xF0, 0xF4)}]{_MORE}{{3}}"
)
_OTHER_PAIRS = re.compile("[√├].", re.DOTALL)


def repaired(text: str) -> str | None:
    """Return the original of a misread text; None for a text that was not misread."""
    if text.isascii():
        return None
    proof = any(_is_proof(found, text) for found in _PAIRS.finditer(text))
    if proof:
        return _PAIRS.sub(lambda found: _letter(found[0]) or found[0], text)
    before = _OTHER_PAIRS.sub(lambda found: _other_letter(found[0]) or found[0], text)
    return before if before != text else None


def misread_message(text: str) -> Message | None:
    """Return why a text that was misread or has lost letters is refused; None for any other."""
    before = repaired(text)
    if before is not None:
        return message(
            "er lest i feil tegnsett og lagret igjen («{before}»); "
            "hent filen på nytt og lagre den som CSV UTF-8",
            before=before,
        )
    if _LOST in text:
        return message(
            "har mistet et tegn ({sign} på plass {place}); "
            "hent filen på nytt og lagre den som CSV UTF-8",
            sign="U+FFFD",
            place=text.index(_LOST) + 1,
        )
    return None


def _is_proof(found: re.Match[str], text: str) -> bool:
    first, second = found[0][0], found[0][1]
    if second in _NO_PROOF or _letter(found[0]) is None:
        return False
    if first in _NEVER_LAST:
        return True
    follows = text[found.end() : found.end() + 1]
    return second not in _APOSTROPHES and (second not in _CLOSING or follows.isalpha())


def _letter(signs: str) -> str | None:
    try:
        return bytes(_BYTES[sign] for sign in signs).decode("utf-8")
    except UnicodeDecodeError:
        return None


def _other_letter(signs: str) -> str | None:
    for encoding, first in _OTHERS:
        if signs[0] == first:
            try:
                return signs.encode(encoding).decode("utf-8")
            except UnicodeError:
                continue
    return None

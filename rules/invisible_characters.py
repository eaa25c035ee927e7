"""Invisible characters in a text: which become a space, which are removed, which are named.

Spreadsheets, web pages and word processors leave them in names, places and numbers.
"""

import re

_SPACES = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"""Every space but the plain one: Unicode's category Zs."""

_PLAIN = str.maketrans(dict.fromkeys(_SPACES, " ") | {"\u00ad": None})
"""Spaces become plain, and soft hyphens go."""

_AT_THE_ENDS = r"\s\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
"""White space, zero-width characters and marks of writing direction."""

_ENDS = re.compile(rf"^[{_AT_THE_ENDS}]+|[{_AT_THE_ENDS}]+$")


def tidy(text: str) -> str:
    """Make every kind of space plain; drop soft hyphens, and invisible characters at the ends."""
    if text.isascii():
        return text.strip()
    return _ENDS.sub("", text.translate(_PLAIN))


def first_hidden(text: str) -> tuple[str, int] | None:
    """Return the first invisible character, as `U+200B`, and its position from 1; None if none."""
    if text.isprintable():
        return None
    hidden = ((f"U+{ord(sign):04X}", n) for n, sign in enumerate(text, 1) if not sign.isprintable())
    return next(hidden)

"""Signs in a text that nobody sees: what becomes a space, what is taken away, what is named.

Spreadsheets, web pages and word processors leave them in names and places.
"""

import re
import unicodedata

_SOFT_HYPHEN = "\u00ad"
_AT_THE_ENDS = r"\s\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
"""White space, zero-width signs and the marks of writing direction."""

_ENDS = re.compile(rf"^[{_AT_THE_ENDS}]+|[{_AT_THE_ENDS}]+$")


def tidy(text: str) -> str:
    """Make every kind of space a plain one; drop soft hyphens, and hidden signs at the ends."""
    if text.isascii():
        return text.strip()
    spaced = "".join(
        " " if unicodedata.category(sign) == "Zs" else sign for sign in text if sign != _SOFT_HYPHEN
    )
    return _ENDS.sub("", spaced)


def first_hidden(text: str) -> tuple[str, int] | None:
    """The first sign that cannot be seen, as `U+200B`, and its place in the text from 1."""
    inside = _ENDS.sub(lambda end: " " * len(end[0]), text)
    for place, sign in enumerate(inside, 1):
        if not sign.isprintable() and sign != _SOFT_HYPHEN and unicodedata.category(sign) != "Zs":
            return f"U+{ord(sign):04X}", place
    return None

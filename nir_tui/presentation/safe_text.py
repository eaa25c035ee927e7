"""The one door through which register data becomes something a widget or a terminal shows.

A `str` handed to a widget may be read as markup, and control characters reach the terminal as they
are. What comes out of here is shown literally, whatever it holds.
"""

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

if TYPE_CHECKING:
    from rich.text import Text
    from textual.content import Content

_VARIES = re.compile("[\ufe00-\ufe0f]")
"""Signs that choose how wide the letter before is drawn; terminals do not agree on it."""

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_NO_BREAK = "\N{NO-BREAK SPACE}"
"""As wide as a space and as harmless; our own texts have it after a paragraph sign."""


def sanitize(value: str) -> str:
    """Text without anything a terminal obeys: control, bidi and zero-width characters replaced."""
    if value.isprintable() and not _VARIES.search(value):
        return value
    shown = _VARIES.sub("", value)
    return "".join(
        letter if letter.isprintable() or letter == _NO_BREAK else _REPLACEMENT for letter in shown
    )


def fit(value: str, width: int) -> str:
    """Exactly so many terminal cells wide: padded, or cut with an ellipsis."""
    shown = sanitize(value)
    if cell_len(shown) <= width:
        return shown + " " * (width - cell_len(shown))
    return set_cell_size(shown, width - 1).rstrip() + "…" + " " * _missing(shown, width)


def shorten(value: str, width: int) -> str:
    """At most so many terminal cells wide."""
    return fit(value, width).rstrip()


def cell(value: str, style: str = "") -> "Text":
    """For a DataTable's cell."""
    from rich.text import Text

    return Text(sanitize(value), style=style, no_wrap=True, end="")


def content(value: str, style: str = "") -> "Content":
    """For every other widget."""
    from textual.content import Content

    return Content.styled(sanitize(value), style) if style else Content(sanitize(value))


def _missing(shown: str, width: int) -> int:
    return width - 1 - cell_len(set_cell_size(shown, width - 1).rstrip())

"""The only way to turn register data into something that a widget or a terminal shows.

A `str` given to a widget may be read as markup, and control characters reach the terminal
unchanged. Text returned by this module is shown literally, whatever it holds.
"""

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

if TYPE_CHECKING:
    from rich.text import Text
    from textual.content import Content

_VARIES = re.compile("[\ufe00-\ufe0f]")
"""Variation selectors: they change the width of the letter before; terminals differ on it."""

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_NO_BREAK = "\N{NO-BREAK SPACE}"
"""As wide as a space, and as harmless; our own texts have it after a paragraph sign."""


def sanitize(value: str) -> str:
    """Replace all that a terminal would obey: control, bidi and zero-width characters."""
    if value.isprintable() and not _VARIES.search(value):
        return value
    shown = _VARIES.sub("", value)
    return "".join(
        letter if letter.isprintable() or letter == _NO_BREAK else _REPLACEMENT for letter in shown
    )


def fit(value: str, width: int) -> str:
    """Return a text exactly `width` terminal cells wide: padded, or cut with an ellipsis."""
    shown = sanitize(value)
    if cell_len(shown) <= width:
        return shown + " " * (width - cell_len(shown))
    return set_cell_size(shown, width - 1).rstrip() + "…" + " " * _missing(shown, width)


def shorten(value: str, width: int) -> str:
    """Return a text at most `width` terminal cells wide."""
    return fit(value, width).rstrip()


def cell(value: str, style: str = "") -> "Text":
    """Return sanitized text for a cell of a DataTable."""
    from rich.text import Text

    return Text(sanitize(value), style=style, no_wrap=True, end="")


def content(value: str, style: str = "") -> "Content":
    """Return sanitized text for any other widget."""
    from textual.content import Content

    return Content.styled(sanitize(value), style) if style else Content(sanitize(value))


def _missing(shown: str, width: int) -> int:
    return width - 1 - cell_len(set_cell_size(shown, width - 1).rstrip())

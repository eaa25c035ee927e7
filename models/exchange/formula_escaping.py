"""Cells that a spreadsheet would run: written with a leading apostrophe, read without it.

What one function does the other undoes, whatever the text.
"""

import re

SIGNS = frozenset(("'", "=", "+", "-", "@"))
"""What begins with none of them is harmless."""

_RUNS = re.compile(r"'*[=+\-@]")
_WAS_MADE_HARMLESS = re.compile(r"'+[=+\-@]")


def make_harmless(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run, or would take for one put so."""
    return f"'{text}" if text[:1] in SIGNS and _RUNS.match(text) else text


def take_back(text: str) -> str:
    """Take off the apostrophe that `make_harmless` has put."""
    return text[1:] if _WAS_MADE_HARMLESS.match(text) else text

"""Escapes cells that a spreadsheet would run as a formula, with a leading apostrophe.

Each function undoes the other, for every text.
"""

import re

SIGNS = frozenset(("'", "=", "+", "-", "@"))
"""The first characters of a text that may need escaping."""

_RUNS = re.compile(r"'*[=+\-@]")
_WAS_MADE_HARMLESS = re.compile(r"'+[=+\-@]")


def escape_formula(text: str) -> str:
    """Put an apostrophe before a formula, or before a text that looks like an escaped one."""
    return f"'{text}" if text[:1] in SIGNS and _RUNS.match(text) else text


def unescape_formula(text: str) -> str:
    """Remove the apostrophe that `escape_formula` added."""
    return text[1:] if _WAS_MADE_HARMLESS.match(text) else text

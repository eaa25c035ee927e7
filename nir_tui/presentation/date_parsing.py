"""Parsing a date as people type it."""

import re
from datetime import date

from models.errors import Refused
from rules.findings import Field, Finding, error
from rules.message import message

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_DOTTED = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d{2})")
_DIGITS = re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4}|\d{2})")
_CENTURY = 2000


def parse_date(text: str, field: Field = Field.DATE) -> date | None:
    """Parse `150824`, `15082024`, `15.8.24`, `15.08.2024` or `2024-08-15`; None for nothing.

    Two digits of a year are of this century. Raises Refused for text that is no calendar date.
    """
    text = text.strip()
    if not text:
        return None
    match = _ISO.fullmatch(text) or _DOTTED.fullmatch(text) or _DIGITS.fullmatch(text)
    if not (match and text.isascii()):
        raise Refused([not_a_date(field, text)])
    year, month, day = (int(match[part]) for part in ("year", "month", "day"))
    try:
        return date(_CENTURY + year if len(match["year"]) == 2 else year, month, day)
    except ValueError:
        raise Refused([unknown_day(field, text)]) from None


def not_a_date(field: Field, text: str) -> Finding:
    """Return the error for a text that is no date."""
    wanted = message("«{text}» er ikke en dato; skriv for eksempel 15.08.2024", text=text)
    return error(field, wanted)


def unknown_day(field: Field, text: str) -> Finding:
    """Return the error for a day that no calendar has."""
    return error(field, message("Datoen {text} finnes ikke i kalenderen", text=text))

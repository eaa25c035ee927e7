"""Parsers of cells: each turns the text into the stored value, or raises InvalidCell."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache

from models.reference_data.municipalities import Reference
from rules.code_lists import ENGINE, Labelled
from rules.date_limits import EARLIEST, LATEST
from rules.duf_number import InvalidDufNumber, parse_duf
from rules.hours import InvalidHours, parse_hours
from rules.invisible_characters import first_hidden
from rules.message import Message, message
from rules.reasons import REASONS

CellValue = str | int | None
CellParser = Callable[[str], CellValue]

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_NORWEGIAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_LONGEST = 255
_LONGEST_ID = 40


class InvalidCell(ValueError):
    """A cell does not hold what its column requires; `expected` says what that is."""

    def __init__(self, expected: Message) -> None:
        super().__init__(str(expected))
        self.expected = expected


def read_duf(text: str) -> str:
    """Read a DUF number: twelve digits, with or without spaces."""
    try:
        return parse_duf(text)
    except InvalidDufNumber:
        raise InvalidCell(message("et DUF-nummer har 12 sifre")) from None


def read_text(text: str) -> str:
    """Read a name or similar text: at most 255 characters, no control or invisible ones."""
    require_visible(text)
    if len(text) > _LONGEST:
        raise InvalidCell(message("skal være høyst {most} tegn", most=_LONGEST))
    return text


def require_visible(text: str) -> None:
    """Raise InvalidCell with the first control or invisible character and its position."""
    hidden = first_hidden(text)
    if hidden:
        sign, place = hidden
        raise InvalidCell(
            message(
                "skal ikke ha styretegn eller usynlige tegn: {sign} på plass {place}",
                sign=sign,
                place=place,
            )
        )


def read_first_name(text: str) -> str:
    """Read a first name, which has no comma: in NIR's report the first comma ends it."""
    if "," in text:
        raise InvalidCell(message("skal være et fornavn uten komma"))
    return read_text(text)


def read_registrar(text: str) -> str:
    """Read a user's id, or the rule engine's name in upper or lower case."""
    if len(text) > _LONGEST_ID:
        raise InvalidCell(message("skal være høyst {most} tegn", most=_LONGEST_ID))
    return ENGINE if text.casefold() == ENGINE.casefold() else read_text(text)


# Cached: a register has a few thousand different days, a file millions of cells.
@lru_cache(maxsize=50_000)
def read_day(text: str) -> str:
    """Read `2024-12-31` or `31.12.2024`, as ISO text."""
    match = _ISO.fullmatch(text)
    if match:
        year, month, day = match.groups()
    else:
        match = _NORWEGIAN.fullmatch(text)
        if match is None:
            raise InvalidCell(message("skal være en dato: 2024-12-31 eller 31.12.2024"))
        day, month, year = match.groups()
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        raise InvalidCell(message("skal være en dag som finnes i kalenderen")) from None
    if not EARLIEST <= found <= LATEST:
        raise InvalidCell(
            message("skal være en dag mellom {first} og {last}", first=EARLIEST, last=LATEST)
        )
    return found.isoformat()


@lru_cache(maxsize=50_000)
def read_moment(text: str) -> str:
    """Read `2024-12-31T09:30:00+01:00`, or a day, as ISO text in UTC to the second."""
    try:
        return f"{read_day(text)}T00:00:00+00:00"
    except InvalidCell:
        if len(text) <= 10:
            raise
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise InvalidCell(
            message("skal være dato, klokkeslett og sone: 2024-12-31T09:30:00+01:00, eller en dato")
        )
    read_day(found.date().isoformat())
    return found.astimezone(UTC).isoformat(timespec="seconds")


def read_tenths_of_hours(text: str) -> int:
    """Read `37,5` or `37.5`, as tenths of hours."""
    try:
        hours = parse_hours(text)
    except InvalidHours as wrong:
        raise InvalidCell(wrong.message) from None
    if hours is None or hours <= 0:
        raise InvalidCell(message("skal være et timetall over 0"))
    return int(hours * 10)


def read_age(text: str) -> int:
    """Read an age in whole years, 0 to 130."""
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= 130):
        raise InvalidCell(message("skal være alder i hele år"))
    return int(text)


def reader_of_words(words: type[Labelled]) -> CellParser:
    """Return a reader of the slugs of a code list."""
    return _one_of({str(word): str(word) for word in words})


def reader_of_reasons() -> CellParser:
    """Return a reader of termination codes, by slug."""
    return _one_of({code: code for code in REASONS})


def reader_of_sex() -> CellParser:
    """Return a reader of `K` and `M`."""
    return _one_of({"K": "K", "M": "M"})


def reader_of_municipalities(reference: Reference) -> CellParser:
    """Return a reader of municipality numbers, current or former."""

    def read(text: str) -> str:
        if not reference.is_known(text):
            raise InvalidCell(message("skal være et kommunenummer, fire sifre"))
        return text

    return read


def reader_of_districts(reference: Reference) -> CellParser:
    """Return a reader of district numbers."""

    def read(text: str) -> str:
        if text not in reference.districts:
            raise InvalidCell(message("skal være et bydelsnummer, seks sifre"))
        return text

    return read


def _one_of(known: dict[str, str]) -> CellParser:
    def read(text: str) -> str:
        try:
            return known[text]
        except KeyError:
            raise InvalidCell(message("skal være en av: {known}", known=", ".join(known))) from None

    return read

"""A sheet: titles, columns and rows, before it is written as CSV or Excel.

The titles are NIR's own and stay Norwegian in every language: other programs read them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Cell = str | int | date | None


class Kind(StrEnum):
    """The type of a column's values."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its title, the type of its values, and its width in characters."""

    title: str
    kind: Kind = Kind.TEXT
    width: int = 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """Heading and subheading in rows 1 and 2, the columns' titles in row 3, the rows below."""

    name: str
    heading: str
    subheading: str
    columns: tuple[SheetColumn, ...]
    rows: Iterable[tuple[Cell, ...]]

"""Writes a sheet as NIR's CSV: semicolons, UTF-8 with BOM, CRLF, days as dd.mm.yyyy."""

import codecs
import csv
import io
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import BinaryIO

from models.exchange.exporting.sheet import Cell, Sheet
from models.exchange.formula_escaping import SIGNS, escape_formula
from rules.message import norwegian_date


def write_csv(sheet: Sheet, stream: BinaryIO) -> None:
    """Write a sheet, row by row; the stream stays open."""
    stream.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([escape_formula(sheet.heading)])
    writer.writerow([escape_formula(sheet.subheading)])
    writer.writerow([column.title for column in sheet.columns])
    writer.writerows(map(_texts, sheet.rows))
    text.detach()


def _texts(cells: Iterable[Cell]) -> list[Cell]:
    """Convert days and texts; the CSV writer itself converts numbers and None."""
    # Speed: a million rows have fourteen cells each, and nearly all are harmless texts. So the
    # exact type and the first character are tested before any function is called.
    return [
        cell
        if cell is None or (type(cell) is str and cell[:1] not in SIGNS)
        else _day(cell)
        if type(cell) is date
        else _text(cell)
        for cell in cells
    ]


def _text(cell: Cell) -> Cell:
    return escape_formula(cell) if isinstance(cell, str) else cell


# A million rows hold the same few thousand days.
_day = lru_cache(maxsize=50_000)(norwegian_date)

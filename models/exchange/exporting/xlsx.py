"""Writes a sheet as an Excel workbook: typed days and numbers, a filter, frozen title rows."""

import datetime
from pathlib import Path
from typing import Any

from models.errors import RegisterError
from models.exchange.exporting.sheet import Cell, Kind, Sheet, SheetColumn
from rules.message import message

TITLE_ROW = 2
"""The row of the columns' titles, counted from 0: row 3 in Excel."""

MOST_ROWS = 1_048_576 - TITLE_ROW - 1
"""The most rows that a worksheet holds below the titles."""


def write_xlsx(sheet: Sheet, path: Path) -> None:
    """Write a sheet, row by row. Raises RegisterError for more rows than a worksheet holds."""
    import xlsxwriter

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "tmpdir": str(path.parent),
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        page = book.add_worksheet(sheet.name)
        bold = book.add_format({"bold": True})
        formats = {Kind.DATE: book.add_format({"num_format": "dd.mm.yyyy"})}
        for number, column in enumerate(sheet.columns):
            page.set_column(number, number, column.width)
        page.freeze_panes(TITLE_ROW + 1, 0)
        page.write_string(0, 0, sheet.heading, bold)
        page.write_string(1, 0, sheet.subheading)
        for number, column in enumerate(sheet.columns):
            page.write_string(TITLE_ROW, number, column.title, bold)
        last = TITLE_ROW
        for last, row in enumerate(sheet.rows, TITLE_ROW + 1):
            if last > TITLE_ROW + MOST_ROWS:
                raise RegisterError(
                    message("Excel tar høyst {most} rader; velg CSV eller filtrer", most=MOST_ROWS)
                )
            _write_row(page, last, row, sheet.columns, formats)
        page.autofilter(TITLE_ROW, 0, last, len(sheet.columns) - 1)


def _write_row(
    page: Any,
    number: int,
    row: tuple[Cell, ...],
    columns: tuple[SheetColumn, ...],
    formats: dict[Kind, Any],
) -> None:
    for place, (cell, column) in enumerate(zip(row, columns, strict=True)):
        if cell is None or cell == "":
            continue
        if isinstance(cell, datetime.date):
            page.write_datetime(number, place, cell, formats[Kind.DATE])
        elif column.kind is Kind.NUMBER:
            page.write_number(number, place, cell)
        else:
            page.write_string(number, place, str(cell))

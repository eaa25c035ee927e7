"""Reads a file's rows. Bad text, endless lines and open quotes raise a clear error."""

import csv
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing

from models.exchange.importing.problems import BadFile, Problem
from models.exchange.importing.source import SourceFile, unreadable_file
from rules.message import message

LONGEST_LINE = 100_000
"""The longest line, in characters; a row of a register has a few hundred."""

CANNOT_BE_READ = (
    *(OSError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError),
)
"""The errors that a file, or the archive it is in, may raise when it is read."""


def read_rows(file: SourceFile, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with its number, counted from 1; blank rows are skipped, but counted.

    Raises BadFile when the file cannot be read any further.
    """
    row = 0
    try:
        with closing(file.open()) as stream:
            text = io.TextIOWrapper(stream, encoding=encoding, newline="")
            lines = csv.reader(_lines(file, text), delimiter=delimiter, strict=True)
            for row, cells in enumerate(lines, 1):
                if cells:
                    yield row, cells
    except UnicodeError as error:
        expected = message(
            "ikke {encoding}; lagre filen som CSV UTF-8",
            encoding=encoding.removesuffix("-sig").upper(),
        )
        raise BadFile(Problem(file.name, expected, row + 1)) from error
    except csv.Error as error:
        # The csv module's messages are in English; this is nearly always the cause.
        expected = message("et anførselstegn er ikke lukket, eller står midt i en celle")
        raise BadFile(Problem(file.name, expected, row + 1)) from error
    except CANNOT_BE_READ as error:
        raise unreadable_file(file.name, error) from error


def _lines(file: SourceFile, text: io.TextIOWrapper) -> Iterator[str]:
    number = 0
    while line := text.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            expected = message(
                "linja er over {most} tegn; dette er ikke en CSV-fil", most=LONGEST_LINE
            )
            raise BadFile(Problem(file.name, expected, number))
        if "\0" in line:
            expected = message("inneholder nulltegn; dette er ikke en CSV-fil")
            raise BadFile(Problem(file.name, expected, number))
        yield line

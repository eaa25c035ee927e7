"""Reads a bundle into staging: every cell is checked, every error is reported in one run."""

import re
from collections.abc import Iterator

from models.exchange.bundle_format import BundleColumn, BundleFile, bundle_format
from models.exchange.importing.csv_rows import read_rows
from models.exchange.importing.encoding import bundle_encoding
from models.exchange.importing.problems import BadFile, Problem, Problems
from models.exchange.importing.source import BundleSource, SourceFile
from models.exchange.importing.stage_rows import RowsRead, stage_rows
from models.exchange.importing.staging import Staging
from models.reference_data.municipalities import Reference
from rules.invisible_characters import tidy
from rules.message import message

_SEMICOLON = re.compile(r"sep=;+", re.IGNORECASE)
_ANY_SEPARATOR = re.compile(r"sep=", re.IGNORECASE)

STANDS_TWICE = message("DUF-nummeret står i filen før")


def stage_bundle(
    source: BundleSource, reference: Reference, problems: Problems, rows_read: RowsRead
) -> Staging:
    """Read the files of a bundle into staging; errors are added to `problems`."""
    files = bundle_format(reference)
    staging = Staging(files)
    for name, file in files.items():
        if name not in source.files:
            continue
        try:
            _stage_file(source.files[name], file, staging, problems, rows_read)
        except BadFile as bad:
            problems.add(*bad.problems)
            staging.lacks_persons |= file.table == "person"
    staging.index()
    for duf, row in staging.duplicates("person"):
        problems.add(Problem("persons.csv", STANDS_TWICE, row, "duf", duf))
    return staging


def _stage_file(
    source: SourceFile,
    file: BundleFile,
    staging: Staging,
    problems: Problems,
    rows_read: RowsRead,
) -> None:
    rows = read_rows(source, bundle_encoding(source), ";")
    number, titles = _title_row(source.name, rows)
    order = _columns_in_order(source.name, number, titles, file)
    if file.table == "person":
        staging.missing = {c.name for c in file.columns if c not in order}
    stage_rows(
        source.name,
        _without_empty_ends(rows, len(order), len(titles)),
        order,
        file,
        staging,
        problems,
        rows_read,
    )


def _title_row(name: str, rows: Iterator[tuple[int, list[str]]]) -> tuple[int, list[str]]:
    """Return the first row, or the second below `sep=;`, with its number. Raises BadFile."""
    expected_number = 1
    number, cells = next(rows, (0, []))
    if number == 1 and _ANY_SEPARATOR.match(cells[0]):
        if not _SEMICOLON.fullmatch(";".join(cells).strip()):
            raise BadFile(Problem(name, message("skilletegnet i en pakke er semikolon"), 1))
        expected_number = 2
        number, cells = next(rows, (0, []))
    if number != expected_number:
        raise BadFile(Problem(name, message("tittelraden mangler"), expected_number))
    return number, cells


def _without_empty_ends(
    rows: Iterator[tuple[int, list[str]]], width: int, most: int
) -> Iterator[tuple[int, list[str]]]:
    """Yield rows without empty cells past the last title, and without empty rows at the end.

    `most`: the number of cells in the title row, including those without a title.
    """
    empty: list[int] = []
    for number, cells in rows:
        while width < len(cells) <= most and not cells[-1].strip():
            cells.pop()
        if not any(map(str.strip, cells)):
            empty.append(number)
            continue
        yield from ((passed, [""] * width) for passed in empty)
        empty = []
        yield number, cells


def _columns_in_order(
    name: str, number: int, titles: list[str], file: BundleFile
) -> list[BundleColumn]:
    """Return the columns in the order of the file. Raises BadFile with all that is wrong."""
    known = {column.name: column for column in file.columns}
    found = [tidy(title) for title in titles]
    while found and not found[-1]:
        found.pop()
    unknown = [
        title or str(message("kolonne {place} uten tittel", place=place))
        for place, title in enumerate(found, 1)
        if title not in known
    ]
    lacking = [c.name for c in file.columns if not c.optional and c.name not in found]
    twice = sorted({title for title in found if title and found.count(title) > 1})
    # A row without a single known title is the first data row of a file without a title row.
    if len(unknown) == len(found):
        expected = message("tittelraden mangler; kolonnene er {known}", known=", ".join(known))
        raise BadFile(Problem(name, expected, number))
    wrong = [
        Problem(name, expected, number, value=", ".join(columns))
        for columns, expected in (
            (unknown, message("ukjent kolonne; kolonnene er {known}", known=", ".join(known))),
            (lacking, message("kolonnen mangler")),
            (twice, message("kolonnen står to ganger")),
        )
        if columns
    ]
    if wrong:
        raise BadFile(*wrong)
    return [known[title] for title in found]

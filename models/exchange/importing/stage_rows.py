"""Reads the rows below a title row into staging, cell by cell, and reports every error."""

from collections.abc import Callable, Iterable, Iterator

from models.exchange.bundle_format import BundleColumn, BundleFile
from models.exchange.cell_parsers import CellParser, CellValue, InvalidCell, require_visible
from models.exchange.importing.misread_text import misread_message
from models.exchange.importing.problems import Problem, Problems
from models.exchange.importing.staging import Staging
from rules.invisible_characters import tidy
from rules.message import Message, message

_BATCH_SIZE = 5_000
RowsRead = Callable[[int], None]


def stage_rows(
    name: str,
    rows: Iterable[tuple[int, list[str]]],
    order: list[BundleColumn],
    file: BundleFile,
    staging: Staging,
    problems: Problems,
    rows_read: RowsRead,
) -> None:
    """Read rows whose cells are in a given order of columns. Raises BadFile if `rows` does."""
    waiting: list[tuple[object, ...]] = []
    for row, cells in rows:
        values = _read_row(name, row, cells, order, file, problems)
        if values is not None:
            waiting.append(values)
        else:
            _mark_bad(staging, order, cells)
        if len(waiting) == _BATCH_SIZE:
            staging.add(file.table, waiting)
            rows_read(len(waiting))
            waiting = []
    staging.add(file.table, waiting)
    rows_read(len(waiting))


def _read_row(
    name: str,
    number: int,
    cells: list[str],
    order: list[BundleColumn],
    file: BundleFile,
    problems: Problems,
) -> tuple[object, ...] | None:
    """Return the row's values in the format's order; None if anything is wrong with it."""
    if len(cells) != len(order):
        expected = message(
            "skal ha {count} celler, som tittelraden, ikke {found}",
            count=len(order),
            found=len(cells),
        )
        problems.add(Problem(name, expected, number, value=";".join(cells)))
        return None
    values: dict[str, CellValue] = {column.name: column.default for column in file.columns}
    wrong: dict[str, Message] = {}
    for column, cell in zip(order, cells, strict=True):
        text = tidy(cell)
        if text:
            try:
                values[column.name] = _read_cell(column.read, cell, text)
            except InvalidCell as found:
                values[column.name] = None
                wrong[column.name] = found.expected
        elif not column.allows_empty:
            wrong[column.name] = message("må fylles ut")
    for place, expected in file.check(values):
        wrong.setdefault(place, expected)
    if not wrong:
        return (number, *values.values())
    written = {column.name: tidy(cell) for column, cell in zip(order, cells, strict=True)}
    for place, expected in wrong.items():
        title = file.title_of(place)
        problems.add(Problem(name, expected, number, title, written.get(place, "")))
    return None


def _read_cell(read: CellParser, cell: str, text: str) -> CellValue:
    """Read a cell. Misread or invisible characters are reported before what was expected."""
    misread = misread_message(cell)
    if misread:
        raise InvalidCell(misread)
    try:
        return read(text)
    except InvalidCell:
        require_visible(text)
        raise


def _mark_bad(staging: Staging, order: list[BundleColumn], cells: list[str]) -> None:
    for column, cell in zip(order, cells, strict=False):
        if column.name == "duf":
            for duf in _readable(column, tidy(cell)):
                staging.mark_bad(duf)


def _readable(column: BundleColumn, text: str) -> Iterator[str]:
    try:
        yield str(column.read(text))
    except InvalidCell:
        return

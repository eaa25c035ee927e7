"""Makes a sheet of the yearly control: a row a person, and one for a check that found nobody."""

from collections.abc import Iterable, Iterator

from models.exchange.exporting.sheet import Cell, Kind, Sheet, SheetColumn
from models.lists.control import ControlResult
from rules.duf_number import format_duf

CONTROL_TITLES = ("check", "label", "count", "persons")
"""The titles, which are the keys of the control as JSON."""


def control_rows(found: Iterable[ControlResult]) -> Iterator[tuple[str, str, int, str]]:
    """Yield the check, its label and count, and one DUF number; empty for nobody."""
    for one in found:
        for duf in one.persons or ("",):
            yield str(one.check), one.check.label, one.count, format_duf(duf) if duf else ""


def control_sheet(found: Iterable[ControlResult], heading: str, subheading: str) -> Sheet:
    """Make a sheet of the checks."""
    kinds = (Kind.TEXT, Kind.TEXT, Kind.NUMBER, Kind.TEXT)
    widths = (24, 40, 10, 18)
    columns = tuple(map(SheetColumn, CONTROL_TITLES, kinds, widths))
    rows: Iterator[tuple[Cell, ...]] = control_rows(found)
    return Sheet("Kontroll", heading, subheading, columns, rows)

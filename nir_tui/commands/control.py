"""`control`: what a municipality looks through before the yearly closing date."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from models.atomic_files import new_file
from models.exchange.exporting.control_sheet import CONTROL_TITLES, control_rows, control_sheet
from models.exchange.exporting.download import FileFormat
from models.exchange.exporting.sheet import Sheet
from models.exchange.exporting.xlsx import write_xlsx
from models.lists.control import Controlled, ControlResult, control, write_control
from nir_tui.commands.argument_parser import UsageError
from nir_tui.commands.context import (
    Context,
    Subcommands,
    add_command,
    as_json,
    parse_all,
    print_csv,
)
from nir_tui.commands.list_filters import add_law, read_year
from nir_tui.commands.output import add_out, opened
from nir_tui.lists.control_lines import control_heading, control_line
from nir_tui.lists.file_subheading import subheading
from nir_tui.presentation.i18n import _
from nir_tui.presentation.safe_text import sanitize
from nir_tui.session.session import Session
from rules.code_lists import ControlCheck, Law
from rules.control import control_year
from rules.duf_number import format_duf

_FOUND = 1
_NUMBERS_IN_A_LINE = 4


def add_commands(commands: Subcommands) -> None:
    """Add the command to the parser."""
    parser = add_command(
        commands, "control", _control, _("det kommunen ser over før årets frist, med personene")
    )
    parser.add_argument("--municipality", metavar="M", help=_("nummer eller navn"))
    parser.add_argument("--year", metavar=_("ÅR"), type=int, help=_("til 1. mars: året før"))
    add_law(parser, None)
    formats = ("text", "json", *(str(file_format) for file_format in FileFormat))
    parser.add_argument("--format", choices=formats, default="text")
    add_out(parser)


def _control(context: Context) -> int:
    session, options = context.session, context.options
    register, as_of = session.register, session.actor.as_of
    controlled = _controlled(session, options.municipality, options.year, options.law)
    is_xlsx = options.format == FileFormat.XLSX
    if is_xlsx and options.out is None and sys.stdout.isatty():
        raise UsageError(_("En Excel-fil kan ikke vises i terminalen; bruk --out FIL"))
    file_format = options.format if options.format in iter(FileFormat) else None
    write_control(register, session.actor, controlled, file_format)
    found = control(register, controlled, as_of)
    status = _FOUND if any(one.count for one in found) else 0
    if is_xlsx:
        line = subheading(session, controlled.terminations)
        sheet = control_sheet(found, f"Kontroll {controlled.year}", line)
        _write_xlsx(sheet, options.out, register.location)
        return status
    with opened(options.out, register.location) as stream:
        if options.format == FileFormat.CSV:
            rows = (tuple(map(str, row)) for row in control_rows(found))
            print_csv(CONTROL_TITLES, rows, stream)
        elif options.format == "json":
            stream.write(as_json(_values(controlled, found)) + "\n")
        else:
            stream.writelines(f"{sanitize(line)}\n" for line in _text(session, controlled, found))
    return status


def _controlled(
    session: Session, municipality: str | None, year: int | None, law: str | None
) -> Controlled:
    reference = session.register.reference
    place, of_year = parse_all(
        lambda: reference.find(municipality) if municipality else session.own_municipality,
        lambda: control_year(session.actor.as_of) if year is None else read_year(year),
    )
    return Controlled(place, Law(law) if law else None, of_year)


def _values(controlled: Controlled, found: list[ControlResult]) -> dict[str, object]:
    return {
        "year": controlled.year,
        "municipality": controlled.municipality,
        "checks": [
            {
                "check": str(one.check),
                "label": one.check.label,
                "count": one.count,
                "persons": list(one.persons),
            }
            for one in found
        ],
    }


def _text(session: Session, controlled: Controlled, found: list[ControlResult]) -> Iterator[str]:
    """Yield a line for each check, this year beside the last, then the persons of each."""
    of_the_year = [check for check in ControlCheck if not check.is_of_today]
    last_year = replace(controlled, year=controlled.year - 1)
    before = control(session.register, last_year, session.actor.as_of, of_the_year)
    counts = {one.check: one.count for one in before}
    yield from control_heading(session.register, controlled)
    for one in found:
        yield control_line(one.check, one.count, counts.get(one.check), _("bare nå"))
    for one in filter(lambda one: one.count, found):
        yield ""
        yield f"{_(one.check.label)} ({one.count})"
        for start in range(0, one.count, _NUMBERS_IN_A_LINE):
            some = one.persons[start : start + _NUMBERS_IN_A_LINE]
            yield "  " + "  ".join(map(format_duf, some))


def _write_xlsx(sheet: Sheet, out: str | None, location: str) -> None:
    if out is not None:
        with new_file(out, location) as path:
            write_xlsx(sheet, path)
        return
    with tempfile.TemporaryDirectory(prefix="nir-tui-") as folder:
        path = Path(folder) / "control.xlsx"
        write_xlsx(sheet, path)
        with path.open("rb") as written:
            shutil.copyfileobj(written, sys.stdout.buffer)

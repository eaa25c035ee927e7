"""`statistics`: goal attainment per group, by termination year."""

import sys
import tempfile
from pathlib import Path

from models.atomic_files import new_file
from models.list_filter import ListFilter
from models.lists.goal_attainment import Statistics, attainment_by_year
from nir_tui.commands.context import (
    Context,
    Subcommands,
    add_command,
    print_csv,
    print_json,
    print_line,
)
from nir_tui.commands.known_at import add_known_at, read_known_at
from nir_tui.commands.list_filters import add_law, add_years, read_year
from nir_tui.commands.output import refuse_terminal_for_xlsx
from nir_tui.commands.tables import add_table_output, answer_to_file, cell_text
from nir_tui.lists.filter_summary import filter_summary
from nir_tui.presentation.attainment_lines import attainment_rows
from nir_tui.presentation.i18n import _, marked
from nir_tui.presentation.safe_text import fit
from rules.code_lists import Law
from rules.message import norwegian_date

_GROUP = 45
"""Columns for the label of a group."""
_XLSX = "xlsx"
_HEADING = marked("Måloppnåelse")
_FIELDS = ("group", "count", "share")


def add_commands(commands: Subcommands) -> None:
    """Add the command to the parser."""
    parser = add_command(commands, "statistics", _statistics, _("måloppnåelse per gruppe"))
    add_years(parser)
    parser.add_argument("--municipality", metavar="M", help=_("nummer eller navn"))
    add_law(parser, str(Law.INTEGRERINGSLOVEN))
    add_known_at(parser)
    add_table_output(parser, _XLSX)


def _statistics(context: Context) -> int:
    session, options = context.session, context.options
    reference = session.register.reference
    list_filter = ListFilter(
        law=Law(options.law),
        municipality=reference.find(options.municipality) if options.municipality else None,
        years=tuple(read_year(year) for year in options.year),
    )
    summary = filter_summary(list_filter, session.register)
    known_at = read_known_at(session, options)
    if known_at:
        summary += " > " + _("kjent {day}").format(day=norwegian_date(known_at))
    as_of = session.actor.as_of
    found, years = attainment_by_year(session.register, list_filter, as_of, known_at)
    columns = [(str(year), of_year) for year, of_year in years]
    if len(columns) != 1:
        columns.append((_("I alt"), found))
    if options.format == _XLSX:
        _write_xlsx(context, summary, columns)
        return 0
    with answer_to_file(context):
        if options.format == "json":
            print_json(_as_values(found))
        elif options.format == "csv":
            print_csv(_FIELDS, [[cell_text(cell) for cell in row] for row in _rows(found)])
        else:
            heading = _("Måloppnåelse")
            print_line(f"{heading} · {summary}")
            for title, figures in columns:
                print_line("")
                _print(title, figures)
    return 0


def _write_xlsx(context: Context, summary: str, columns: list[tuple[str, Statistics]]) -> None:
    """Write the workbook to the file of `--out`, else to standard output."""
    from models.exchange.exporting.statistics_xlsx import write_statistics_xlsx

    out = context.options.out
    if out is not None:
        with new_file(out, context.location) as path:
            write_statistics_xlsx(_HEADING, summary, columns, path)
        return
    refuse_terminal_for_xlsx()
    with tempfile.TemporaryDirectory(prefix="nir-tui-") as folder:
        path = Path(folder) / "statistics.xlsx"
        write_statistics_xlsx(_HEADING, summary, columns, path)
        sys.stdout.buffer.write(path.read_bytes())


def _rows(found: Statistics) -> list[tuple[str, int, float | None]]:
    return [(str(group.group), group.count, group.share) for group in found.attainment.groups]


def _as_values(found: Statistics) -> dict[str, object]:
    return {
        "years": list(found.years),
        "groups": [dict(zip(_FIELDS, row, strict=True)) for row in _rows(found)],
        "denominator": found.attainment.denominator,
        "needs_correction": found.needs_correction,
    }


def _print(title: str, found: Statistics) -> None:
    print_line(title)
    print_line(fit(_("Gruppe"), _GROUP), f"{_('Antall'):>8}", f"{_('Andel'):>8}")
    for name, count, share in attainment_rows(found):
        print_line(fit(name, _GROUP), f"{count:>8}", f"{share:>8}")

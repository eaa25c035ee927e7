"""`compare`: what differs between NIR's own report and the register."""

from collections.abc import Iterator

from models.exchange.importing.compare_report import Comparison, Difference, compare_report
from nir_tui.commands.context import (
    Context,
    Subcommands,
    add_command,
    print_csv,
    print_json,
    print_line,
    print_stderr,
    progress_shown,
)
from nir_tui.commands.list_filters import add_law
from nir_tui.lists.comparison_lines import comparison_summary, difference_cells
from nir_tui.presentation.i18n import _, render
from nir_tui.presentation.safe_text import fit
from nir_tui.session.paths import typed_path
from rules.code_lists import Law

_FOUND = 1
_TITLES = ("duf", "name", "kind", "field", "file", "here")
_WIDTHS = (14, 30, 24, 30)


def add_commands(commands: Subcommands) -> None:
    """Add the command to the parser."""
    parser = add_command(
        commands, "compare", _compare, _("hva som er ulikt i NIRs egen rapport og i registeret")
    )
    parser.add_argument("path", metavar=_("STI"), help=_("NIR-rapporten, en CSV"))
    parser.add_argument("--municipality", metavar="M", help=_("nummer eller navn"))
    add_law(parser, None)
    parser.add_argument("--format", choices=("text", "json", "csv"), default="text")


def _compare(context: Context) -> int:
    session, options = context.session, context.options
    reference = session.register.reference
    progress, rows = progress_shown(), 0

    def rows_read(count: int) -> None:
        nonlocal rows
        rows += count
        progress(rows, 0)

    found = compare_report(
        session.register,
        session.actor,
        str(typed_path(options.path)),
        reference.find(options.municipality) if options.municipality else None,
        Law(options.law) if options.law else None,
        rows_read,
    )
    for notice in found.notices:
        print_stderr(render(notice))
    if options.format == "json":
        print_json(_values(found))
    elif options.format == "csv":
        print_csv(_TITLES, (row for one in found.differences for row in _rows(one)))
    else:
        if found.differences:
            titles = (_("DUF-nummer"), _("Fornavn, Etternavn"), _("Felt"), _("I filen"))
            print_line(*map(fit, titles, _WIDTHS), _("Her"))
        for one in found.differences:
            for *cells, last in difference_cells(one, reference):
                print_line(*map(fit, cells, _WIDTHS), last)
        print_line(comparison_summary(found))
    return _FOUND if found.differences else 0


def _values(found: Comparison) -> dict[str, object]:
    return {
        "read": found.read,
        "same": found.same,
        "differences": [
            {
                "duf": one.duf,
                "name": one.name,
                "kind": str(one.kind),
                "fields": [field._asdict() for field in one.fields],
            }
            for one in found.differences
        ],
    }


def _rows(one: Difference) -> Iterator[tuple[str, ...]]:
    for field in one.fields or (("", "", ""),):
        yield one.duf, one.name, str(one.kind), *(value or "" for value in field)

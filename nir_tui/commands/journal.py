"""`journal`: the entries of the audit journal."""

import json

from models.administration.journal_view import read_lines, record_journal_read
from models.journal.reader import JournalEntry
from models.tables.norwegian_time import in_norway
from nir_tui.commands.context import (
    Context,
    Subcommands,
    add_command,
    print_csv,
    print_json,
    print_line,
)
from nir_tui.commands.tables import add_table_output, answer_to_file
from nir_tui.presentation.i18n import _
from nir_tui.presentation.journal import action_label, change_summary
from nir_tui.presentation.safe_text import fit
from rules.duf_number import format_duf, parse_duf
from rules.message import norwegian_date

_FIELDS = ("at", "by", "action", "duf", "before", "after")


def add_commands(commands: Subcommands) -> None:
    """Add the command to the parser."""
    parser = add_command(commands, "journal", _journal, _("journalen, nyeste først"))
    parser.add_argument("--duf", metavar="DUF", help=_("bare én person"))
    parser.add_argument("--by", metavar="ID", help=_("bare én bruker"))
    add_table_output(parser, has_json=True)


def _journal(context: Context) -> int:
    options, session = context.options, context.session
    duf = parse_duf(options.duf) if options.duf else None
    record_journal_read(session.register, session.actor, duf, options.by)
    lines = read_lines(session.register, duf, options.by)
    with answer_to_file(context):
        if options.format == "json":
            print_json([_values(line) for line in lines])
        elif options.format == "csv":
            print_csv(_FIELDS, map(_cells, lines))
        else:
            if lines:
                titles = fit(_("Tid"), 16), fit(_("Bruker"), 14), fit(_("Handling"), 26)
                print_line(*titles, fit(_("DUF-nummer"), 14), _("Endring"))
            for line in lines:
                _print(line)
    return 0


def _values(line: JournalEntry) -> dict[str, object]:
    values = (line.at.isoformat(), line.by, line.action, line.duf, line.before, line.after)
    return dict(zip(_FIELDS, values, strict=True))


def _cells(line: JournalEntry) -> list[str]:
    """Return a line for a CSV: what was before and after as JSON on one line."""
    both = [json.dumps(v, ensure_ascii=False) if v else "" for v in (line.before, line.after)]
    return [line.at.isoformat(), line.by, line.action, line.duf or "", *both]


def _print(line: JournalEntry) -> None:
    """Write when, who, what, about whom, and what changed."""
    local = in_norway(line.at)
    print_line(
        f"{norwegian_date(local.date())} {local:%H:%M}",
        f"{line.by:<14}",
        fit(action_label(line), 26),
        format_duf(line.duf) if line.duf else " " * 14,
        change_summary(line),
    )

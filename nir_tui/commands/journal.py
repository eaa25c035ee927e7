"""`journal`: the entries of the audit journal."""

import json

from models.administration.journal_view import read_lines, record_journal_read
from nir_tui.commands.context import (
    Context,
    Subcommands,
    add_command,
    add_json,
    print_json,
    print_line,
)
from nir_tui.presentation.i18n import _
from rules.duf_number import format_duf, parse_duf


def add_commands(commands: Subcommands) -> None:
    """Add the command to the parser."""
    parser = add_command(commands, "journal", _journal, _("journalen, nyeste først"))
    parser.add_argument("--duf", metavar="DUF", help=_("bare én person"))
    parser.add_argument("--by", metavar="ID", help=_("bare én bruker"))
    add_json(parser)


def _journal(context: Context) -> int:
    options, session = context.options, context.session
    duf = parse_duf(options.duf) if options.duf else None
    record_journal_read(session.register, session.actor, duf, options.by)
    lines = read_lines(session.register, duf, options.by)
    if options.json:
        print_json(
            [
                {
                    "at": line.at.isoformat(),
                    "by": line.by,
                    "action": line.action,
                    "duf": line.duf,
                    "before": line.before,
                    "after": line.after,
                }
                for line in lines
            ]
        )
        return 0
    for line in lines:
        shown = format_duf(line.duf) if line.duf else " " * 14
        values = [json.dumps(v, ensure_ascii=False) for v in (line.before, line.after) if v]
        print_line(
            line.at.isoformat(), f"{line.by:<12}", f"{line.action:<20}", shown, " -> ".join(values)
        )
    return 0

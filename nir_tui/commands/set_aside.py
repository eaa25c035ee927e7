"""`set-aside`: put a person aside in one's own work list until a day."""

from models.changes.set_aside import clear_set_aside, set_aside
from models.lists.set_asides import SetAside, set_asides
from nir_tui.commands.argument_parser import UsageError
from nir_tui.commands.context import (
    Context,
    Subcommands,
    add_command,
    parse_all,
    parse_enum,
    print_csv,
    print_json,
    print_line,
    print_stderr,
)
from nir_tui.commands.tables import add_table_output, answer_to_file
from nir_tui.presentation.date_parsing import parse_date
from nir_tui.presentation.i18n import _, label
from nir_tui.presentation.safe_text import fit
from rules.code_lists import WaitingFor
from rules.duf_number import format_duf, parse_duf
from rules.findings import Field
from rules.message import norwegian_date

_FIELDS = ("duf", "until", "because", "by")


def add_commands(commands: Subcommands) -> None:
    """Add the command to the parser."""
    aside = add_command(commands, "set-aside", _run, _("sett en person til side til en dag"))
    aside.add_argument("duf", metavar="DUF", nargs="?")
    aside.add_argument("--until", metavar="D", help=_("til og uten denne dagen"))
    aside.add_argument("--because", metavar=_("KODE"), help=", ".join(WaitingFor))
    aside.add_argument("--clear", action="store_true", help=_("ta personen fram igjen"))
    aside.add_argument("--list", action="store_true", help=_("alle som er satt til side"))
    add_table_output(aside)


def _run(context: Context) -> int:
    options, session = context.options, context.session
    ways = (options.until is not None, options.clear, options.list)
    if sum(ways) != 1 or options.list is (options.duf is not None):
        raise UsageError(_("oppgi DUF med --until eller --clear, eller bare --list"))
    if options.list:
        with answer_to_file(context):
            return _list(context)
    duf = parse_duf(options.duf)
    if options.clear:
        clear_set_aside(session.register, session.actor, duf)
        print_stderr(_("Personen er tatt fram igjen"))
        return 0
    until, because = parse_all(
        lambda: parse_date(options.until),
        lambda: (
            parse_enum(WaitingFor, options.because, _("kode"), Field.REASON)
            if options.because
            else None
        ),
    )
    set_aside(session.register, session.actor, duf, until, because)
    print_stderr(_("Satt til side til {day}").format(day=norwegian_date(until)))
    return 0


def _list(context: Context) -> int:
    session = context.session
    found = set_asides(session.register, session.actor.as_of)
    rows = [_values(one) for one in found]
    if context.options.format == "json":
        print_json([dict(zip(_FIELDS, row, strict=True)) for row in rows])
    elif context.options.format == "csv":
        print_csv(_FIELDS, [[cell or "" for cell in row] for row in rows])
    else:
        if found:
            titles = fit(_("DUF-nummer"), 14), fit(_("Til dato"), 10), fit(_("Venter på"), 22)
            print_line(*titles, _("Satt av"))
        for one in found:
            because = label(WaitingFor(one.because)) if one.because else _("ikke oppgitt")
            print_line(format_duf(one.duf), norwegian_date(one.until), f"{because:<22}", one.by)
    return 0


def _values(one: SetAside) -> tuple[str | None, ...]:
    return one.duf, one.until.isoformat(), one.because, one.by

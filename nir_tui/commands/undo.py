"""`undo`: take back one's own newest change of a case."""

from models.cases.lookup import look_up
from models.changes.apply_change import apply_change
from models.changes.undo import plan_undo
from models.errors import Refused
from nir_tui.commands.context import Context, Subcommands, add_command, print_stderr
from nir_tui.presentation.i18n import _
from nir_tui.presentation.undo import undo_consequences, undo_subject
from rules.duf_number import parse_duf
from rules.findings import Field, warning
from rules.message import message


def add_commands(commands: Subcommands) -> None:
    """Add the command to the parser."""
    undo = add_command(commands, "undo", _undo, _("angre din siste endring av en sak"))
    undo.add_argument("duf", metavar="DUF")
    undo.add_argument("--yes", action="store_true", help=_("bekreft"))


def _undo(context: Context) -> int:
    options, session = context.options, context.session
    duf = parse_duf(options.duf)
    case, undo = plan_undo(session.register, session.actor, duf)
    if not options.yes:
        # The question tells what the case holds, as a look at it does.
        look_up(session.register, session.actor, duf)
        text = message(
            "Angrer «{subject}». Etterpå: {after}. Bekreft med --yes",
            subject=undo_subject(undo),
            after=undo_consequences(undo, case, session.actor.as_of),
        )
        raise Refused([warning(Field.CASE, text)])
    version = case.person.version
    apply_change(session.register, session.actor, duf, undo, expected_version=version)
    print_stderr(_("Angret: {subject}").format(subject=undo_subject(undo)))
    return 0

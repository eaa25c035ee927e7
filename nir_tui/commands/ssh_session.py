"""`ssh-session`: the command that sshd starts for a key; only the key identifies the user."""

from models.errors import NotAllowed
from models.journal.actions import JournalAction
from models.journal.writer import append_entry
from nir_tui.commands.app import open_on_report
from nir_tui.commands.argument_parser import UsageError
from nir_tui.commands.command_line import build_parser
from nir_tui.commands.context import Context, Subcommands, add_command
from nir_tui.commands.ssh_environment import read_command, sanitize_environment
from nir_tui.presentation.i18n import _
from rules.message import message

_LONGEST_TOLD = 200


def add_commands(commands: Subcommands) -> None:
    """Add the command to the parser."""
    parser = add_command(commands, "ssh-session", _session, _("det sshd starter for en nøkkel"))
    parser.add_argument("id", metavar="ID", help=_("brukeren som nøkkelen tilhører"))


def _session(context: Context) -> int:
    asked = sanitize_environment()
    context.options.user = context.options.id
    context.over_ssh = True
    return _command(context, asked) if asked else open_on_report(context)


def _command(context: Context, asked: str) -> int:
    """Run a command that is allowed over SSH, with its answer on standard output."""
    session = context.session
    context.asked = asked.encode(errors="replace").decode()[:_LONGEST_TOLD]
    try:
        words = read_command(asked)
        options = build_parser(words).parse_args(words)
        if getattr(options, "out", None):
            raise NotAllowed(message("Over SSH går svaret til standard ut: uten --out"))
    except UsageError:
        context.write_refused()
        raise
    with session.register.write():
        append_entry(session.actor, JournalAction.SESSION_BEGIN, None, None, {"command": words[0]})
    options.register, options.user = context.options.register, context.options.user
    options.as_of = context.options.as_of
    inner = Context(options)
    inner.over_ssh = True
    status: int = options.run(inner)
    return status

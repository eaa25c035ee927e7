"""`plain`: the same work as lines, one question at a time."""

import sys

from models.journal.actions import JournalAction
from models.journal.writer import append_entry
from nir_tui.commands.context import Context, Subcommands, add_command
from nir_tui.presentation.i18n import _


def add_commands(commands: Subcommands) -> None:
    """Add the command to the parser."""
    add_command(
        commands, "plain", _plain, _("det samme arbeidet som linjer, ett spørsmål om gangen")
    )


def _plain(context: Context) -> int:
    from nir_tui.plain.dialogue import Dialogue
    from nir_tui.plain.start import converse

    session = context.session
    idle_seconds = session.idle_minutes * 60 if session.over_ssh else None
    with session.register.connected():
        if not session.over_ssh:
            # Over SSH the session's first entry names the command.
            with session.register.write():
                append_entry(session.actor, JournalAction.SESSION_BEGIN, None)
        converse(Dialogue(sys.stdin, sys.stdout, idle_seconds), session)
    return 0

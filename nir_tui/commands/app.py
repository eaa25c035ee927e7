"""`demo`, `open` and a call without a command: the application itself."""

import os
import sys

from models.errors import RegisterError, Unusable
from models.journal.actions import JournalAction
from models.journal.writer import append_entry
from models.storage.register import redacted_location, register_exists
from models.storage.register_settings import stored_as_of
from nir_tui.commands.argument_parser import UsageError
from nir_tui.commands.context import Context, Subcommands, add_command, print_stderr, progress_shown
from nir_tui.presentation.i18n import _
from nir_tui.runtime.frame_rate import set_frame_rate
from nir_tui.runtime.unused_modules import leave_modules_out
from nir_tui.session.choices import choices_of
from nir_tui.session.config import Config
from nir_tui.session.locations import demo_location
from nir_tui.session.session import Session, open_session
from nir_tui.session.terminal_defaults import ascii_in_force, mouse_in_force
from rules.duf_number import parse_duf
from rules.message import message


def add_commands(commands: Subcommands) -> None:
    """Add the commands to the parser."""
    add_command(commands, "demo", _demo, _("lag demoregisteret én gang, og åpne appen på det"))
    parser = add_command(commands, "open", _open, _("åpne appen på en person"))
    parser.add_argument("duf", metavar="DUF")


def open_on_report(context: Context) -> int:
    """Open the application on the report."""
    _needs_a_terminal()
    return _run(context.session, context.config)


def _open(context: Context) -> int:
    from models.cases.lookup import look_up

    duf = parse_duf(context.options.duf)
    session = context.session
    look_up(session.register, session.actor, duf)
    _needs_a_terminal()
    return _run(session, context.config, duf)


def _demo(context: Context) -> int:
    from models.sample_data.demo import DEMO_DAY, DEMO_USER, make_demo_register

    location = demo_location(context.options.register)
    if not register_exists(location):
        print_stderr(_("Lager demoregisteret {path}").format(path=redacted_location(location)))
        make_demo_register(location, progress_shown())
    _needs_a_terminal()
    user = context.user if context.options.user else DEMO_USER
    session = open_session(location, user, context.config, context.as_of)
    with session.register.read():
        is_demo = stored_as_of() == DEMO_DAY
    if not is_demo:
        raise RegisterError(
            message("{path} er ikke et demoregister", path=redacted_location(location))
        )
    return _run(session, context.config)


def _run(session: Session, config: Config, duf: str | None = None) -> int:
    set_frame_rate()
    leave_modules_out()
    for name in ("COLUMNS", "LINES"):
        # An inherited environment may be wrong about the size; the terminal is not.
        os.environ.pop(name, None)
    from nir_tui.app import NirApp

    choices = choices_of(session.actor.user, session.over_ssh)
    app = NirApp(session, config.keys, duf, choices.theme or config.theme, choices)
    with session.register.connected():
        with session.register.write():
            append_entry(session.actor, JournalAction.SESSION_BEGIN, None)
        # Another thread reads the lists; this connection reads one case at a time.
        session.register.storage.limit_cache()
        app.draws_ascii = ascii_in_force(config)
        app.has_mouse = mouse_in_force(config, session.over_ssh)
        app.run(mouse=app.has_mouse)
    session.register.close()
    if app.return_code:
        raise Unusable(*app.last_words)
    return 0


def _needs_a_terminal() -> None:
    """Raise UsageError without a terminal that can show the screens."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise UsageError(_("Appen trenger en terminal; se nir-tui --help for kommandoene"))
    if os.environ.get("TERM", "dumb") == "dumb":
        raise UsageError(_("TERM=dumb kan ikke vise skjermene; bruk for eksempel TERM=xterm"))

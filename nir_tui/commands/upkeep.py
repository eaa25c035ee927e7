"""`init`, `check`, `migrate`: making a register and looking after it."""

from models.actor import Actor, utc_clock
from models.check import check_register, count_persons
from models.demo import make_demo_register
from models.migrating import migrate_register
from models.setup import make_register
from models.sqlite import sqlite_version
from nir_tui.commands.common import (
    Context,
    Subcommands,
    add_command,
    remark,
    say_line,
    show_progress,
)
from nir_tui.language import _, told


def add_commands(commands: Subcommands) -> None:
    """Add to the parser."""
    init = add_command(commands, "init", _init, _("lag et nytt register"))
    init.add_argument("--demo", action="store_true", help=_("med demodata"))
    add_command(commands, "check", _check, _("undersøk registeret"))
    add_command(commands, "migrate", _migrate, _("bring registeret til denne versjonen"))


def _init(context: Context) -> int:
    if context.options.demo:
        make_demo_register(context.location, show_progress)
    else:
        today = utc_clock().astimezone().date()
        make_register(context.location, Actor(context.user, context.as_of or today, today))
    remark(_("Laget {path}").format(path=context.location))
    return 0


def _check(context: Context) -> int:
    session = context.session
    found = check_register(session.register, session.actor)
    for sentence in found:
        say_line(told(sentence))
    version = ".".join(map(str, sqlite_version()))
    persons = count_persons(session.register)
    remark(
        _("Undersøkte {persons} personer, fant {found} feil (SQLite {version})").format(
            persons=persons, found=len(found), version=version
        )
    )
    return 1 if found else 0


def _migrate(context: Context) -> int:
    done = migrate_register(context.location)
    for name in done:
        say_line(name)
    if not done:
        remark(_("Registeret er allerede på denne versjonen"))
    return 0

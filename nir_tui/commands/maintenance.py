"""`init`, `check`, `backup`, `migrate`: making a register and looking after it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from models.administration.backup import back_up, back_up_among
from models.administration.check import check_register, count_persons, register_version
from models.administration.create import make_register
from models.administration.migrate import migrate_register
from models.journal.actor import Actor, utc_clock
from models.sample_data.demo import make_demo_register
from models.storage.register import redacted_location
from nir_tui.commands.argument_parser import WrongUsage
from nir_tui.commands.context import (
    Context,
    Subcommands,
    add_command,
    print_line,
    print_stderr,
    progress_shown,
)
from nir_tui.presentation.i18n import _, render
from nir_tui.session.paths import typed_path

MOST_SYNTHETIC = 10_000_000


def add_commands(commands: Subcommands) -> None:
    """Add to the parser."""
    init = add_command(commands, "init", _init, _("lag et nytt register"))
    kind = init.add_mutually_exclusive_group()
    kind.add_argument("--demo", action="store_true", help=_("med demodata"))
    kind.add_argument(
        "--synthetic", metavar="N", type=int, help=_("med så mange oppdiktede personer")
    )
    init.add_argument("--seed", metavar="S", type=int, help=_("samme tall gir samme register"))
    add_command(commands, "check", _check, _("undersøk registeret"))
    backup = add_command(commands, "backup", _backup, _("en kopi, undersøkt, mens andre arbeider"))
    backup.add_argument("file", metavar="FIL", help=_("en fil, eller med --keep en mappe"))
    backup.add_argument(
        "--keep", metavar="N", type=int, help=_("ta vare på de N nyeste kopiene i en mappe")
    )
    add_command(commands, "migrate", _migrate, _("bring registeret til denne versjonen"))


def _init(context: Context) -> int:
    options = context.options
    today = utc_clock().astimezone().date()
    actor = Actor(context.user, context.as_of or today, today)
    if options.synthetic is None and options.seed is not None:
        raise WrongUsage(_("--seed hører til --synthetic"))
    if options.demo:
        make_demo_register(context.location, progress_shown())
    elif options.synthetic is not None:
        _init_synthetic(context, actor)
    else:
        make_register(context.location, actor)
    print_stderr(_("Laget {path}").format(path=redacted_location(context.location)))
    return 0


def _init_synthetic(context: Context, actor: Actor) -> None:
    from models.sample_data.synthetic import make_synthetic_register

    count, seed = context.options.synthetic, context.options.seed or 0
    if not 0 < count <= MOST_SYNTHETIC:
        raise WrongUsage(_("--synthetic tar 1 til {most}").format(most=MOST_SYNTHETIC))
    stands_still = context.as_of is not None
    # Its own day or the clock's: either way nothing in it is later than the day it is made for.
    actor = replace(actor, own_day=actor.as_of, clock=lambda: _noon(actor.as_of))
    make_synthetic_register(context.location, actor, count, seed, stands_still, progress_shown())


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12, tzinfo=UTC))


def _check(context: Context) -> int:
    session = context.session
    found = check_register(session.register, session.actor)
    for message in found:
        print_line(render(message))
    version = register_version(session.register)
    persons = count_persons(session.register)
    print_stderr(
        _("Undersøkte {persons} personer, fant {found} feil ({version})").format(
            persons=persons, found=len(found), version=version
        )
    )
    return 1 if found else 0


def _backup(context: Context) -> int:
    session, keep = context.session, context.options.keep
    path = str(typed_path(context.options.file))
    if keep is None:
        back_up(session.register, session.actor, path)
    elif keep < 1:
        raise WrongUsage(_("--keep tar 1 eller flere"))
    else:
        path = str(back_up_among(session.register, session.actor, path, keep))
    print_stderr(_("Kopien {path} er skrevet og undersøkt").format(path=path))
    return 0


def _migrate(context: Context) -> int:
    done = migrate_register(context.location)
    for name in done.steps:
        print_line(name)
    if done.copy:
        print_stderr(_("Registeret som det var, ligger i {path}").format(path=done.copy))
    if not done.steps:
        print_stderr(_("Registeret er allerede på denne versjonen"))
    return 0

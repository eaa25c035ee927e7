"""`init`, `check`, `backup`, `restore`, `migrate`: creating and maintaining a register."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from models.administration.backup import back_up, back_up_with_rotation
from models.administration.check import (
    count_persons,
    examine_register,
    kept_search_months,
    register_version,
)
from models.administration.create import make_register
from models.administration.migrate import migrate_register
from models.journal.actor import Actor, actor_for, utc_clock
from models.sample_data.demo import make_demo_register
from models.storage.register import redacted_location
from models.tables.norwegian_time import day_in_norway, in_norway
from nir_tui.commands.argument_parser import UsageError
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
from nir_tui.commands.tables import add_table_output, answer_to_file
from nir_tui.presentation.i18n import _, render
from nir_tui.session.paths import typed_path
from rules.message import norwegian_date

MOST_SYNTHETIC = 10_000_000


def add_commands(commands: Subcommands) -> None:
    """Add the commands to the parser."""
    init = add_command(commands, "init", _init, _("lag et nytt register"))
    kind = init.add_mutually_exclusive_group()
    kind.add_argument("--demo", action="store_true", help=_("med demodata"))
    kind.add_argument(
        "--synthetic", metavar="N", type=int, help=_("med så mange oppdiktede personer")
    )
    init.add_argument("--seed", metavar="S", type=int, help=_("samme tall gir samme register"))
    check = add_command(commands, "check", _check, _("undersøk registeret"))
    add_table_output(check)
    backup = add_command(commands, "backup", _backup, _("en kopi, undersøkt, mens andre arbeider"))
    backup.add_argument("file", metavar="FIL", help=_("en fil, eller med --keep en mappe"))
    backup.add_argument(
        "--keep", metavar="N", type=int, help=_("ta vare på de N nyeste kopiene i en mappe")
    )
    back = add_command(commands, "restore", _restore, _("sett en kopi i registerets sted"))
    back.add_argument("file", metavar="FIL", help=_("kopien"))
    back.add_argument("--yes", action="store_true", help=_("gjør det; det gamle blir liggende"))
    add_command(commands, "migrate", _migrate, _("bring registeret til denne versjonen"))


def _init(context: Context) -> int:
    options = context.options
    today = day_in_norway(utc_clock())
    actor = Actor(context.user, context.as_of or today, today)
    if options.synthetic is None and options.seed is not None:
        raise UsageError(_("--seed hører til --synthetic"))
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
        raise UsageError(_("--synthetic tar 1 til {most}").format(most=MOST_SYNTHETIC))
    stands_still = context.as_of is not None
    # No time in the register may be later than its date, given or the clock's.
    actor = replace(actor, register_date=actor.as_of, clock=lambda: _noon(actor.as_of))
    make_synthetic_register(context.location, actor, count, seed, stands_still, progress_shown())


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12, tzinfo=UTC))


def _check(context: Context) -> int:
    session = context.session
    result = examine_register(session.register, session.actor)
    version, persons = register_version(session.register), count_persons(session.register)
    findings = [render(found) for found in result.findings]
    reminders = [render(reminder) for reminder in result.reminders]
    lines = [("finding", text) for text in findings] + [("reminder", text) for text in reminders]
    with answer_to_file(context):
        if context.options.format == "json":
            print_json(
                {
                    "version": version,
                    "persons": persons,
                    "findings": findings,
                    "reminders": reminders,
                }
            )
        elif context.options.format == "csv":
            print_csv(("kind", "text"), lines)
        else:
            for kind, text in lines:
                print_line(text if kind == "finding" else _("Påminnelse: {text}").format(text=text))
    print_stderr(
        _("Undersøkte {persons} personer, fant {found} feil ({version}). {months}").format(
            persons=persons,
            found=len(findings),
            version=version,
            months=_("Søk ligger i journalen i {months} måneder.").format(
                months=kept_search_months(session.register)
            ),
        )
    )
    return 1 if findings else 0


def _backup(context: Context) -> int:
    session, keep = context.session, context.options.keep
    path = str(typed_path(context.options.file))
    if keep is None:
        back_up(session.register, session.actor, path)
    elif keep < 1:
        raise UsageError(_("--keep tar 1 eller flere"))
    else:
        path = str(back_up_with_rotation(session.register, session.actor, path, keep))
    print_stderr(_("Kopien {path} er skrevet og undersøkt").format(path=path))
    return 0


def _restore(context: Context) -> int:
    from models.administration.restore import restore

    options = context.options
    done = restore(
        context.location,
        options.file,
        lambda register: actor_for(register, context.user, context.as_of),
        options.yes,
    )
    print_stderr(
        _("Kopien er undersøkt og hel. Den er fra {day} kl. {time}.").format(
            day=norwegian_date(day_in_norway(done.newest)),
            time=f"{in_norway(done.newest):%H:%M}",
        )
    )
    if done.lost is None:
        print_stderr(_("Registeret kan ikke leses; hva som går tapt, vites ikke"))
    else:
        print_stderr(_("Linjer i journalen siden da, som går tapt: {lost}").format(lost=done.lost))
    if not options.yes:
        print_stderr(_("Ingenting er endret. Bekreft med --yes"))
        return 1
    if done.kept:
        print_stderr(_("Det som ble erstattet, ligger i {path}").format(path=done.kept))
    print_stderr(_("{path} er hentet tilbake").format(path=context.location))
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

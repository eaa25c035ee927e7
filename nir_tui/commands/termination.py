"""`termination`: register, edit and delete the termination of a person."""

import argparse
from decimal import Decimal

from models.cases.lookup import look_up
from models.changes.apply_change import apply_change, case_to_change
from models.changes.terminations import DeleteTermination, EditTermination, RegisterTermination
from models.errors import Refused
from nir_tui.commands.argument_parser import UsageError
from nir_tui.commands.context import (
    Context,
    Subcommands,
    add_command,
    add_group,
    add_json,
    parse_all,
    print_stderr,
)
from nir_tui.presentation.date_parsing import parse_date
from nir_tui.presentation.i18n import _, render
from nir_tui.presentation.save_messages import saved_message
from rules.consequences import consequences_of_change, with_termination
from rules.duf_number import parse_duf
from rules.findings import Field, error, warning
from rules.hours import InvalidHours, parse_hours
from rules.message import message
from rules.reasons import find_reason
from rules.termination_checks import Proposal, check_delete, hours_kept_by_edit, proposed_date

_PROPOSED = "proposed"
"""The value of `--date` for the date that the form proposes."""


def add_commands(commands: Subcommands) -> None:
    """Add the commands to the parser."""
    group = add_group(commands, "termination", _("avslutning: add, edit, delete"))
    add = add_command(group, "add", _add, _("registrer avslutning"))
    _add_fields(add, required=True)
    add.add_argument("--each", metavar=_("FIL"), help=_("for hvert DUF-nummer i fila; - er stdin"))
    add.add_argument("--dry-run", action="store_true", help=_("med --each: endre ingenting"))
    add_json(add)
    edit = add_command(group, "edit", _edit, _("rediger den aktive avslutningen"))
    _add_fields(edit, required=False)
    delete = add_command(group, "delete", _delete, _("slett den aktive avslutningen"))
    delete.add_argument("duf", metavar="DUF")
    delete.add_argument("--yes", action="store_true", help=_("bekreft slettingen"))


def _add_fields(parser: argparse.ArgumentParser, required: bool) -> None:
    parser.add_argument("duf", metavar="DUF", nargs="?" if required else None)
    parser.add_argument("--reason", metavar=_("ÅRSAK"), required=required, help=_("se «codes»"))
    parser.add_argument("--date", metavar="D", required=required)
    parser.add_argument("--hours", metavar="T", help=_("antall timer arbeid per uke"))
    parser.add_argument("--yes", action="store_true", help=_("bekreft advarsler"))


def _add(context: Context) -> int:
    options, session = context.options, context.session
    if (options.duf is None) is (options.each is None):
        raise UsageError(_("oppgi et DUF-nummer, eller --each FIL"))
    if options.each is None and (options.dry_run or options.json):
        raise UsageError(_("--dry-run og --json gjelder bare med --each"))
    is_proposed = options.date == _PROPOSED
    duf = parse_duf(options.duf) if options.duf is not None else ""
    reason, day, hours = parse_all(
        lambda: _reason(options.reason),
        lambda: None if is_proposed else parse_date(options.date),
        lambda: read_hours(options.hours or ""),
    )
    if options.each is not None:
        if day is None and not is_proposed:
            raise Refused([error(Field.DATE, message("Avslutningsdato må fylles ut"))])
        from nir_tui.commands.termination_for_each import add_each

        return add_each(context, reason, day, hours)
    if is_proposed:
        case = case_to_change(session.register, session.actor, duf)
        day = proposed_date(case.facts, session.actor.as_of)
    apply_change(
        session.register,
        session.actor,
        duf,
        RegisterTermination(reason, day, hours),
        confirmed=options.yes,
    )
    print_stderr(_("Avslutningen er registrert"))
    return 0


def _edit(context: Context) -> int:
    options, session = context.options, context.session
    duf = parse_duf(options.duf)
    case = case_to_change(session.register, session.actor, duf, of_termination=True)
    active, expected_version = case.facts.active, case.person.version
    old = Proposal(active.reason, active.date, active.hours) if active else Proposal(None, None)
    reason, day, hours = parse_all(
        lambda: _reason(options.reason) if options.reason else old.reason,
        lambda: parse_date(options.date) if options.date else old.date,
        lambda: read_hours(options.hours or ""),
    )
    if options.hours is None and active:
        hours = hours_kept_by_edit(active, reason)
    after = apply_change(
        session.register,
        session.actor,
        duf,
        EditTermination(reason, day, hours),
        confirmed=options.yes,
        expected_version=expected_version,
    )
    print_stderr(saved_message(case, after, _("Avslutningen er endret")))
    return 0


def _delete(context: Context) -> int:
    options, session = context.options, context.session
    duf = parse_duf(options.duf)
    case = case_to_change(session.register, session.actor, duf, of_termination=True)
    if not options.yes and not check_delete(case.facts):
        look_up(session.register, session.actor, duf)
        after = with_termination(case.facts, None)
        standing = "; ".join(
            map(render, consequences_of_change(case.facts, after, session.actor.as_of))
        )
        text = message("Etter sletting: {standing}. Bekreft med --yes", standing=standing)
        raise Refused([warning(Field.CASE, text)])
    apply_change(
        session.register,
        session.actor,
        duf,
        DeleteTermination(),
        expected_version=case.person.version,
    )
    print_stderr(_("Avslutningen er slettet"))
    return 0


def _reason(text: str) -> str:
    """Return the code of a reason by slug or label. Raises Refused for an unknown one."""
    reason = find_reason(text)
    if reason is None:
        text_of = message("«{text}» er ikke en avslutningsårsak; se «nir-tui codes»", text=text)
        raise Refused([error(Field.REASON, text_of)])
    return reason.code


def read_hours(text: str) -> Decimal | None:
    """Parse hours. Raises Refused for text that is no number of hours."""
    try:
        return parse_hours(text)
    except InvalidHours as wrong:
        raise Refused([error(Field.HOURS, wrong.message)]) from wrong

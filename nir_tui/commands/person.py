"""`person`: one case."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from models.cases.case import Case
from models.cases.lookup import look_up, look_up_for_certificate
from models.journal.actor import Actor
from models.reference_data.municipalities import Reference
from nir_tui.commands.argument_parser import UsageError
from nir_tui.commands.case_values import case_values, shown_terminations
from nir_tui.commands.context import (
    Context,
    Subcommands,
    add_command,
    add_json,
    iso,
    print_json,
    print_line,
    print_stderr,
)
from nir_tui.commands.known_at import add_known_at, read_known_at
from nir_tui.commands.output import add_out, opened
from nir_tui.presentation.case_lines import item_line, person_pairs
from nir_tui.presentation.i18n import _, render
from rules.duf_number import format_duf, has_valid_check, parse_duf
from rules.message import norwegian_date
from rules.termination_checks import outside_programme

if TYPE_CHECKING:
    from models.cases.past import KnownCase


def add_commands(commands: Subcommands) -> None:
    """Add the command to the parser."""
    parser = add_command(commands, "person", _person, _("en person med hele saken"))
    parser.add_argument("duf", metavar="DUF")
    parser.add_argument("--history", action="store_true", help=_("slettede avslutninger også"))
    which = parser.add_mutually_exclusive_group()
    add_known_at(which)
    which.add_argument(
        "--disclosure", action="store_true", help=_("alt som er lagret om personen, til innsyn")
    )
    which.add_argument("--certificate", action="store_true", help=_("utkast til deltakerbevis"))
    parser.add_argument("--format", choices=("text", "json"), default="text")
    add_out(parser)
    add_json(parser)


def _person(context: Context) -> int:
    options, session = context.options, context.session
    duf, day = parse_duf(options.duf), read_known_at(session, options)
    if options.disclosure:
        from nir_tui.commands.disclosure import write_disclosure

        write_disclosure(context, duf)
        return 0
    if options.certificate:
        _write_certificate(context, duf)
        return 0
    if options.out:
        raise UsageError(_("--out hører til --disclosure og --certificate"))
    options.json = options.json or options.format == "json"
    if day is not None:
        from models.cases.past import look_up_known

        known = look_up_known(session.register, session.actor, duf, day)
        _print(context, known.case, replace(session.actor, as_of=day), known)
    else:
        _print(context, look_up(session.register, session.actor, duf), session.actor, None)
    return 0


def _write_certificate(context: Context, duf: str) -> None:
    from nir_tui.presentation.certificate import certificate_text

    options, session = context.options, context.session
    if options.json or options.format == "json":
        raise UsageError(_("Et deltakerbevis er bare tekst"))
    case = look_up_for_certificate(session.register, session.actor, duf)
    with opened(options.out, session.register.location) as stream:
        stream.write(certificate_text(case, session.register.reference, session.actor.as_of))


def _print(context: Context, case: Case, actor: Actor, known: "KnownCase | None") -> None:
    options = context.options
    if options.json:
        values = case_values(case, actor, options.history)
        print_json({**values, **(_known_values(known) if known else {})})
        return
    if known:
        print_line(_known_text(known))
    print_case(case, actor, options.history, context.session.register.reference)


def _known_values(known: "KnownCase") -> dict[str, Any]:
    return {"known_at": iso(known.day), "journal_from": iso(known.journal_from)}


def _known_text(known: "KnownCase") -> str:
    """Return the day, and since when the journal tells of all but the terminations."""
    text = _("Slik saken var kjent da {day} var omme").format(day=norwegian_date(known.day))
    if known.journal_from:
        since = _("Journalen forteller fra {day}")
        return f"{text} · {since.format(day=norwegian_date(known.journal_from))}"
    too_late = _(
        "Journalen rekker ikke så langt tilbake: bare avslutningene er slik de var, resten er det "
        "eldste som er kjent"
    )
    return f"{text} · {too_late}"


def print_case(case: Case, actor: Actor, history: bool, reference: Reference) -> None:
    """Write a case as text: `label: value`, then an item a line, with its number."""
    person, facts = case.person, case.facts
    if not has_valid_check(person.duf):
        print_stderr(
            _("Merk: kontrollsifrene i {duf} stemmer ikke").format(duf=format_duf(person.duf))
        )
    for name, value in person_pairs(case, actor.as_of, reference):
        print_line(f"{name}: {value}")
    outside = outside_programme(facts, actor.as_of)
    if outside:
        print_line(_("Merk: {text}").format(text=render(outside)))
    for title, items in (
        (_("Avslutning"), shown_terminations(case, history)),
        (_("Vedtak"), case.decisions),
        (_("Tiltak"), case.measures),
    ):
        if not items:
            print_line(_("{title}: ingen").format(title=title))
        for item in items:
            print_line(f"{title} {item.id}: {item_line(item, case)}")

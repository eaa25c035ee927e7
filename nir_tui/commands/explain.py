"""`engine explain`: why the engine computes its result for one person, also with tried facts."""

from models.cases.lookup import look_up
from models.engine.run import explain
from nir_tui.commands.context import (
    Context,
    Subcommands,
    add_command,
    add_json,
    as_json,
    print_stderr,
)
from nir_tui.commands.explanation_values import explanation_values
from nir_tui.commands.output import add_out, opened
from nir_tui.commands.what_if_facts import read_trial
from nir_tui.presentation.explanation import explanation_text
from nir_tui.presentation.i18n import LETTER_LANGUAGES, _, render
from nir_tui.presentation.letter import letter
from rules.duf_number import parse_duf
from rules.explanation import explain_case
from rules.findings import Finding
from rules.what_if import trial_findings, with_trial


def add_explain(group: Subcommands) -> None:
    """Add the command to the parser."""
    why = add_command(group, "explain", _explain, _("hvorfor regelmotoren regner som den gjør"))
    why.add_argument("duf", metavar="DUF")
    why.add_argument(
        "--with",
        dest="facts",
        action="append",
        default=[],
        metavar="FACT",
        help=_("prøv en opplysning: KIND[:FROM[:TO[:DECIDED]]] eller goal:GOAL; ingenting lagres"),
    )
    why.add_argument(
        "--without",
        action="append",
        default=[],
        type=int,
        metavar="ID",
        help=_("prøv uten et vedtak; nummeret i «person»"),
    )
    why.add_argument(
        "--letter", choices=LETTER_LANGUAGES, help=_("som brev: bokmål, nynorsk, engelsk")
    )
    add_out(why)
    add_json(why)


def _explain(context: Context) -> int:
    options, session = context.options, context.session
    duf = parse_duf(options.duf)
    look_up(session.register, session.actor, duf)
    case, explanation = explain(session.register, session.actor, duf)
    trial = read_trial(case, options.facts, options.without)
    tried = explain_case(with_trial(case.facts, trial), session.actor.as_of) if trial else None
    for finding in trial_findings(case.facts, trial, session.actor.as_of):
        print_stderr(_findings_text(finding))
    if options.json:
        text = as_json(explanation_values(case.person.duf, explanation, tried)) + "\n"
    elif options.letter:
        municipality = session.register.reference.name(case.person.municipality)
        text = letter(case.person, municipality, tried or explanation, options.letter, bool(tried))
    else:
        text = explanation_text(case, explanation, tried)
    with opened(options.out, session.register.location) as stream:
        stream.write(text)
    return 0


def _findings_text(finding: Finding) -> str:
    """Return what registering the tried facts would meet: nothing is stored here."""
    lead = _("Varsel ved registrering") if finding.is_warning else _("Kan ikke registreres")
    return f"{lead}: {render(finding.text)}"

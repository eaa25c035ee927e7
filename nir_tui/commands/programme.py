"""`goal`, `decision`, `measure`: the facts of the programme."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from models.cases.lookup import look_up
from models.changes.apply_change import apply_change, case_to_change
from models.changes.programme import (
    AddDecision,
    AddMeasure,
    AnnulDecision,
    DeleteMeasure,
    EditDecision,
    EditMeasure,
    SetGoal,
)
from models.errors import Refused
from nir_tui.commands.context import (
    Context,
    Subcommands,
    add_command,
    add_group,
    parse_all,
    parse_enum,
    print_stderr,
)
from nir_tui.presentation.date_parsing import parse_date
from nir_tui.presentation.i18n import _, render
from nir_tui.presentation.save_messages import saved_message
from rules.code_lists import DecisionKind, Goal, MeasureKind
from rules.consequences import consequences_of_change, with_decision
from rules.decision_checks import check_annulment
from rules.duf_number import parse_duf
from rules.facts import Decision, Measure
from rules.findings import Field, warning
from rules.message import message


def add_commands(commands: Subcommands) -> None:
    """Add the commands to the parser."""
    goal = add_command(commands, "goal", _goal, _("registrer eller endre sluttmål"))
    _add_person(goal)
    goal.add_argument("goal", metavar=_("SLUTTMÅL"), help=", ".join(Goal))
    goal.add_argument("--date", metavar="D")
    _add_yes(goal)

    decisions = add_group(commands, "decision", _("vedtak: add, edit, annul"))
    add = add_command(decisions, "add", _add_decision, _("registrer vedtak"))
    _add_person(add)
    add.add_argument("kind", metavar="VEDTAK", help=", ".join(DecisionKind))
    _add_decision_dates(add)
    edit = add_command(decisions, "edit", _edit_decision, _("rediger vedtak"))
    _add_person(edit)
    _add_number(edit)
    _add_decision_dates(edit)
    annul = add_command(decisions, "annul", _annul_decision, _("opphev vedtak"))
    _add_person(annul)
    _add_number(annul)
    _add_yes(annul)

    measures = add_group(commands, "measure", _("tiltak: add, edit, delete"))
    add = add_command(measures, "add", _add_measure, _("registrer tiltak"))
    _add_person(add)
    add.add_argument("kind", metavar="TILTAK", help=", ".join(MeasureKind))
    add.add_argument("--from", dest="start", metavar="D", required=True)
    add.add_argument("--to", dest="end", metavar="D")
    edit = add_command(measures, "edit", _edit_measure, _("rediger tiltak"))
    _add_person(edit)
    _add_number(edit)
    edit.add_argument("--kind", metavar="TILTAK")
    edit.add_argument("--from", dest="start", metavar="D")
    edit.add_argument("--to", dest="end", metavar="D")
    delete = add_command(measures, "delete", _delete_measure, _("slett tiltak"))
    _add_person(delete)
    _add_number(delete)


def _add_person(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("duf", metavar="DUF")


def _add_number(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", type=int, help=_("nummeret i «person»"))


def _add_yes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help=_("bekreft advarsler"))


def _add_decision_dates(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="start", metavar="D")
    parser.add_argument("--to", dest="end", metavar="D")
    parser.add_argument("--date", metavar="D", help=_("vedtaksdato"))
    _add_yes(parser)


def _goal(context: Context) -> int:
    options, session = context.options, context.session
    duf = parse_duf(options.duf)
    goal, day = parse_all(
        lambda: parse_enum(Goal, options.goal, _("sluttmål"), Field.GOAL),
        lambda: parse_date(options.date or ""),
    )
    case = case_to_change(session.register, session.actor, duf)
    expected_version = case.person.version
    after = apply_change(
        session.register,
        session.actor,
        duf,
        SetGoal(goal, day),
        expected_version=expected_version,
        confirmed=options.yes,
    )
    print_stderr(saved_message(case, after, _("Sluttmål er registrert")))
    return 0


def _add_decision(context: Context) -> int:
    options, session = context.options, context.session
    duf = parse_duf(options.duf)
    kind, with_decision_date = parse_all(
        lambda: parse_enum(DecisionKind, options.kind, _("vedtak"), Field.KIND),
        lambda: _dates(options),
    )
    decision = _with_dates(Decision(kind), options, with_decision_date)
    apply_change(session.register, session.actor, duf, AddDecision(decision), confirmed=options.yes)
    print_stderr(_("Vedtaket er registrert"))
    return 0


def _edit_decision(context: Context) -> int:
    options, session = context.options, context.session
    duf = parse_duf(options.duf)
    case = case_to_change(session.register, session.actor, duf)
    old, expected_version = case.decision(options.id), case.person.version
    changed = _with_dates(old, options, _dates(options, old))
    after = apply_change(
        session.register,
        session.actor,
        duf,
        EditDecision(options.id, changed),
        confirmed=options.yes,
        expected_version=expected_version,
    )
    print_stderr(saved_message(case, after, _("Vedtaket er endret")))
    return 0


def _annul_decision(context: Context) -> int:
    options, session = context.options, context.session
    duf = parse_duf(options.duf)
    case = case_to_change(session.register, session.actor, duf)
    old = case.decision(options.id)
    if not options.yes and not check_annulment(old):
        look_up(session.register, session.actor, duf)
        after = with_decision(case.facts, replace(old, annulled=True), replaces=old)
        consequences = consequences_of_change(case.facts, after, session.actor.as_of)
        _ask_for_yes(_("Oppheves vedtaket: "), "; ".join(map(render, consequences)))
    expected_version = case.person.version
    apply_change(
        session.register,
        session.actor,
        duf,
        AnnulDecision(options.id),
        expected_version=expected_version,
    )
    print_stderr(_("Vedtaket er opphevet"))
    return 0


def _ask_for_yes(lead: str, after: str) -> None:
    text = message("{lead}{after}. Bekreft med --yes", lead=lead, after=after)
    raise Refused([warning(Field.CASE, text)])


def _dates(options: argparse.Namespace, old: Decision | None = None) -> list[date | None]:
    """Return the decision's date, start and end; those not given stay as they were."""
    return parse_all(
        lambda: _given(options.date, Field.DATE, old.date if old else None),
        lambda: _given(options.start, Field.START, old.start if old else None),
        lambda: _given(options.end, Field.END, old.end if old else None),
    )


def _with_dates(
    decision: Decision, options: argparse.Namespace, with_decision_date: Sequence[date | None]
) -> Decision:
    day, start, end = with_decision_date
    if not decision.kind.has_period and options.start is not None and options.date is None:
        # A decision without a period takes its date from --from if --date is missing.
        day, start = start, None
    return replace(decision, date=day, start=start, end=end)


def _given(text: str | None, field: Field, otherwise: date | None) -> date | None:
    return otherwise if text is None else parse_date(text, field)


def _add_measure(context: Context) -> int:
    options, session = context.options, context.session
    duf = parse_duf(options.duf)
    kind, (start, end) = parse_all(
        lambda: parse_enum(MeasureKind, options.kind, _("tiltak"), Field.KIND),
        lambda: _period(options),
    )
    apply_change(session.register, session.actor, duf, AddMeasure(Measure(kind, start, end)))
    print_stderr(_("Tiltaket er registrert"))
    return 0


def _edit_measure(context: Context) -> int:
    options, session = context.options, context.session
    duf = parse_duf(options.duf)
    case = case_to_change(session.register, session.actor, duf)
    old, expected_version = case.measure(options.id), case.person.version
    kind, (start, end) = parse_all(
        lambda: parse_enum(MeasureKind, options.kind or old.kind, _("tiltak"), Field.KIND),
        lambda: _period(options, old),
    )
    changed = replace(old, kind=kind, start=start, end=end)
    after = apply_change(
        session.register,
        session.actor,
        duf,
        EditMeasure(options.id, changed),
        expected_version=expected_version,
    )
    print_stderr(saved_message(case, after, _("Tiltaket er endret")))
    return 0


def _delete_measure(context: Context) -> int:
    options, session = context.options, context.session
    apply_change(session.register, session.actor, parse_duf(options.duf), DeleteMeasure(options.id))
    print_stderr(_("Tiltaket er slettet"))
    return 0


def _period(options: argparse.Namespace, old: Measure | None = None) -> list[date | None]:
    """Return start and end; those not given stay as they were."""
    return parse_all(
        lambda: _given(options.start, Field.START, old.start if old else None),
        lambda: _given(options.end, Field.END, old.end if old else None),
    )

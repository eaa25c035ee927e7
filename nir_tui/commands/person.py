"""`person`: one case."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from models.cases.case import Case
from models.cases.lookup import look_up
from models.cases.serialization import decision_values, measure_values, termination_values
from models.journal.actor import Actor
from models.reference_data.municipalities import Reference
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
from nir_tui.presentation.hours import hours_shown
from nir_tui.presentation.i18n import _, label, render
from nir_tui.presentation.safe_text import fit
from rules.code_lists import Completeness
from rules.current_items import is_current_decision, is_current_measure
from rules.deadlines import Deadline, completion_deadline, start_deadline
from rules.duf_number import format_duf, has_valid_check, parse_duf
from rules.facts import Decision, Measure, Termination
from rules.message import norwegian_date
from rules.reasons import REASONS
from rules.termination_checks import may_delete, may_edit, outside_programme

if TYPE_CHECKING:
    from models.cases.past import KnownCase


def add_commands(commands: Subcommands) -> None:
    """Add the command to the parser."""
    parser = add_command(commands, "person", _person, _("en person med hele saken"))
    parser.add_argument("duf", metavar="DUF")
    parser.add_argument("--history", action="store_true", help=_("slettede avslutninger også"))
    add_known_at(parser)
    add_json(parser)


def _person(context: Context) -> int:
    options, session = context.options, context.session
    duf, day = parse_duf(options.duf), read_known_at(session, options)
    if day is not None:
        from models.cases.past import look_up_known

        known = look_up_known(session.register, session.actor, duf, day)
        _print(context, known.case, replace(session.actor, as_of=day), known)
    else:
        _print(context, look_up(session.register, session.actor, duf), session.actor, None)
    return 0


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


def case_values(case: Case, actor: Actor, history: bool) -> dict[str, Any]:
    """Return a case with the contract's names."""
    person, facts = case.person, case.facts
    start, completion = start_deadline(facts), completion_deadline(facts, actor.as_of)
    return {
        "duf": person.duf,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "law": str(facts.law),
        "category": str(facts.category),
        "municipality": person.municipality,
        "district": person.district,
        "goal": str(facts.goal) if facts.goal else None,
        "known": str(facts.known),
        "start_deadline": iso(start.day if start else None),
        "completion_deadline": iso(completion.day if completion else None),
        "decisions": [
            {**decision_values(d), "current": is_current_decision(d, facts)} for d in case.decisions
        ],
        "measures": [
            {**measure_values(m), "current": is_current_measure(m, facts)} for m in case.measures
        ],
        "events": [
            {
                "kind": str(event.kind),
                "date": iso(event.date),
                "from_municipality": event.moved_from.number if event.moved_from else None,
                "to_municipality": event.moved_to.number if event.moved_to else None,
            }
            for event in reversed(facts.events)
        ],
        "terminations": [_termination_values(t) for t in shown_terminations(case, history)],
    }


def _termination_values(termination: Termination) -> dict[str, Any]:
    values = termination_values(termination)
    return {
        "id": values["id"],
        "kind": values["kind"],
        "reason": values["reason"],
        "reason_label": REASONS[termination.reason].label,
        "hours": values["hours"],
        "date": values["date"],
        "municipality": values["municipality"],
        "district": values["district"],
        "registered_by": values["registered_by"],
        "registered_at": values["registered_at"],
        "deleted": termination.deleted,
        "deleted_by": values["deleted_by"],
        "deleted_at": values["deleted_at"],
        "editable": may_edit(termination),
        "deletable": may_delete(termination),
    }


def shown_terminations(case: Case, history: bool) -> list[Termination]:
    """Return the active termination, with `history` the deleted ones too, newest first."""
    return [t for t in case.terminations if history or not t.deleted]


def print_case(case: Case, actor: Actor, history: bool, reference: Reference) -> None:
    """Write a case as text."""
    person, facts = case.person, case.facts
    if not has_valid_check(person.duf):
        print_stderr(
            _("Merk: kontrollsifrene i {duf} stemmer ikke").format(duf=format_duf(person.duf))
        )
    print_line(format_duf(person.duf), person.name)
    known = [label(facts.known)] if facts.known is Completeness.REPORT else []
    place = f"{person.municipality} {reference.name(person.municipality)}"
    district = [reference.district_name(person.district)] if person.district else []
    print_line(" · ".join([label(facts.category), place, *district, label(facts.law), *known]))
    print_line(_("Sluttmål:"), label(facts.goal) or "-")
    completion, start = completion_deadline(facts, actor.as_of), start_deadline(facts)
    reported = _("oppgitt av NIR") if facts.known is Completeness.REPORT and completion else ""
    print_line(_("Frist for gjennomføring:"), _day(completion), reported)
    print_line(_("Frist for oppstart:"), _day(start))
    outside = outside_programme(facts, actor.as_of)
    if outside:
        print_line("!", render(outside))
    print_line(_("Avslutning"))
    for termination in shown_terminations(case, history):
        _print_termination(termination)
    print_line(_("Vedtak"))
    for decision in case.decisions:
        _print_decision(decision, is_current_decision(decision, facts))
    print_line(_("Tiltak"))
    for measure in case.measures:
        _print_measure(measure, is_current_measure(measure, facts))


def _day(deadline: Deadline | None) -> str:
    return norwegian_date(deadline.day) if deadline else "-"


def _print_termination(termination: Termination) -> None:
    deleted = _("(slettet)") if termination.deleted else ""
    print_line(
        f"{termination.id:>6}",
        fit(f"{label(termination.kind)} {deleted}", 28),
        fit(_(REASONS[termination.reason].label), 46),
        f"{hours_shown(termination):>6}",
        norwegian_date(termination.date),
        termination.registered_by,
    )


def _print_decision(decision: Decision, current: bool) -> None:
    print_line(
        f"{decision.id:>6}",
        fit(label(decision.kind), 28),
        fit(label(decision.result), 16),
        period(decision.effective_start, decision.end),
        current_word(current),
    )


def _print_measure(measure: Measure, current: bool) -> None:
    print_line(
        f"{measure.id:>6}",
        fit(label(measure.kind), 46),
        period(measure.start, measure.end),
        current_word(current),
    )


def period(start: date | None, end: date | None) -> str:
    """Return a period as text, padded to the width of its column."""
    return f"{norwegian_date(start)} - {norwegian_date(end)}".ljust(23)


def current_word(current: bool) -> str:
    """Return «gjeldende» or «ikke gjeldende»."""
    return _("gjeldende") if current else _("ikke gjeldende")

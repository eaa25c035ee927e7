"""One termination, decision or measure in full: a label and a value for each line."""

from collections.abc import Iterator
from datetime import date

from models.cases.case import Case
from models.reference_data.municipalities import Reference
from models.tables.norwegian_time import day_in_norway
from nir_tui.presentation.hours import hours_shown
from nir_tui.presentation.i18n import _, label, render
from rules.current_items import is_current_decision, is_current_measure
from rules.explanation import explain_case
from rules.facts import Decision, Measure, Termination
from rules.message import norwegian_date
from rules.reasons import REASONS

Detail = tuple[str, str]
"""A label and a value."""


def kind_of_termination(termination: Termination, case: Case) -> str:
    """Return the kind, with the mark of history: replaced by an edit, or deleted."""
    kind = label(termination.kind)
    if not termination.deleted:
        return kind
    is_replaced = case.is_replaced(termination)
    return (_("{kind} (erstattet)") if is_replaced else _("{kind} (slettet)")).format(kind=kind)


def item_details(
    item: Termination | Decision | Measure, case: Case, as_of: date, reference: Reference
) -> list[Detail]:
    """Return all that is known about an item of a case."""
    match item:
        case Termination():
            return _termination(item, case, reference)
        case Decision():
            return _decision(item, case, as_of)
        case Measure():
            return _measure(item, case)


def _termination(termination: Termination, case: Case, reference: Reference) -> list[Detail]:
    reason = REASONS[termination.reason]
    lines = [
        (_("Avslutning"), kind_of_termination(termination, case)),
        (_("Avslutningsårsak"), _(reason.label)),
        (_("Måloppnåelse"), _(reason.group)),
        (_("Avslutningsdato"), norwegian_date(termination.date)),
    ]
    hours = hours_shown(termination)
    if hours:
        lines.append((_("Antall timer arbeid per uke"), hours))
    place = f"{termination.municipality} {reference.name(termination.municipality)}"
    if termination.district:
        place += f", {reference.district_name(termination.district)}"
    lines += [
        (_("Oppf.kommune/bydel"), place),
        (_("Registrert dato"), norwegian_date(day_in_norway(termination.registered_at))),
        (_("Registrert av"), termination.registered_by),
    ]
    first = case.first_version(termination)
    if first is not termination:
        day = norwegian_date(day_in_norway(first.registered_at))
        text = _("{day} av {by}").format(day=day, by=first.registered_by)
        lines.append((_("Først registrert"), text))
    if termination.deleted_at:
        deleted = norwegian_date(day_in_norway(termination.deleted_at))
        by = termination.deleted_by or ""
        lines.append((_("Slettet"), _("{day} av {by}").format(day=deleted, by=by)))
    return lines


def _decision(decision: Decision, case: Case, as_of: date) -> list[Detail]:
    lines = [
        (_("Vedtak"), label(decision.kind)),
        (_("Resultat"), label(decision.result)),
        (_("Vedtaksdato"), norwegian_date(decision.date)),
    ]
    if decision.kind.has_period:
        lines += [
            (_("Fra"), norwegian_date(decision.start)),
            (_("Til"), norwegian_date(decision.end) or _("ikke satt")),
        ]
    current = is_current_decision(decision, case.facts)
    lines.append((_("Gjeldende"), _("ja") if current else _("nei")))
    return [*lines, *_in_the_computation(decision, case, as_of)]


def _in_the_computation(decision: Decision, case: Case, as_of: date) -> Iterator[Detail]:
    """Yield whether the engine uses the decision, in the words of the explanation."""
    found = explain_case(case.facts, as_of).facts
    for fact in found:
        if (fact.kind, fact.id) == (str(decision.kind), decision.id):
            used = _("brukt") if fact.used else _("ikke brukt")
            yield _("I beregningen"), f"{used}: {render(fact.because)}"


def _measure(measure: Measure, case: Case) -> list[Detail]:
    current = is_current_measure(measure, case.facts)
    return [
        (_("Tiltak"), label(measure.kind)),
        (_("Fra"), norwegian_date(measure.start)),
        (_("Til"), norwegian_date(measure.end) or _("ikke satt")),
        (_("Gjeldende"), _("ja") if current else _("nei")),
    ]

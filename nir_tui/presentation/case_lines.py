"""A case as text to be read from first to last: `label: value`, and a line for each item."""

from collections.abc import Iterator
from datetime import date

from models.cases.case import Case
from models.reference_data.municipalities import Reference
from nir_tui.presentation.case_hints import deadlines_shown
from nir_tui.presentation.details import Detail, kind_of_termination
from nir_tui.presentation.hours import hours_shown
from nir_tui.presentation.i18n import _, label
from rules.code_lists import Completeness
from rules.current_items import is_current_decision, is_current_measure
from rules.duf_number import format_duf
from rules.facts import Decision, Measure, Termination
from rules.message import norwegian_date
from rules.reasons import REASONS


def person_pairs(case: Case, as_of: date, reference: Reference) -> Iterator[Detail]:
    """Yield the person, the place, the end goal and the deadlines: a label and a value each."""
    person, facts = case.person, case.facts
    yield _("DUF-nummer"), format_duf(person.duf)
    yield _("Navn"), person.name
    yield _("Kategori"), label(facts.category)
    yield _("Oppfølgingskommune"), f"{person.municipality} {reference.name(person.municipality)}"
    if person.district:
        yield _("Bydel"), reference.district_name(person.district)
    yield _("Lov"), label(facts.law)
    if facts.known is Completeness.REPORT:
        yield _("Kjent"), label(facts.known)
    lacking = _("mangler") if facts.lacks_goal else _("registreres ikke etter introduksjonsloven")
    yield _("Sluttmål"), label(facts.goal) or lacking
    completion, start = deadlines_shown(facts, as_of)
    yield _("Frist for gjennomføring"), _or_none(completion)
    yield _("Frist for oppstart"), _or_none(start)


def item_line(item: Termination | Decision | Measure, case: Case) -> str:
    """Return an item of a case on one line, each value after its label."""
    match item:
        case Termination():
            pairs = _termination(item, case)
        case Decision():
            pairs = _decision(item, case)
        case Measure():
            pairs = _measure(item, case)
    return "; ".join(f"{name}: {value}" for name, value in pairs if value)


def _termination(item: Termination, case: Case) -> list[Detail]:
    return [
        (_("Type"), kind_of_termination(item, case)),
        (_("Årsak"), _(REASONS[item.reason].label)),
        (_("Timer per uke"), hours_shown(item)),
        (_("Dato"), norwegian_date(item.date)),
        (_("Registrert av"), item.registered_by),
    ]


def _decision(item: Decision, case: Case) -> list[Detail]:
    period = [(_("Dato"), norwegian_date(item.date))]
    if item.kind.has_period:
        period = _period(item.effective_start, item.end)
    return [
        (_("Type"), label(item.kind)),
        (_("Resultat"), label(item.result)),
        *period,
        (_("Gjeldende"), _yes_or_no(is_current_decision(item, case.facts))),
    ]


def _measure(item: Measure, case: Case) -> list[Detail]:
    return [
        (_("Type"), label(item.kind)),
        *_period(item.start, item.end),
        (_("Gjeldende"), _yes_or_no(is_current_measure(item, case.facts))),
    ]


def _period(start: date | None, end: date | None) -> list[Detail]:
    return [(_("Fra"), norwegian_date(start)), (_("Til"), norwegian_date(end) or _("ikke satt"))]


def _yes_or_no(value: bool) -> str:
    return _("ja") if value else _("nei")


def _or_none(day: str) -> str:
    return _("ingen") if day == "-" else day

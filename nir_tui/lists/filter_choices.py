"""What the filters of the lists may be set to: the choices of each, for this user."""

from collections.abc import Iterable

from models.list_filter import ENGINE, EVERYONE, MUNICIPALITY, ListFilter
from nir_tui.presentation.i18n import _, label
from nir_tui.presentation.label_search import Choice
from nir_tui.session.session import Session
from rules.code_lists import CasePart, Category, Law, Status
from rules.reasons import REASONS


def municipality_choices(session: Session) -> list[Choice]:
    """Return the municipalities that the user sees, the own one first."""
    register = session.register
    reference, access = register.reference, register.access
    own = reference.current_number(session.own_municipality or "")
    municipalities = sorted(reference.current(), key=lambda m: m.number != own)
    if not access.is_everywhere:
        own_number = reference.current_number(access.municipality or "")
        municipalities = [m for m in municipalities if m.number == own_number]
    return [
        Choice(m.number, f"{m.name} ({m.number})", reference.also_known_as(m.number))
        for m in municipalities
    ]


def district_choices(session: Session, municipality: str | None) -> list[Choice]:
    """Return the districts of a municipality that the user sees; of all of them without one."""
    reference, access = session.register.reference, session.register.access
    seen, own = municipality or None, None
    if not access.is_everywhere:
        seen, own = seen or access.municipality, access.district
    today = reference.current_number(seen) if seen else None
    names = reference.districts_of(today) if today else reference.districts
    return [
        Choice(number, f"{name} ({number})")
        for number, name in names.items()
        if own in (None, number)
    ]


def every_municipality(session: Session) -> str:
    """Return what an empty municipality means: all, or the user's own if they see no other."""
    access, reference = session.register.access, session.register.reference
    own = "" if access.is_everywhere else reference.name(access.municipality)
    return own or _("Alle kommuner")


def every_district(session: Session) -> str:
    """Return what an empty district means: all, or the user's own if they see no other."""
    access, reference = session.register.access, session.register.reference
    own = "" if access.is_everywhere else reference.district_name(access.district)
    return own or _("Alle bydeler")


def category_choices() -> list[Choice]:
    """Return the categories."""
    return [Choice(str(c), label(c), _(c.short_label)) for c in Category]


def year_choices(years: Iterable[int], list_filter: ListFilter) -> list[Choice]:
    """Return the years of the terminations and those already chosen, the latest first."""
    every = sorted({*years, *list_filter.years}, reverse=True)
    return [Choice(str(year), str(year)) for year in every]


def registered_by_choices() -> list[Choice]:
    """Return whose terminations can be listed."""
    return [
        Choice(EVERYONE, _("Alle")),
        Choice(MUNICIPALITY, _("Avslutningsårsak registrert av kommunen")),
        Choice(ENGINE, _("Avslutningsårsak beregnet av regelmotor")),
    ]


def reason_choices() -> list[Choice]:
    """Return the reasons of the municipality and of the engine, in the tables' order."""
    return [Choice(r.code, _(r.label), _(r.short_label)) for r in REASONS.values()]


def status_choices() -> list[Choice]:
    """Return the statuses."""
    return [Choice(str(status), label(status)) for status in Status]


def part_choices(prefix: str, text: str) -> list[Choice]:
    """Return the parts of a case; `text` has the place `parts`, `prefix` begins each value."""
    return [
        Choice(prefix + part, text.format(parts=_(part.short_label).lower())) for part in CasePart
    ]


def law_choices() -> list[Choice]:
    """Return the laws."""
    return [Choice(str(law), label(law)) for law in Law]

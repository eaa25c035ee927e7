"""The filters that are on, readable without opening anything."""

from models.reference import Reference
from models.report import ENGINE, MUNICIPALITY, ReportFilter
from nir_tui.labels import CATEGORIES, REASONS
from nir_tui.language import _, label
from rules.duf import format_duf
from rules.programme import Category


def crumbs(chosen: ReportFilter, reference: Reference) -> str:
    """`Integreringsloven > Kristiansand > 2024 > Regelmotor`."""
    parts = [label(chosen.law)]
    if chosen.municipality:
        parts.append(reference.name(chosen.municipality))
    if chosen.district:
        parts.append(reference.district_name(chosen.district))
    if chosen.categories:
        parts.append(", ".join(_(CATEGORIES[Category(slug)]) for slug in chosen.categories))
    if chosen.years:
        parts.append(", ".join(map(str, chosen.years)))
    if chosen.registered_by == ENGINE:
        parts.append(_("Regelmotor"))
    if chosen.registered_by == MUNICIPALITY:
        parts.append(_("Kommunen"))
    if chosen.reasons:
        parts.append(", ".join(_(REASONS[code]) for code in chosen.reasons))
    if chosen.duf:
        parts.append(format_duf(chosen.duf) if len(chosen.duf) == 12 else chosen.duf)
    if chosen.name:
        parts.append(f"«{chosen.name}»")
    if chosen.needs_correction:
        parts.append(_("Må rettes"))
    return " > ".join(parts)

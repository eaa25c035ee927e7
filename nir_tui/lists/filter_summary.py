"""The filters that are on, readable without opening anything."""

from models.access import NO_MUNICIPALITY
from models.list_filter import ENGINE, MUNICIPALITY, ListFilter
from models.lists.visibility import restricted_filter
from models.reference_data.municipalities import Reference
from models.storage.register import Register
from nir_tui.presentation.i18n import _, label, marked
from rules.code_lists import CasePart, Category, Group, Law
from rules.duf_number import format_duf
from rules.reasons import REASONS, reasons_of

_SHORT_LAWS = {
    Law.INTEGRERINGSLOVEN: marked("Int."),
    Law.INTRODUKSJONSLOVEN: marked("Intro."),
    None: marked("Begge"),
}


_BETWEEN = " > "


def filter_summary(
    list_filter: ListFilter,
    register: Register,
    room: int | None = None,
    between: str = _BETWEEN,
) -> str:
    """`Integreringsloven > Kristiansand > 2024 > Regelmotor`.

    The municipality and district are those of the list: the user's own if they see no other.
    If `room` is too small, the law and the default municipality are shortened, not chosen filters.
    """
    reference = register.reference
    seen = restricted_filter(register.access, reference, list_filter)
    if seen.municipality != NO_MUNICIPALITY or not list_filter.municipality:
        list_filter = seen
    parts = _parts(list_filter, reference)
    if room is not None and len(between.join(parts)) > room:
        parts[0] = _(_SHORT_LAWS[list_filter.law])
        if len(between.join(parts)) > room and not list_filter.municipality:
            del parts[1]
    return between.join(parts)


def _parts(list_filter: ListFilter, reference: Reference) -> list[str]:
    parts = [label(list_filter.law) or _("Begge lover")]
    parts.append(_municipality(list_filter.municipality, reference))
    if list_filter.district:
        parts.append(reference.district_name(list_filter.district))
    if list_filter.categories:
        parts.append(", ".join(_(Category(slug).short_label) for slug in list_filter.categories))
    if list_filter.statuses:
        parts.append(", ".join(map(label, list_filter.statuses)))
    if list_filter.deadline_within is not None:
        parts.append(_("Frist innen {days} dager").format(days=list_filter.deadline_within))
    if list_filter.with_parts:
        parts.append(_("Med {parts}").format(parts=_case_parts(list_filter.with_parts)))
    if list_filter.without_parts:
        parts.append(_("Uten {parts}").format(parts=_case_parts(list_filter.without_parts)))
    if list_filter.years:
        parts.append(", ".join(map(str, list_filter.years)))
    if list_filter.registered_by == ENGINE:
        parts.append(_("Regelmotor"))
    if list_filter.registered_by == MUNICIPALITY:
        parts.append(_("Kommunen"))
    if list_filter.reasons:
        parts.append(_reasons(list_filter.reasons))
    if list_filter.duf:
        parts.append(format_duf(list_filter.duf) if len(list_filter.duf) == 12 else list_filter.duf)
    if list_filter.name:
        parts.append(f"«{list_filter.name}»")
    if list_filter.needs_correction:
        parts.append(_("Må rettes"))
    return parts


def _municipality(number: str | None, reference: Reference) -> str:
    if number == NO_MUNICIPALITY:
        return _("Ingen kommune")
    return reference.name(number) or _("Alle kommuner")


def _case_parts(parts: tuple[CasePart, ...]) -> str:
    return ", ".join(_(part.short_label).lower() for part in parts)


def _reasons(list_filter: tuple[str, ...]) -> str:
    """Codes by their short labels; a whole group by its name."""
    for group in Group:
        if len(list_filter) > 1 and set(list_filter) == set(reasons_of(group)):
            return _("Gruppe: {group}").format(group=_(group))
    return ", ".join(_(REASONS[code].short_label) for code in list_filter)

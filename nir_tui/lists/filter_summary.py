"""The filters that are on, readable without opening anything."""

from models.access import NO_MUNICIPALITY
from models.list_filter import ENGINE, MUNICIPALITY, ListFilter
from models.lists.visibility import restricted_filter
from models.reference_data.municipalities import Reference
from models.storage.register import Register
from nir_tui.presentation.i18n import _, label, marked
from nir_tui.presentation.short_labels import SHORT_CATEGORY_LABELS, SHORT_REASON_LABELS
from rules.code_lists import Category, Law
from rules.codes import Group, reasons_of
from rules.duf_number import format_duf

_SHORT_LAWS = {
    Law.INTEGRERINGSLOVEN: marked("Int."),
    Law.INTRODUKSJONSLOVEN: marked("Intro."),
    None: marked("Begge"),
}


def crumbs(chosen: ListFilter, register: Register, room: int | None = None) -> str:
    """`Integreringsloven > Kristiansand > 2024 > Regelmotor`.

    The municipality and district are those of the list: the user's own where they see no other.
    Where there is not room for all of it, what is known anyway is shortened, not what was chosen.
    """
    reference = register.reference
    seen = restricted_filter(register.access, reference, chosen)
    if seen.municipality != NO_MUNICIPALITY or not chosen.municipality:
        chosen = seen
    parts = _parts(chosen, reference)
    if room is not None and len(_BETWEEN.join(parts)) > room:
        parts[0] = _(_SHORT_LAWS[chosen.law])
        if len(_BETWEEN.join(parts)) > room and not chosen.municipality:
            del parts[1]
    return _BETWEEN.join(parts)


_BETWEEN = " > "


def _parts(chosen: ListFilter, reference: Reference) -> list[str]:
    parts = [label(chosen.law) or _("Begge lover")]
    parts.append(_municipality(chosen.municipality, reference))
    if chosen.district:
        parts.append(reference.district_name(chosen.district))
    if chosen.categories:
        parts.append(
            ", ".join(_(SHORT_CATEGORY_LABELS[Category(slug)]) for slug in chosen.categories)
        )
    if chosen.statuses:
        parts.append(", ".join(map(label, chosen.statuses)))
    if chosen.deadline_within is not None:
        parts.append(_("Frist innen {days} dager").format(days=chosen.deadline_within))
    if chosen.years:
        parts.append(", ".join(map(str, chosen.years)))
    if chosen.registered_by == ENGINE:
        parts.append(_("Regelmotor"))
    if chosen.registered_by == MUNICIPALITY:
        parts.append(_("Kommunen"))
    if chosen.reasons:
        parts.append(_reasons(chosen.reasons))
    if chosen.duf:
        parts.append(format_duf(chosen.duf) if len(chosen.duf) == 12 else chosen.duf)
    if chosen.name:
        parts.append(f"«{chosen.name}»")
    if chosen.needs_correction:
        parts.append(_("Må rettes"))
    return parts


def _municipality(number: str | None, reference: Reference) -> str:
    if number == NO_MUNICIPALITY:
        return _("Ingen kommune")
    return reference.name(number) or _("Alle kommuner")


def _reasons(chosen: tuple[str, ...]) -> str:
    """Codes by their short labels; a whole group by its name."""
    for group in Group:
        if len(chosen) > 1 and set(chosen) == set(reasons_of(group)):
            return _("Gruppe: {group}").format(group=_(group))
    return ", ".join(_(SHORT_REASON_LABELS[code]) for code in chosen)

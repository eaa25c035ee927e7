"""The filters of a list as questions, each with what is chosen now."""

from dataclasses import replace

from models.list_filter import ListFilter
from models.lists.counts import termination_years
from models.lists.list_kinds import kind_of
from nir_tui.lists.filter_choices import (
    category_choices,
    district_choices,
    every_district,
    every_municipality,
    law_choices,
    municipality_choices,
    part_choices,
    reason_choices,
    registered_by_choices,
    status_choices,
    year_choices,
)
from nir_tui.plain.dialogue import Dialogue
from nir_tui.plain.questions import (
    ask_choice,
    ask_number,
    ask_optional_choice,
    ask_several,
    ask_text,
    ask_yes,
)
from nir_tui.presentation import field_texts
from nir_tui.presentation.field_texts import FieldText
from nir_tui.presentation.i18n import _, marked
from nir_tui.session.session import Session
from rules.code_lists import CasePart, Law, Status
from rules.duf_number import bare_duf

_WITH = FieldText(marked("Med"), marked("Det saken skal ha, alt sammen."))
_WITHOUT = FieldText(marked("Uten"), marked("Det saken ikke skal ha noe av."))


def ask_filters(dialogue: Dialogue, session: Session, list_filter: ListFilter) -> ListFilter:
    """Return the filter after the questions; an empty answer keeps what is chosen."""
    dialogue.say(_("Enter beholder, - er alle, avbryt lar filtrene være som de er."))
    list_filter = _ask_where(dialogue, session, list_filter)
    if kind_of(list_filter).of_terminations:
        list_filter = _ask_termination(dialogue, session, list_filter)
    else:
        list_filter = _ask_case(dialogue, list_filter)
    return replace(
        list_filter,
        duf=bare_duf(ask_text(dialogue, field_texts.DUF, list_filter.duf)),
        name=ask_text(dialogue, field_texts.NAME, list_filter.name),
    )


def _ask_where(dialogue: Dialogue, session: Session, chosen: ListFilter) -> ListFilter:
    reference = session.register.reference
    number = reference.current_number(chosen.municipality) if chosen.municipality else None
    municipality = ask_optional_choice(
        dialogue,
        field_texts.MUNICIPALITY,
        municipality_choices(session),
        number,
        every_municipality(session),
    )
    district = None
    districts = district_choices(session, municipality) if municipality else []
    if districts:
        district = ask_optional_choice(
            dialogue, field_texts.DISTRICT, districts, chosen.district, every_district(session)
        )
    categories = ask_several(dialogue, field_texts.CATEGORY, category_choices(), chosen.categories)
    return replace(chosen, municipality=municipality, district=district, categories=categories)


def _ask_termination(dialogue: Dialogue, session: Session, chosen: ListFilter) -> ListFilter:
    years = year_choices(termination_years(session.register, chosen.law), chosen)
    asked = ask_several(
        dialogue, field_texts.TERMINATION_YEAR, years, [str(year) for year in chosen.years]
    )
    return replace(
        chosen,
        years=tuple(map(int, asked)),
        registered_by=ask_choice(
            dialogue, field_texts.REGISTERED_BY, registered_by_choices(), chosen.registered_by
        ),
        reasons=ask_several(dialogue, field_texts.REASONS_SHOWN, reason_choices(), chosen.reasons),
        needs_correction=ask_yes(dialogue, field_texts.ONLY_TO_CORRECT),
    )


def _ask_case(dialogue: Dialogue, chosen: ListFilter) -> ListFilter:
    statuses = [str(status) for status in chosen.statuses]
    law = ask_optional_choice(
        dialogue,
        field_texts.LAW,
        law_choices(),
        str(chosen.law) if chosen.law else None,
        _("Begge lover"),
    )
    return replace(
        chosen,
        law=Law(law) if law else None,
        statuses=tuple(
            map(Status, ask_several(dialogue, field_texts.CASE_STATUS, status_choices(), statuses))
        ),
        deadline_within=ask_number(dialogue, field_texts.WITHIN, chosen.deadline_within),
        with_parts=_ask_parts(dialogue, _WITH, chosen.with_parts),
        without_parts=_ask_parts(dialogue, _WITHOUT, chosen.without_parts),
    )


def _ask_parts(
    dialogue: Dialogue, text: FieldText, chosen: tuple[CasePart, ...]
) -> tuple[CasePart, ...]:
    choices = part_choices("", "{parts}")
    return tuple(map(CasePart, ask_several(dialogue, text, choices, [str(p) for p in chosen])))

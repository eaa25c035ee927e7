"""The fixed top of the person screen: the person, deadlines, and what is wrong."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from models.cases.case import Case
from models.lists.set_asides import SetAside
from models.reference_data.municipalities import Reference
from nir_tui.lists.columns import DOT, HOLLOW
from nir_tui.lists.row_details import set_aside_text
from nir_tui.presentation.i18n import _, label, render
from nir_tui.presentation.safe_text import content, fit, shorten
from rules import reasons
from rules.code_lists import Category, Completeness
from rules.deadlines import (
    Deadline,
    completion_deadline,
    open_leaves,
    start_deadline,
    three_months_after_settlement,
)
from rules.duf_number import format_duf, has_valid_check
from rules.early_decisions import decided_ahead_lines
from rules.engine import extension_cures, needs_correction
from rules.facts import CaseFacts
from rules.message import norwegian_date
from rules.termination_checks import outside_programme


def header_lines(
    case: Case, as_of: date, reference: Reference, progress: str, width: int
) -> Content:
    """DUF and name, category and municipality, end goal, both deadlines."""
    person, facts = case.person, case.facts
    name = f"{format_duf(person.duf)}   {person.name}"
    known = label(facts.known) if facts.known is Completeness.REPORT else ""
    # How complete the case is matters more than whether its check digits are valid.
    check = "" if has_valid_check(person.duf) else _("feil kontrollsiffer")
    remark = f"  ({known or check})" if known or check else ""
    below = known or check
    if len(name + remark + progress) < width:
        name, below = name + remark, ""
    first = content(fit(name, width - len(progress) - 1) + " ", "bold")
    place = f"{person.municipality} {reference.name(person.municipality)}"
    if person.district:
        place += f", {reference.district_name(person.district)}"
    second = _fitting(facts.category, [place, label(facts.law), below], width)
    lacking = _("mangler") if facts.lacks_goal else _("registreres ikke etter introduksjonsloven")
    third = _("Sluttmål  {goal}").format(goal=label(facts.goal) or lacking)
    return Content("\n").join(
        [
            first + content(progress),
            content(second),
            content(third),
            content(_deadlines(facts, as_of)),
        ]
    )


def _fitting(category: Category, rest: list[str], width: int) -> str:
    """Return category, place, law and remark on one line; a long one has the short category."""
    texts = [" · ".join(filter(None, (first, *rest))) for first in _names(category)]
    return next((text for text in texts if len(text) <= width), shorten(texts[-1], width))


def _names(category: Category) -> tuple[str, str]:
    return label(category), _(category.short_label)


def _deadlines(facts: CaseFacts, as_of: date) -> str:
    completion, start = completion_deadline(facts, as_of), start_deadline(facts)
    lacks = facts.first_participation is None or facts.lacks_goal
    # A person whose programme the municipality has ended has no deadline left to miss.
    reckoned = date.min if facts.active_by_municipality else as_of
    texts = (
        _("Frist for gjennomføring  {day}").format(
            day=_day(completion, reckoned, facts.known is Completeness.REPORT)
        ),
        # Once decision and goal are there, the start deadline has been met.
        _("Frist for oppstart  {day}").format(day=_day(start, as_of if lacks else date.min)),
    )
    return "    ".join(texts)


def _day(deadline: Deadline | None, as_of: date, reported: bool = False) -> str:
    if deadline is None:
        return "-"
    day = norwegian_date(deadline.day)
    if reported:
        return _("{day}, oppgitt av NIR").format(day=day)
    return _("{day}, gått ut").format(day=day) if as_of > deadline.day else day


def hint(case: Case, as_of: date, asides: Sequence[SetAside] = ()) -> Content:
    """Return what is wrong, the keys to correct it, and who has set the person aside."""
    facts = case.facts
    found: list[str] = []
    if facts.known is Completeness.REPORT:
        lacking = [_("vedtak (v)")] if facts.first_participation is None else []
        lacking += [_("sluttmål (g)")] if facts.lacks_goal else []
        text = _("Kjent bare fra en NIR-rapport: registrer {lacking} først")
        found.append(text.format(lacking=_(" og ").join(lacking)))
    elif needs_correction(facts) and facts.active:
        found.append(_cure(facts, facts.active.reason, as_of))
    if facts.active is None and facts.first_participation is None:
        found.append(_("Vedtak om deltakelse mangler: legg til vedtak (v)"))
        late = three_months_after_settlement(facts)
        if late and as_of > late:
            text = _(
                "Programmet skulle ha begynt innen {day}, tre måneder etter bosetting "
                "(§\N{NO-BREAK SPACE}12)"
            )
            found.append(text.format(day=norwegian_date(late)))
    if facts.active is None and facts.lacks_goal:
        found.append(_("Sluttmål mangler: registrer sluttmål (g)"))
    found += [render(text) for text in decided_ahead_lines(facts)]
    outside = outside_programme(facts, as_of)
    if outside:
        found.append(f"{render(outside)}: {_cure_outside(facts)}")
    if open_leaves(facts):
        found.append(_("Permisjon uten sluttdato: rediger vedtaket (v)"))
    lines = [content(f"{DOT} {text}", "bold $accent") for text in found]
    lines += [content(f"{HOLLOW} {set_aside_text(one)}", "$accent") for one in asides]
    return Content("\n").join(lines)


def _cure_outside(facts: CaseFacts) -> str:
    """Return how to correct a termination outside the programme, or without a programme."""
    if facts.first_participation is None:
        return _("legg til vedtak (v) eller slett (s)")
    if facts.lacks_goal:
        return _("registrer sluttmål (g) eller slett (s)")
    return _("rediger (r) eller slett (s)")


def _cure(facts: CaseFacts, reason: str, as_of: date) -> str:
    """Return how to correct a termination that the engine computed."""
    if reason == reasons.NOT_REGISTERED and extension_cures(facts, as_of):
        return _("Avslutningsårsak ikke registrert: legg til årsak (l) eller utvidelse (v)")
    return _CURES[reason]()


_CURES = {
    reasons.NOT_REGISTERED: lambda: _("Avslutningsårsak ikke registrert: legg til årsak (l)"),
    reasons.PERMANENT_STOP: lambda: _("Vedtak om permanent stans: legg til avslutningsårsak (l)"),
    reasons.START_DEADLINE_EXPIRED: lambda: _("Utgått oppstartsfrist: registrer sluttmål (g)"),
}

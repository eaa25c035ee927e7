"""What is wrong with a case and how to correct it, and its deadlines, in words."""

from datetime import date

from models.cases.case import Case
from nir_tui.presentation.i18n import _, render
from rules import reasons
from rules.code_lists import Completeness
from rules.deadlines import (
    Deadline,
    completion_deadline,
    open_leaves,
    start_deadline,
    three_months_after_settlement,
)
from rules.early_decisions import decided_ahead_lines
from rules.engine import extension_cures, needs_correction
from rules.facts import CaseFacts
from rules.message import norwegian_date
from rules.termination_checks import outside_programme


def deadlines_shown(facts: CaseFacts, as_of: date) -> tuple[str, str]:
    """Return the completion and the start deadline, and whether each has passed; `-` for none."""
    completion, start = completion_deadline(facts, as_of), start_deadline(facts)
    lacks = facts.first_participation is None or facts.lacks_goal
    # A person whose programme the municipality has ended has no deadline left to miss.
    reckoned = date.min if facts.active_by_municipality else as_of
    return (
        _day(completion, reckoned, facts.known is Completeness.REPORT),
        # Once decision and goal are there, the start deadline has been met.
        _day(start, as_of if lacks else date.min),
    )


def _day(deadline: Deadline | None, as_of: date, reported: bool = False) -> str:
    if deadline is None:
        return "-"
    day = norwegian_date(deadline.day)
    if reported:
        return _("{day}, oppgitt av NIR").format(day=day)
    return _("{day}, gått ut").format(day=day) if as_of > deadline.day else day


def hints(case: Case, as_of: date) -> list[str]:
    """Return what is wrong or lacking, each with the keys that correct it in parentheses."""
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
    return found


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

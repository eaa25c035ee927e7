"""Why something cannot be done with a case now, in the rules' own words."""

from datetime import date

from models.cases.case import Case
from nir_tui.presentation.i18n import _, render
from rules.certificate import check_certificate
from rules.facts import CaseFacts
from rules.findings import Field, Finding, errors
from rules.goal_checks import check_goal
from rules.termination_checks import Proposal, check_delete, check_registration, may_edit


def why_not_registered(case: Case, as_of: date) -> str | None:
    """Return why no termination can be registered; None if one can."""
    found = errors(check_registration(case.facts, Proposal(None, None), as_of))
    return _first([finding for finding in found if finding.field is Field.CASE])


def why_not_edited(facts: CaseFacts) -> str | None:
    """Return why the termination cannot be edited; None if it can."""
    if facts.active is None:
        return _("Personen har ingen aktiv avslutning å redigere")
    return None if may_edit(facts.active) else why_not_deleted(facts)


def why_not_deleted(facts: CaseFacts) -> str | None:
    """Return why the termination cannot be deleted; None if it can."""
    return _first(errors(check_delete(facts)))


def why_no_goal(facts: CaseFacts) -> str | None:
    """Return why no end goal can be registered; None if one can."""
    return _first(errors(check_goal(facts)))


def why_no_certificate(facts: CaseFacts) -> str | None:
    """Return why no certificate can be made; None if one can."""
    return _first(errors(check_certificate(facts)))


def _first(found: list[Finding] | tuple[Finding, ...]) -> str | None:
    return render(found[0].text) if found else None

"""Which keys are not for who sees a case only by a termination that was theirs."""

from models.cases.case import Case
from models.cases.ownership import why_not_theirs
from nir_tui.presentation.i18n import render
from nir_tui.session.permissions import CHANGES
from nir_tui.session.session import Session


def why_not_own_case(
    session: Session, case: Case, action_id: str, of_termination: bool
) -> str | None:
    """Why a key is not for them; None where it is, or where the case is their own."""
    register = session.register
    if action_id not in CHANGES:
        return None
    found = why_not_theirs(case, register.access, register.reference, of_termination)
    return render(found) if found else None

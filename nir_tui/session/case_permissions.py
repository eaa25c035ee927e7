"""Keys refused to a user who sees a case only by a termination of their municipality."""

from models.cases.case import Case
from models.cases.change_permission import change_refusal
from nir_tui.presentation.i18n import render
from nir_tui.session.key_permissions import CHANGES
from nir_tui.session.session import Session


def case_action_refusal(
    session: Session, case: Case, action_id: str, of_termination: bool
) -> str | None:
    """Return why a key is refused; None if it is allowed, or if the case is the user's own."""
    register = session.register
    if action_id not in CHANGES or action_id.endswith((".undo", ".set-aside")):
        return None
    found = change_refusal(case, register.access, register.reference, of_termination)
    return render(found) if found else None

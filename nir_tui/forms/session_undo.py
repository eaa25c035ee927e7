"""The undo of the last change of a session."""

from models.changes.undo import plan_undo
from models.errors import Refused
from nir_tui.forms.confirmations import Confirmation, confirmation_of_undo
from nir_tui.presentation.i18n import _
from nir_tui.session.session import Session


def nothing_to_undo(session: Session) -> str | None:
    """Return that nothing of the session can be undone; None if something can."""
    if session.changes:
        return None
    nothing = _("Ingenting er endret i denne økten")
    no_more = _("Ingenting mer fra denne økten kan angres")
    return no_more if session.undone else nothing


def plan_last_undo(session: Session) -> Confirmation:
    """Return the question before the last change is undone, made alone and not with others.

    Raises Refused where the case has been changed since; the change is then forgotten, so that the
    next undo is for the one before it.
    """
    last = session.changes[-1]
    try:
        case, undo = plan_undo(session.register, session.actor, last.duf, frozenset({last.version}))
    except Refused:
        session.forget([last])
        raise
    return confirmation_of_undo(case, undo, session.actor.as_of)

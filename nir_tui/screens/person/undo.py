"""Undo on the screen: the last change of the session is taken back, once confirmed."""

from collections.abc import Callable
from datetime import date

from models.cases.case import Case
from models.changes.undo import Undo, plan_undo
from models.errors import Refused
from nir_tui.presentation.i18n import _
from nir_tui.presentation.undo import undo_consequences, undo_subject
from nir_tui.screens.common.base import BaseScreen
from nir_tui.screens.person.confirm_change import ConfirmChange, ConfirmTexts


def ask_undo(screen: BaseScreen, done: Callable[[str | None], None]) -> None:
    """Ask before the last change of the session is undone; `done` gets the message.

    Raises Refused where the case has been changed since.
    """
    session = screen.session
    if not session.changes:
        nothing = _("Ingenting er endret i denne økten")
        no_more = _("Ingenting mer fra denne økten kan angres")
        screen.show_status(no_more if session.undone else nothing)
        return
    if len(session.last_changes) > 1:
        from nir_tui.screens.lists.several_undo import SeveralUndo

        screen.app.push_screen(SeveralUndo(session.last_changes), done)
        return
    last = session.changes[-1]
    try:
        case, undo = plan_undo(session.register, session.actor, last.duf, frozenset({last.version}))
    except Refused:
        # It can never be undone any more: the next `u` is for the change before it.
        session.forget([last])
        raise
    screen.app.push_screen(confirm_undo(case, undo, session.actor.as_of), done)


def confirm_undo(case: Case, undo: Undo, as_of: date) -> ConfirmChange:
    """Return the question before a change of a case is taken back."""
    subject = undo_subject(undo)
    texts = ConfirmTexts(
        _("Angre"),
        _("Etter angring: {after}."),
        _("Er du sikker på at du vil angre?"),
        _("Angret: {subject}").format(subject=subject),
        undo_consequences(undo, case, as_of),
    )
    return ConfirmChange(case, undo, subject, texts)

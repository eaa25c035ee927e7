"""Undo on the screen: the last change of the session is taken back, once confirmed."""

from collections.abc import Callable

from models.changes.undo import plan_undo
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
        screen.show_status(_("Ingenting er endret i denne økten"))
        return
    if len(session.last_changes) > 1:
        from nir_tui.screens.lists.several_undo import SeveralUndo

        screen.app.push_screen(SeveralUndo(session.last_changes), done)
        return
    last = session.changes[-1]
    case, undo = plan_undo(session.register, session.actor, last.duf, frozenset({last.version}))
    subject = undo_subject(undo)
    texts = ConfirmTexts(
        _("Angre"),
        _("Etter angring: {after}."),
        _("Er du sikker på at du vil angre?"),
        _("Angret: {subject}").format(subject=subject),
        undo_consequences(undo, case, session.actor.as_of),
    )
    screen.app.push_screen(ConfirmChange(case, undo, subject, texts), done)

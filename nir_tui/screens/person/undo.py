"""Undo on the screen: the last change of the session is taken back, once confirmed."""

from collections.abc import Callable

from nir_tui.forms.session_undo import nothing_to_undo, plan_last_undo
from nir_tui.screens.common.base import BaseScreen
from nir_tui.screens.person.confirm_change import ConfirmChange


def ask_undo(screen: BaseScreen, done: Callable[[str | None], None]) -> None:
    """Ask before the last change of the session is undone; `done` gets the message.

    Raises Refused where the case has been changed since.
    """
    session = screen.session
    if nothing := nothing_to_undo(session):
        screen.show_status(nothing)
        return
    if len(session.last_changes) > 1:
        from nir_tui.screens.lists.several_undo import SeveralUndo

        screen.app.push_screen(SeveralUndo(session.last_changes), done)
        return
    screen.app.push_screen(ConfirmChange(plan_last_undo(session)), done)

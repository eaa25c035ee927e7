"""The undo of the session's last change, asked before it is done."""

from nir_tui.forms.session_undo import nothing_to_undo, plan_last_undo
from nir_tui.plain.dialogue import Dialogue
from nir_tui.plain.saving import confirm_and_save
from nir_tui.session.session import Session
from rules.duf_number import format_duf


def ask_last_undo(dialogue: Dialogue, session: Session) -> str | None:
    """Say whose change would be taken back, and what will stand; return the message."""
    if nothing := nothing_to_undo(session):
        return nothing
    asked = plan_last_undo(session)
    person = asked.case.person
    dialogue.say(f"{format_duf(person.duf)} {person.name}")
    return confirm_and_save(dialogue, session, asked)

"""Setting a person aside in one's own work list, as questions; again takes the person out."""

from models.cases.lookup import read_case
from models.changes.set_aside import clear_set_aside, set_aside
from models.lists.set_asides import own_set_asides
from nir_tui.plain.dialogue import Dialogue
from nir_tui.plain.questions import ask_date, ask_optional_choice
from nir_tui.presentation import field_texts
from nir_tui.presentation.i18n import _, label, render
from nir_tui.presentation.label_search import Choice
from nir_tui.presentation.typed_dates import TypedDates
from nir_tui.session.session import Session
from rules.code_lists import WaitingFor
from rules.engine import needs_correction
from rules.message import norwegian_date
from rules.set_aside import allowed_days, check_set_aside


def toggle_set_aside_in_words(dialogue: Dialogue, session: Session, duf: str) -> str:
    """Take a person out whom the user has set aside; else ask until when. Raises RegisterError."""
    register, actor = session.register, session.actor
    if duf in own_set_asides(register, actor):
        clear_set_aside(register, actor, duf)
        return _("Personen er tatt fram igjen")
    if not needs_correction(read_case(register, duf).facts):
        return _("Personen må ikke rettes")
    dates = TypedDates(actor.as_of, None, allowed_days(actor.as_of))
    until = ask_date(dialogue, field_texts.UNTIL, dates)
    while wrong := check_set_aside(until, actor.as_of):
        dialogue.say(*(render(finding.text) for finding in wrong))
        until = ask_date(dialogue, field_texts.UNTIL, dates)
    reasons = [Choice(str(one), label(one)) for one in WaitingFor]
    because = ask_optional_choice(
        dialogue, field_texts.WAITING_FOR_WHOM, reasons, None, _("Ikke oppgitt")
    )
    set_aside(register, actor, duf, until, WaitingFor(because) if because else None)
    return _("Satt til side til {day}").format(day=norwegian_date(until))

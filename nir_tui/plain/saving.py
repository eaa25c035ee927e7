"""From answers to a stored change: the questions of a form, what saving leads to, the last word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.cases.case import Case
from models.errors import ChangedMeanwhile, Refused
from nir_tui.forms.confirmations import Confirmation
from nir_tui.forms.draft import CaseDraft
from nir_tui.plain.dialogue import Dialogue, Doing, Left
from nir_tui.presentation.i18n import _, render
from nir_tui.presentation.save_messages import changed_meanwhile_text, saved_message
from nir_tui.session.session import Session
from rules.findings import Field, Finding, errors, warnings


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a form: `ask` puts the answer into the draft; `applies`: whether it is asked.

    `field`: what the rules' findings about the answer are filed under.
    """

    field: Field
    ask: Doing
    applies: Callable[[], bool] = lambda: True


def fill_in_and_save(
    dialogue: Dialogue, session: Session, draft: CaseDraft, questions: Sequence[Question]
) -> str | None:
    """Ask, say what saving leads to, and save; return the message, None if not saved.

    Raises Left, and what `Session.save` raises but for what can be asked about again.
    """
    dialogue.say(draft.title)
    for question in questions:
        if question.applies():
            _ask_until_right(dialogue, draft, question)
    found = draft.findings()
    if wrong := errors(found):
        dialogue.say(*(render(finding.text) for finding in wrong))
        raise Left
    dialogue.say(draft.after_text())
    asked = warnings(found)
    if not _confirms(dialogue, draft, asked):
        raise Left
    return _save(dialogue, session, draft, bool(asked))


def confirm_and_save(dialogue: Dialogue, session: Session, asked: Confirmation) -> str | None:
    """Say what is lost and what follows, and carry a change out at a yes; return the message."""
    dialogue.say(f"{asked.title}: {asked.subject}", *asked.after_lines(session.actor.as_of))
    if not dialogue.confirms(asked.question):
        raise Left
    try:
        session.save(asked.case, asked.change, confirmed=True)
    except ChangedMeanwhile as meanwhile:
        return changed_meanwhile_text(meanwhile)
    return asked.done


def _ask_until_right(dialogue: Dialogue, draft: CaseDraft, question: Question) -> None:
    while True:
        question.ask()
        own = [f for f in errors(draft.findings()) if f.field is question.field]
        if not own:
            return
        dialogue.say(*(render(finding.text) for finding in own))


def _confirms(dialogue: Dialogue, draft: CaseDraft, asked: Sequence[Finding]) -> bool:
    if not asked:
        return dialogue.confirms(_("Lagre?"))
    dialogue.say(*(_("Advarsel: {text}").format(text=render(one.text)) for one in asked))
    dialogue.say(*draft.question_details())
    return dialogue.confirms(_("Er du sikker på at du vil lagre?"))


def _save(dialogue: Dialogue, session: Session, draft: CaseDraft, confirmed: bool) -> str | None:
    before: Case = draft.case
    change = draft.change()
    assert change is not None
    try:
        after = session.save(before, change, confirmed)
    except ChangedMeanwhile as meanwhile:
        return changed_meanwhile_text(meanwhile)
    except Refused as refusal:
        # Another user changed the register meanwhile, so that the rules' findings differ.
        if errors(refusal.findings) or confirmed:
            raise
        if not _confirms(dialogue, draft, refusal.findings):
            raise Left from refusal
        return _save(dialogue, session, draft, confirmed=True)
    return saved_message(before, after, draft.saved_text)

"""A termination as questions: date, reason, hours; and its deletion."""

from models.cases.case import Case
from models.changes.terminations import RegisterTermination
from nir_tui.forms.reasons_offered import reasons_offered
from nir_tui.forms.termination_draft import TerminationDraft, reason_help
from nir_tui.plain.dialogue import Dialogue
from nir_tui.plain.questions import ask_choice, ask_date, ask_hours
from nir_tui.plain.saving import Question, fill_in_and_save
from nir_tui.presentation import field_texts
from nir_tui.presentation.i18n import _
from nir_tui.presentation.typed_dates import TypedDates
from nir_tui.session.session import Session
from rules.code_lists import Hours
from rules.facts import Termination
from rules.findings import Field


def ask_termination(
    dialogue: Dialogue,
    session: Session,
    case: Case,
    editing: Termination | None = None,
    repeated: RegisterTermination | None = None,
) -> str | None:
    """Register a termination, or edit the active one; return the message, None if not saved.

    `repeated`: the reason and hours to begin with.
    """
    as_of = session.actor.as_of
    draft = TerminationDraft(case, as_of, editing)
    draft.day = draft.first_day
    if begun := editing or repeated:
        draft.reason, draft.hours = begun.reason, begun.hours

    def ask_day() -> None:
        proposed, hint = draft.first_day, draft.days_text
        if not editing and proposed:
            hint = "; ".join(filter(None, (hint, _("foreslått"))))
        dates = TypedDates(as_of, proposed, draft.allowed)
        draft.day = ask_date(dialogue, field_texts.TERMINATION_DATE, dates, hint)

    def ask_reason() -> None:
        choices = reasons_offered(session)
        draft.reason = ask_choice(
            dialogue, field_texts.REASON, choices, draft.reason, help_of=reason_help
        )

    def ask_for_hours() -> None:
        optional = draft.hours_rule is Hours.OPTIONAL
        hint = _("kan stå tom") if optional else _("for eksempel 37,5")
        draft.hours = ask_hours(dialogue, field_texts.HOURS, draft.hours, hint)

    questions = (
        Question(Field.DATE, ask_day),
        Question(Field.REASON, ask_reason),
        Question(Field.HOURS, ask_for_hours, lambda: draft.hours_rule is not Hours.NONE),
    )
    return fill_in_and_save(dialogue, session, draft, questions)

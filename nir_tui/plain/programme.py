"""The end goal, a decision and a measure as questions."""

from models.cases.case import Case
from nir_tui.forms.decision_draft import DecisionDraft
from nir_tui.forms.goal_draft import GoalDraft
from nir_tui.forms.measure_draft import MeasureDraft
from nir_tui.plain.dialogue import Dialogue
from nir_tui.plain.questions import ask_choice, ask_date
from nir_tui.plain.saving import Question, fill_in_and_save
from nir_tui.presentation import field_texts
from nir_tui.presentation.i18n import _, label
from nir_tui.presentation.label_search import Choice
from nir_tui.presentation.typed_dates import TypedDates
from nir_tui.session.session import Session
from rules.code_lists import DecisionKind, Goal, MeasureKind
from rules.facts import Decision, Measure
from rules.findings import Field


def ask_goal(dialogue: Dialogue, session: Session, case: Case) -> str | None:
    """Register the end goal, or change it; return the message, None if not saved."""
    as_of = session.actor.as_of
    draft = GoalDraft(case, as_of, case.facts.goal, case.person.goal_date or as_of)
    goals = [Choice(str(goal), label(goal), _(goal.short_label)) for goal in Goal]

    def ask_which() -> None:
        current = str(draft.goal) if draft.goal else None
        draft.goal = Goal(ask_choice(dialogue, field_texts.GOAL, goals, current))

    def ask_day() -> None:
        draft.day = ask_date(dialogue, field_texts.GOAL_DATE, TypedDates(as_of, draft.day))

    questions = (Question(Field.GOAL, ask_which), Question(Field.DATE, ask_day))
    return fill_in_and_save(dialogue, session, draft, questions)


def ask_decision(
    dialogue: Dialogue, session: Session, case: Case, editing: Decision | None = None
) -> str | None:
    """Register a decision, or edit one; return the message, None if not saved."""
    as_of = session.actor.as_of
    draft = DecisionDraft(case, as_of, editing)
    if editing:
        draft.kind, draft.start, draft.end = editing.kind, editing.start, editing.end
        draft.decided = editing.date
    kinds = [Choice(str(kind), label(kind)) for kind in DecisionKind]

    def ask_kind() -> None:
        draft.kind = DecisionKind(ask_choice(dialogue, field_texts.DECISION_KIND, kinds))
        draft.start, draft.decided = draft.proposals()
        dialogue.say(draft.help_text())

    def ask_start() -> None:
        dates = TypedDates(as_of, draft.start)
        draft.start = ask_date(dialogue, field_texts.DECISION_START, dates)

    def ask_end() -> None:
        dates = TypedDates(as_of, draft.end)
        draft.end = ask_date(dialogue, field_texts.DECISION_END, dates, draft.latest_text())

    def ask_decided() -> None:
        hint = _("tom: fra-datoen, ellers i dag") if draft.has_period else ""
        dates = TypedDates(as_of, draft.decided)
        draft.decided = ask_date(dialogue, field_texts.DECISION_DATE, dates, hint)

    questions = (
        Question(Field.KIND, ask_kind, lambda: editing is None),
        Question(Field.START, ask_start, lambda: draft.has_period),
        Question(Field.END, ask_end, lambda: draft.has_period),
        Question(Field.DATE, ask_decided),
    )
    return fill_in_and_save(dialogue, session, draft, questions)


def ask_measure(
    dialogue: Dialogue, session: Session, case: Case, editing: Measure | None = None
) -> str | None:
    """Register a measure, or edit one; return the message, None if not saved."""
    as_of = session.actor.as_of
    draft = MeasureDraft(case, as_of, editing)
    if editing:
        draft.kind, draft.start, draft.end = editing.kind, editing.start, editing.end
    kinds = [Choice(str(kind), label(kind)) for kind in MeasureKind]

    def ask_kind() -> None:
        current = str(draft.kind) if draft.kind else None
        draft.kind = MeasureKind(ask_choice(dialogue, field_texts.MEASURE_KIND, kinds, current))

    def ask_start() -> None:
        dates = TypedDates(as_of, draft.start)
        draft.start = ask_date(dialogue, field_texts.MEASURE_START, dates)

    def ask_end() -> None:
        draft.end = ask_date(dialogue, field_texts.MEASURE_END, TypedDates(as_of, draft.end))

    questions = (
        Question(Field.KIND, ask_kind),
        Question(Field.START, ask_start),
        Question(Field.END, ask_end),
    )
    return fill_in_and_save(dialogue, session, draft, questions)

"""`Sluttmål`: the goal of the programme."""

from models.cases.case import Case
from nir_tui.forms.goal_draft import GoalDraft
from nir_tui.presentation import field_texts
from nir_tui.presentation.i18n import _, label
from nir_tui.presentation.label_search import Choice
from nir_tui.screens.person.case_form import CaseForm
from nir_tui.widgets.fields.choice_field import ChoiceField
from nir_tui.widgets.fields.date_field import DateField
from rules.code_lists import Goal
from rules.findings import Field


class GoalForm(CaseForm[None]):
    """Registers the end goal, or changes it."""

    def __init__(self, case: Case) -> None:
        super().__init__(case)
        self.title_text = self.titled(GoalDraft(case, self.session.actor.as_of).title)

    def make_fields(self) -> None:
        """The fields, as they stand at first."""
        choices = [Choice(str(goal), label(goal), _(goal.short_label)) for goal in Goal]
        self.goal = ChoiceField(Field.GOAL, field_texts.GOAL, choices, required=True, rows=9)
        self.date = DateField(Field.DATE, field_texts.GOAL_DATE, self.session.actor.as_of)
        if self._case.facts.goal:
            self.goal.select_choice(str(self._case.facts.goal))
        self.date.start_with_day(self._case.person.goal_date or self.session.actor.as_of)
        self.fields = (self.goal, self.date)

    def draft(self) -> GoalDraft:
        """The goal that is chosen, with its date."""
        goal = Goal(self.goal.value) if self.goal.value else None
        return GoalDraft(self._case, self.session.actor.as_of, goal, self.date.value)

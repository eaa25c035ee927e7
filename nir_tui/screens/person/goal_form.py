"""`Sluttmål`: the goal of the programme."""

from models.cases.case import Case
from models.changes.programme import SetGoal
from nir_tui.presentation.i18n import _, label
from nir_tui.screens.person.case_form import CaseForm
from nir_tui.widgets.fields.choice_field import Choice, ChoiceField
from nir_tui.widgets.fields.date_field import DateField
from rules.code_lists import Goal
from rules.findings import Field, Finding, error
from rules.goal_checks import check_goal
from rules.message import message


class GoalForm(CaseForm[None]):
    """Registers the end goal, or changes it."""

    def __init__(self, case: Case) -> None:
        super().__init__(case)
        self.title_text = self.titled(_("Sluttmål"))
        self.saved_text = _("Sluttmålet er lagret")

    def make_fields(self) -> None:
        """The fields, as they stand at first."""
        choices = [Choice(str(goal), label(goal), _(goal.short_label)) for goal in Goal]
        self.goal = ChoiceField(Field.GOAL, _("Sluttmål"), choices, required=True, rows=9)
        self.date = DateField(Field.DATE, _("Dato"), self.session.actor.as_of)
        if self._case.facts.goal:
            self.goal.select_choice(str(self._case.facts.goal))
        self.date.start_with_day(self._case.person.goal_date or self.session.actor.as_of)
        self.fields = (self.goal, self.date)

    def change(self) -> SetGoal | None:
        """The goal that is chosen, with its date."""
        return SetGoal(Goal(self.goal.value), self.date.value) if self.goal.value else None

    def findings(self) -> tuple[Finding, ...]:
        """What the rules say; a goal must be chosen."""
        if self.goal.value:
            return super().findings()
        missing = error(Field.GOAL, message("Velg et sluttmål"))
        return (*check_goal(self._case.facts, day=self.date.value), missing)

    def help_text(self) -> str:
        """The goal in full: a long label is cut in its field."""
        return self.goal.chosen.label if self.goal.chosen else ""

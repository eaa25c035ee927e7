"""`Sluttmål`: the goal of the programme."""

from dataclasses import replace

from models.cases.case import Case
from models.changes.programme import is_goal_of, set_goal
from nir_tui.presentation.i18n import _, label, render
from nir_tui.presentation.save_messages import saved_message
from nir_tui.presentation.short_labels import SHORT_GOAL_LABELS
from nir_tui.screens.person.case_form import CaseForm
from nir_tui.widgets.fields.choice_field import Choice, ChoiceField
from nir_tui.widgets.fields.date_field import DateField
from rules.code_lists import Goal
from rules.consequences import consequences_of_change
from rules.findings import Field, Finding, error
from rules.goals import check_goal
from rules.message import message


class GoalForm(CaseForm[None]):
    """Registers the end goal, or changes it."""

    def __init__(self, case: Case) -> None:
        super().__init__(case)
        self.title_text = self.titled(_("Sluttmål"))

    def make_fields(self) -> None:
        """The fields, as they stand at first."""
        choices = [Choice(str(goal), label(goal), _(SHORT_GOAL_LABELS[goal])) for goal in Goal]
        self.goal = ChoiceField(Field.GOAL, _("Sluttmål"), choices, required=True, rows=9)
        self.date = DateField(Field.DATE, _("Dato"), self.session.actor.as_of)
        if self._case.facts.goal:
            self.goal.select_choice(str(self._case.facts.goal))
        self.date.start_with_day(self._case.person.goal_date or self.session.actor.as_of)
        self.fields = (self.goal, self.date)

    def findings(self) -> tuple[Finding, ...]:
        """What the rules say."""
        missing = () if self.goal.value else (error(Field.GOAL, message("Velg et sluttmål")),)
        goal = Goal(self.goal.value) if self.goal.value else None
        if goal and is_goal_of(self._case, goal, self.date.value):
            goal = None
        return (*check_goal(self._case.facts, goal, self.date.value), *missing)

    def help_text(self) -> str:
        """The goal in full: a long label is cut in its field."""
        return self.goal.chosen.label if self.goal.chosen else ""

    def after_text(self) -> str:
        """What becomes of deadline and termination."""
        if self.goal.value is None:
            return ""
        facts, goal = self._case.facts, Goal(self.goal.value)
        if is_goal_of(self._case, goal, self.date.value):
            return _("Etter lagring: ingenting endres.")
        after = replace(facts, goal=goal)
        told_after = "; ".join(
            map(render, consequences_of_change(facts, after, self.session.actor.as_of))
        )
        return _("Etter lagring: {after}.").format(after=told_after)

    def save(self, confirmed: bool) -> str:
        """Register it."""
        assert self.goal.value is not None
        session = self.session
        after = set_goal(
            session.register,
            session.actor,
            self._case.person.duf,
            Goal(self.goal.value),
            self.date.value,
            expected_version=self._case.person.version,
            confirmed=confirmed,
        )
        return saved_message(self._case, after, _("Sluttmålet er lagret"))

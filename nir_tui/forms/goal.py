"""`Sluttmål`: the goal of the programme."""

from dataclasses import replace

from models.case import Case
from models.programme import set_goal
from nir_tui.forms.case_form import CaseForm
from nir_tui.labels import GOALS
from nir_tui.language import _, label, told
from nir_tui.widgets.choice_field import Choice, ChoiceField
from nir_tui.widgets.fields import DateField
from rules.aftermath import aftermath
from rules.decisions import check_goal
from rules.findings import Field, Finding, error
from rules.programme import Goal
from rules.sentence import say


class GoalForm(CaseForm[None]):
    """Registers the end goal, or changes it."""

    def __init__(self, case: Case) -> None:
        super().__init__(case)
        self.title_text = self.titled(_("Sluttmål"))

    def make_fields(self) -> None:
        """The fields, as they stand at first."""
        choices = [Choice(str(goal), label(goal), _(GOALS[goal])) for goal in Goal]
        self.goal = ChoiceField(Field.GOAL, _("Sluttmål"), choices, required=True, rows=9)
        self.date = DateField(Field.DATE, _("Dato"), self.session.actor.as_of)
        if self._case.facts.goal:
            self.goal.choose(str(self._case.facts.goal))
        self.date.start_with_day(self._case.person.goal_date or self.session.actor.as_of)
        self.fields = (self.goal, self.date)

    def findings(self) -> tuple[Finding, ...]:
        """What the rules say."""
        missing = () if self.goal.value else (error(Field.GOAL, say("Velg et sluttmål")),)
        return (*check_goal(self._case.facts), *missing)

    def help_text(self) -> str:
        """The goal in full: a long label is cut in its field."""
        return self.goal.chosen.label if self.goal.chosen else ""

    def after_text(self) -> str:
        """What becomes of deadline and termination."""
        if self.goal.value is None or check_goal(self._case.facts):
            return ""
        if self._is_unchanged:
            return _("Etter lagring: ingenting endres.")
        facts = self._case.facts
        after = replace(facts, goal=Goal(self.goal.value))
        told_after = "; ".join(map(told, aftermath(facts, after, self.session.actor.as_of)))
        return _("Etter lagring: {after}.").format(after=told_after)

    @property
    def _is_unchanged(self) -> bool:
        stored = (self._case.facts.goal, self._case.person.goal_date)
        return (self.goal.value, self.date.value) == stored

    def save(self, confirmed: bool) -> str:
        """Register it."""
        assert self.goal.value is not None
        session, unchanged = self.session, self._is_unchanged
        set_goal(
            session.register,
            session.actor,
            self._case.person.duf,
            Goal(self.goal.value),
            self.date.value,
            seen=self._case.person.version,
        )
        return _("Ingenting er endret") if unchanged else _("Sluttmålet er lagret")

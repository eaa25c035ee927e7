"""`Sluttmål` as it is filled in."""

from dataclasses import dataclass
from datetime import date

from models.changes.programme import SetGoal
from nir_tui.forms.draft import CaseDraft
from nir_tui.presentation.i18n import _, label
from rules.code_lists import Goal
from rules.findings import Field, Finding, error
from rules.goal_checks import check_goal
from rules.message import message


@dataclass(slots=True)
class GoalDraft(CaseDraft):
    """The end goal to register, or to change."""

    goal: Goal | None = None
    day: date | None = None

    @property
    def title(self) -> str:
        """What is done."""
        return _("Sluttmål")

    @property
    def saved_text(self) -> str:
        """The message after saving."""
        return _("Sluttmålet er lagret")

    def change(self) -> SetGoal | None:
        """Return the goal that is chosen, with its date."""
        return SetGoal(self.goal, self.day) if self.goal else None

    def findings(self) -> tuple[Finding, ...]:
        """Return what the rules say; a goal must be chosen."""
        if self.goal:
            return CaseDraft.findings(self)
        missing = error(Field.GOAL, message("Velg et sluttmål"))
        return (*check_goal(self.case.facts, day=self.day), missing)

    def help_text(self) -> str:
        """Return the goal in full: a long label is cut in its field."""
        return label(self.goal)

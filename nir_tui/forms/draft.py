"""The base of drafts: what is filled in in a form about a case, and what it would do."""

from dataclasses import dataclass
from datetime import date

from models.cases.case import Case
from models.changes.change import CaseChange
from nir_tui.presentation.i18n import _, render
from rules.findings import Finding, errors


@dataclass(slots=True)
class CaseDraft:
    """A change of a case that is being filled in, on a day; a subclass has a value for each field.

    A value is None while its field is empty or cannot be read.
    """

    case: Case
    as_of: date

    @property
    def title(self) -> str:
        """What is done."""
        raise NotImplementedError

    @property
    def saved_text(self) -> str:
        """The message after saving."""
        raise NotImplementedError

    def change(self) -> CaseChange | None:
        """Return the change as it is filled in; None while that says too little to make one."""
        raise NotImplementedError

    def findings(self) -> tuple[Finding, ...]:
        """Return what the rules say of the change."""
        change = self.change()
        return change.findings(self.case, self.as_of) if change else ()

    def after_text(self) -> str:
        """Return what saving leads to; nothing where the rules refuse it."""
        change = self.change()
        if change is None or errors(self.findings()):
            return ""
        if change.is_done(self.case, self.as_of):
            return _("Etter lagring: ingenting endres.")
        after = "; ".join(map(render, change.consequences(self.case, self.as_of)))
        return _("Etter lagring: {after}.").format(after=after)

    def question_details(self) -> list[str]:
        """Return lines with details of the question that a warning asks."""
        return []

    def help_text(self) -> str:
        """Return help for the current choice."""
        return ""

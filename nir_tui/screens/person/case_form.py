"""The base of the forms about one case: make a change of the fields, preview it, save it."""

from typing import Any, Generic, TypeVar

from models.cases.case import Case
from models.cases.lookup import read_case
from nir_tui.forms.draft import CaseDraft
from nir_tui.presentation.save_messages import saved_message
from nir_tui.screens.common.form import Form
from rules.duf_number import format_duf
from rules.findings import Finding

EditedT = TypeVar("EditedT")


class CaseForm(Form, Generic[EditedT]):
    """A form about a case; `editing` is what of it is edited, None where something is added."""

    def __init__(self, case: Case, editing: EditedT | None = None) -> None:
        super().__init__()
        self._case = case
        self._editing: EditedT | None = editing

    def titled(self, action: str) -> str:
        """What is done, and with whom."""
        person = self._case.person
        return f"{action} · {format_duf(person.duf)} {person.name}"

    def draft(self) -> CaseDraft:
        """Return what is filled in."""
        raise NotImplementedError

    def findings(self) -> tuple[Finding, ...]:
        """What the rules say of the change."""
        return self.draft().findings()

    def help_text(self) -> str:
        """Help for the current choice."""
        return self.draft().help_text()

    def question_details(self) -> list[str]:
        """Details of the question that a warning asks."""
        return self.draft().question_details()

    def after_text(self) -> str:
        """What saving leads to."""
        unread = any(field.parse_error for field in self.fields)
        return "" if unread else self.draft().after_text()

    def save(self, confirmed: bool) -> Any:
        """Carry the change out; return what to say of it."""
        draft = self.draft()
        change = draft.change()
        assert change is not None
        after = self.session.save(self._case, change, confirmed)
        return saved_message(self._case, after, draft.saved_text)

    def reload_case(self) -> None:
        """Read the case again, after somebody else changed it; raises RegisterError.

        What is edited is found in it as it now is.
        """
        self._case = read_case(self.session.register, self._case.person.duf)
        if self._editing is not None:
            self._editing = self.find_in_reloaded_case(self._editing)

    def find_in_reloaded_case(self, item: EditedT) -> EditedT:
        """What is edited, in the case as it now is. Raises NotFound."""
        return item

"""The base of the forms about one case: make a change of the fields, preview it, save it."""

from typing import Any, Generic, TypeVar

from models.cases.case import Case
from models.cases.lookup import read_case
from models.changes.change import CaseChange
from nir_tui.presentation.i18n import _, render
from nir_tui.presentation.save_messages import saved_message
from nir_tui.screens.common.form import Form
from rules.duf_number import format_duf
from rules.findings import Finding, errors

EditedT = TypeVar("EditedT")


class CaseForm(Form, Generic[EditedT]):
    """A form about a case; `editing` is what of it is edited, None where something is added."""

    saved_text = ""
    """The message after saving."""

    def __init__(self, case: Case, editing: EditedT | None = None) -> None:
        super().__init__()
        self._case = case
        self._editing: EditedT | None = editing

    def titled(self, action: str) -> str:
        """What is done, and with whom."""
        person = self._case.person
        return f"{action} · {format_duf(person.duf)} {person.name}"

    def change(self) -> CaseChange | None:
        """The change as it is filled in; None while that says too little to make one."""
        raise NotImplementedError

    def findings(self) -> tuple[Finding, ...]:
        """What the rules say of the change."""
        change = self.change()
        return change.findings(self._case, self.session.actor.as_of) if change else ()

    def after_text(self) -> str:
        """What saving leads to."""
        change, as_of = self.change(), self.session.actor.as_of
        unread = any(field.parse_error for field in self.fields)
        if change is None or unread or errors(self.findings()):
            return ""
        if change.is_done(self._case, as_of):
            return _("Etter lagring: ingenting endres.")
        after = "; ".join(map(render, change.consequences(self._case, as_of)))
        return _("Etter lagring: {after}.").format(after=after)

    def save(self, confirmed: bool) -> Any:
        """Carry the change out; return what to say of it."""
        change = self.change()
        assert change is not None
        after = self.session.save(self._case, change, confirmed)
        return saved_message(self._case, after, self.saved_text)

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

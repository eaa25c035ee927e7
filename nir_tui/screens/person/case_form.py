"""What the forms about one case share."""

from typing import Generic, TypeVar

from models.cases.case import Case
from models.cases.lookup import read_case
from nir_tui.screens.common.form import Form
from rules.duf_number import format_duf

EditedT = TypeVar("EditedT")


class CaseForm(Form, Generic[EditedT]):
    """A form about a case; `editing` is what of it is changed, None where something is added."""

    def __init__(self, case: Case, editing: EditedT | None = None) -> None:
        super().__init__()
        self._case = case
        self._editing: EditedT | None = editing

    def titled(self, action: str) -> str:
        """What is done, and with whom."""
        person = self._case.person
        return f"{action} · {format_duf(person.duf)} {person.name}"

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

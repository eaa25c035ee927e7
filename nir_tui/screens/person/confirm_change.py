"""The screen that asks before a change deletes, annuls or undoes."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from models.errors import ChangedMeanwhile, RegisterError
from nir_tui.actions import Scope, bindings
from nir_tui.forms.confirmations import Confirmation
from nir_tui.presentation.i18n import _
from nir_tui.presentation.safe_text import content
from nir_tui.presentation.save_messages import changed_meanwhile_text
from nir_tui.screens.common.base import ModalBase
from nir_tui.widgets.confirm_bar import ConfirmBar
from nir_tui.widgets.key_line import KeyFooter
from rules.duf_number import format_duf


class ConfirmChange(ModalBase):
    """A change that deletes or annuls, with what it leads to, and a question."""

    where = Scope.READING
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.READING)]

    def __init__(self, asked: Confirmation) -> None:
        super().__init__()
        self._asked = asked

    def compose(self) -> ComposeResult:
        """Yield the person, what is changed, the question and the keys."""
        person = self._asked.case.person
        title = f"{self._asked.title} · {format_duf(person.duf)} {person.name}"
        with Vertical(classes="box"):
            yield Static(content(title, "bold"), markup=False)
            yield Static(content(self._asked.subject), markup=False)
            yield ConfirmBar()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Ask at once."""
        self._ask()

    def _ask(self) -> None:
        asked = self._asked
        lines = asked.after_lines(self.session.actor.as_of)
        self.query_one(ConfirmBar).ask("do", lines, asked.question, _("Avbryt"))

    @on(ConfirmBar.Answered)
    def _answered(self, answer: ConfirmBar.Answered) -> None:
        if not answer.yes:
            self.dismiss(None)
            return
        try:
            self.session.save(self._asked.case, self._asked.change, confirmed=True)
        except ChangedMeanwhile as meanwhile:
            self.dismiss(changed_meanwhile_text(meanwhile))
            return
        except RegisterError as error:
            self._ask()
            self.show_error(error)
            return
        self.dismiss(self._asked.done)

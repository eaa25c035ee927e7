"""`Deltakerbevis`: the draft of a participant's certificate, to copy or to save."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from models.atomic_files import AlreadyThere, new_file
from models.cases.case import Case
from nir_tui.actions import Scope, bindings
from nir_tui.lists.downloads import saved_text
from nir_tui.presentation.certificate import certificate_text
from nir_tui.presentation.i18n import _
from nir_tui.presentation.safe_text import content
from nir_tui.screens.common.base import ModalBase, copied
from nir_tui.widgets.key_line import KeyFooter
from nir_tui.widgets.outline import Outline
from rules.duf_number import format_duf

_MOST_FILES = 1000


class CertificateScreen(ModalBase):
    """The text, scrolled with the arrows. The case was read, and that journalled, before."""

    where = Scope.CERTIFICATE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.CERTIFICATE)]

    def __init__(self, case: Case) -> None:
        super().__init__()
        self._case = case

    @property
    def _text(self) -> str:
        session = self.session
        return certificate_text(self._case, session.register.reference, session.actor.as_of)

    def compose(self) -> ComposeResult:
        """The title, the text, the keys."""
        person = self._case.person
        title = f"{_('Deltakerbevis')} · {format_duf(person.duf)} {person.name}"
        yield Static(content(title, "bold"), id="header", classes="one-line", markup=False)
        with VerticalScroll():
            yield Outline([(0, content(line)) for line in self._text.splitlines()])
        yield KeyFooter()

    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def do_copy(self) -> None:
        """Copy the text."""
        self.app.copy_to_clipboard(self._text)
        self.show_status(copied(_("Deltakerbevis")))

    def do_save(self) -> None:
        """Save the text under the first free name. Raises RegisterError."""
        day, folder = self.session.actor.as_of.isoformat(), self.session.downloads
        for number in range(1, _MOST_FILES):
            ending = f"-{number}" if number > 1 else ""
            path = folder / f"deltakerbevis-{day}{ending}.txt"
            try:
                with new_file(str(path), self.session.register.location, False) as unfinished:
                    unfinished.write_text(self._text, encoding="utf-8")
            except AlreadyThere:
                continue
            self.show_saved(saved_text(self.session, path))
            return

"""`Tidslinje`: the case as a time line, on a screen of its own or beside the person."""

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from models.cases.case import Case
from nir_tui.actions import Scope, bindings
from nir_tui.presentation.i18n import _
from nir_tui.presentation.safe_text import content
from nir_tui.presentation.time_line import case_spans, time_line
from nir_tui.screens.common.base import ModalBase
from nir_tui.widgets.key_line import KeyFooter
from nir_tui.widgets.outline import Outline
from rules.duf_number import format_duf


def time_line_content(case: Case, as_of: date, width: int) -> list[Content]:
    """Return the lines of a case's time line: what each bar is, and the bar below it."""
    lines = [
        part
        for text, bar in time_line(case_spans(case.facts, as_of), width)
        for part in (content(text), content(bar, "$primary"))
    ]
    return lines or [content(_("Ingenting med dato er registrert"), "$text-muted")]


class TimeLineScreen(ModalBase):
    """The time line, scrolled with the arrows."""

    where = Scope.READING
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.READING)]

    def __init__(self, case: Case) -> None:
        super().__init__()
        self._case = case

    def compose(self) -> ComposeResult:
        """The title, the bars, the keys."""
        person, as_of = self._case.person, self.session.actor.as_of
        title = f"{_('Tidslinje')} · {format_duf(person.duf)} {person.name}"
        yield Static(content(title, "bold"), id="header", classes="one-line", markup=False)
        with VerticalScroll():
            width = self.app.size.width - 4
            yield Outline([(0, line) for line in time_line_content(self._case, as_of, width)])
        yield KeyFooter()

    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one(VerticalScroll).focus()

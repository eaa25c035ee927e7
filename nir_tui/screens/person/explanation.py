"""`Hvorfor`: the engine's reasoning for one person."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from models.cases.case import Case
from nir_tui.actions import Where, bindings
from nir_tui.presentation.explanation import ExplanationLine, explanation_lines
from nir_tui.presentation.i18n import _
from nir_tui.presentation.safe_text import content
from nir_tui.screens.common.base import Overlay
from nir_tui.widgets.key_line import KeyLine
from nir_tui.widgets.outline import Outline
from rules.duf_number import format_duf
from rules.explanation import Explanation


def _told(line: ExplanationLine) -> Content:
    text = content(line.text, "bold" if line.heading else "")
    return text + content(f"  [{line.source}]", "$text-muted") if line.source else text


class _Reading(VerticalScroll):
    """What is read with the arrows."""

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Nothing in it looks another way then: no style has to be looked up anew."""


class ExplanationScreen(Overlay):
    """A short tree: conclusion, the deadline's steps, the grounds that did not hold."""

    where = Where.READING
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Where.READING)]

    def __init__(self, case: Case, explanation: Explanation) -> None:
        super().__init__()
        self._person = case.person
        self._explanation = explanation

    def compose(self) -> ComposeResult:
        """The lines, each with its source."""
        title = f"{_('Hvorfor')} · {format_duf(self._person.duf)} {self._person.name}"
        yield Static(content(title, "bold"), id="header", classes="one-line", markup=False)
        with _Reading():
            lines = explanation_lines(self._explanation)
            yield Outline([(line.depth, _told(line)) for line in lines])
        yield KeyLine()

    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one(_Reading).focus()

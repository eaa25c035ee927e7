"""One line of a form: a label, a place to type, a hint, and what is wrong in words below."""

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message as WidgetMessage
from textual.widgets import Input

from nir_tui.presentation.safe_text import content, fit, shorten
from nir_tui.runtime.fixed_content_size import FormColumn
from nir_tui.widgets.fields.safe_input import SafeInput
from nir_tui.widgets.text_line import TextLine
from rules.findings import Field
from rules.message import Message

_LABEL = 31
"""Cells before the input, as the style sheet has it."""
_LONGEST_COMPLAINT = 240
"""Cells. A complaint that quotes a long paste must not push the question out of sight."""


class FormField(FormColumn):
    """One line of a form. `touched` once somebody has been in it and left."""

    class Changed(WidgetMessage):
        """What is typed is another than before."""

    class Done(WidgetMessage):
        """Enter: on to the next field."""

        def __init__(self, sender: "FormField") -> None:
            super().__init__()
            self.sender = sender

    def __init__(self, field: Field, label: str, required: bool = False, width: int = 11) -> None:
        super().__init__()
        self.field = field
        self.touched = False
        self._label = f"{label} *" if required else label
        self._width = width
        self._start = ""
        self._hint = ""
        self._judged = ""
        self._selects = False
        self._complaint: TextLine | None = None

    def compose(self) -> ComposeResult:
        """The input; label and hint are painted by the field itself: a form has many of them."""
        field_input = self.make_input()
        field_input.styles.width = self._width
        yield field_input

    def render(self) -> Content:
        """The label before the input, the hint behind it."""
        before = fit(self._label, _LABEL) + " " * (self._width + 1)
        return Content.assemble(before, content(self._hint, "$text-muted"))

    def make_input(self) -> Input:
        """The place to type."""
        return SafeInput(self._start, select_on_focus=True)

    @property
    def _is_there(self) -> bool:
        """Whether the widgets inside exist; Textual calls a widget mounted only later."""
        return bool(self.children)

    @property
    def is_unfinished(self) -> bool:
        """Whether what is typed may yet become right, so that it is too early to complain."""
        return False

    def accept_value(self) -> None:
        """Take what is typed as meant so, until it is another."""
        self._judged = self.text

    @property
    def input(self) -> Input:
        """The place to type."""
        return self.query_one(Input)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.input.value if self._is_there else self._start

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.text.strip()

    @property
    def is_changed(self) -> bool:
        """Whether it says something else than at first."""
        return self.text != self._start

    @property
    def parse_error(self) -> Message | None:
        """Why what is typed cannot be read; None where it can."""
        return None

    def start_with(self, text: str) -> None:
        """What stands there at first; that alone is no change."""
        self._start = text
        if self._is_there:
            self.input.value = text

    def require(self, required: bool) -> None:
        """Mark the label as required, or not."""
        label = self._label.removesuffix(" *") + (" *" if required else "")
        if label != self._label:
            self._label = label
            self.refresh()

    def hint(self, text: str) -> None:
        """Something useful to the right."""
        if text != self._hint:
            self._hint = text
            self.refresh()

    def show_error(self, text: str) -> None:
        """Say what is wrong, or nothing; the line for it is made when it is first needed."""
        if self._complaint is None:
            if not text:
                return
            self._complaint = TextLine(classes="field-error")
            self.mount(self._complaint, after=self.input)
        self._complaint.show_or_hide(content(shorten(text, _LONGEST_COMPLAINT)))

    def focus_input(self) -> None:
        """Put the cursor here."""
        self.input.focus()

    def restore_focus(self) -> None:
        """Put the cursor where it was: the next letter goes on with what is typed."""
        self._selects = self._selects or self.input.select_on_focus
        self.input.select_on_focus = False
        self.focus_input()

    def put_back(self, text: str) -> None:
        """Let a part of a label stand as it was typed; what was read whole stays as it is shown."""

    @on(Input.Changed)
    def _pass_change_on(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed())

    @on(Input.Submitted)
    def _pass_enter_on(self, event: Input.Submitted) -> None:
        event.stop()
        self.leave_by_enter()

    def leave_by_enter(self) -> None:
        """On to the next field."""
        self.post_message(self.Done(self))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Somebody has been here; what was read is shown as it was understood."""
        self.touched = True
        # Only who came back from a question goes on where they were.
        self.input.select_on_focus = self._selects or self.input.select_on_focus
        self.normalize()
        self.accept_value()
        self.post_message(self.Changed())

    def normalize(self) -> None:
        """Write what was typed as the register does."""

"""One line of a form: a label, an input, a hint, and an error message below."""

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message as WidgetMessage
from textual.widgets import Input

from nir_tui.presentation.field_texts import FieldText
from nir_tui.presentation.safe_text import content, fit, shorten
from nir_tui.runtime.fixed_content_size import FormColumn
from nir_tui.widgets.fields.safe_input import SafeInput
from nir_tui.widgets.text_line import TextLine
from rules.findings import Field
from rules.message import Message

_LABEL = 31
"""Cells before the input, as in the style sheet."""
_LONGEST_COMPLAINT = 240
"""Cells. A message that quotes a long paste must not push the question out of sight."""


class FormField(FormColumn):
    """One line of a form. `touched` is true once the user has been in it and left."""

    class Changed(WidgetMessage):
        """The text has changed."""

    class Done(WidgetMessage):
        """Enter was pressed: go to the next field."""

        def __init__(self, sender: "FormField") -> None:
            super().__init__()
            self.sender = sender

    def __init__(
        self, field: Field, text: FieldText, required: bool = False, width: int = 11
    ) -> None:
        super().__init__()
        self.field = field
        self.about = text
        self.touched = False
        self._label = f"{text.label} *" if required else text.label
        self._width = width
        self._start = ""
        self._hint = ""
        self._judged = ""
        self._selects = False
        self._complaint: TextLine | None = None

    def compose(self) -> ComposeResult:
        """Yield the input; the field paints label and hint itself, to save widgets."""
        field_input = self.make_input()
        field_input.styles.width = self._width
        yield field_input

    def render(self) -> Content:
        """Return the label before the input and the hint behind it."""
        before = fit(self._label, _LABEL) + " " * (self._width + 1)
        return Content.assemble(before, content(self._hint, "$text-muted"))

    def make_input(self) -> Input:
        """Return a new input."""
        return SafeInput(self._start, select_on_focus=True)

    @property
    def _is_there(self) -> bool:
        """Whether the inner widgets exist; Textual sets `is_mounted` only later."""
        return bool(self.children)

    @property
    def is_unfinished(self) -> bool:
        """Whether more typing may make the text valid, so that it is too early for an error."""
        return False

    def accept_value(self) -> None:
        """Judge the text as finished, until it changes."""
        self._judged = self.text

    @property
    def input(self) -> Input:
        """The input of the field."""
        return self.query_one(Input)

    @property
    def text(self) -> str:
        """The text typed."""
        return self.input.value if self._is_there else self._start

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.text.strip()

    @property
    def is_changed(self) -> bool:
        """Whether the text differs from the first one."""
        return self.text != self._start

    @property
    def parse_error(self) -> Message | None:
        """Why the text cannot be parsed; None if it can."""
        return None

    def start_with(self, text: str) -> None:
        """Set the first text; that alone is no change."""
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
        """Show a hint to the right."""
        if text != self._hint:
            self._hint = text
            self.refresh()

    def show_error(self, text: str) -> None:
        """Show an error, or nothing; the line for it is built when first needed."""
        if self._complaint is None:
            if not text:
                return
            self._complaint = TextLine(classes="field-error")
            self.mount(self._complaint, after=self.input)
        self._complaint.show_or_hide(content(shorten(text, _LONGEST_COMPLAINT)))

    def focus_input(self) -> None:
        """Focus the input."""
        self.input.focus()

    def restore_focus(self) -> None:
        """Focus the input without selecting: the next letter continues the text."""
        self._selects = self._selects or self.input.select_on_focus
        self.input.select_on_focus = False
        self.focus_input()

    def put_back(self, text: str) -> None:
        """Restore a partly typed label; in fields of other kinds the text stays as shown."""

    @on(Input.Changed)
    def _pass_change_on(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed())

    @on(Input.Submitted)
    def _pass_enter_on(self, event: Input.Submitted) -> None:
        event.stop()
        self.leave_by_enter()

    def leave_by_enter(self) -> None:
        """Go to the next field."""
        self.post_message(self.Done(self))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Mark the field as touched, and show the text as it was parsed."""
        self.touched = True
        # Not selecting on focus holds only for the return from a question.
        self.input.select_on_focus = self._selects or self.input.select_on_focus
        self.normalize()
        self.accept_value()
        self.post_message(self.Changed())

    def normalize(self) -> None:
        """Write the text in the register's form."""

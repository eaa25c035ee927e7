"""The fields of forms: a label, a place to type, a hint, and what is wrong in words below."""

from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from models.errors import Refused
from nir_tui.dates import parse_date
from nir_tui.language import _
from nir_tui.text import content, fit, plain
from nir_tui.widgets.laid_out_once import Column
from nir_tui.widgets.line import Line
from nir_tui.widgets.steady_input import SteadyInput
from rules.duf import LENGTH
from rules.findings import Field
from rules.hours import NotHours, parse_hours
from rules.sentence import Sentence, norwegian_date, norwegian_hours, say

_LABEL = 31
"""Cells before the input, as the style sheet has it."""


class FormField(Column):
    """One line of a form. `touched` once somebody has been in it and left."""

    class Changed(Message):
        """What is typed is another than before."""

    class Done(Message):
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
        self._complaint: Line | None = None

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
        return SteadyInput(self._start, select_on_focus=True)

    @property
    def _is_there(self) -> bool:
        """Whether the widgets inside exist; Textual calls a widget mounted only later."""
        return bool(self.children)

    @property
    def is_unfinished(self) -> bool:
        """Whether what is typed may yet become right, so that it is too early to complain."""
        return False

    def judge(self) -> None:
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
    def trouble(self) -> Sentence | None:
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

    def complain(self, text: str) -> None:
        """Say what is wrong, or nothing; the line for it is made when it is first needed."""
        if self._complaint is None:
            if not text:
                return
            self._complaint = Line(classes="field-error")
            self.mount(self._complaint, after=self.input)
        self._complaint.show_or_hide(content(text))

    def take_focus(self) -> None:
        """Put the cursor here."""
        self.input.focus()

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
        self.tidy()
        self.judge()
        self.post_message(self.Changed())

    def tidy(self) -> None:
        """Write what was typed as the register does."""


class TextField(FormField):
    """Any text."""

    @property
    def value(self) -> str:
        """What is typed, without what a terminal obeys."""
        return plain(self.text.strip())


class DigitsField(TextField):
    """A DUF number or a part of it, with spaces or without."""

    @property
    def trouble(self) -> Sentence | None:
        """Why it is no part of a DUF number."""
        digits = "".join(self.text.split())
        if len(digits) > LENGTH:
            return say("«{text}» har mer enn de 12 sifrene i et DUF-nummer", text=self.text.strip())
        if not digits or (digits.isascii() and digits.isdigit()):
            return None
        return say("«{text}» er ikke bare sifre", text=self.text.strip())


class CountField(FormField):
    """A whole number, not negative; nothing typed is none."""

    @property
    def value(self) -> int | None:
        """The number typed; None for nothing, or for what is no number."""
        text = self.text.strip()
        return int(text) if text and not self.trouble else None

    @property
    def trouble(self) -> Sentence | None:
        """Why it is no number."""
        text = self.text.strip()
        if not text or (text.isascii() and text.isdigit() and len(text) <= 4):
            return None
        return say("«{text}» er ikke et antall dager; skriv for eksempel 30", text=text)


class _DateInput(SteadyInput):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "day(1)", show=False),
        Binding("down", "day(-1)", show=False),
    ]

    def __init__(self, value: str, today: date) -> None:
        super().__init__(value, select_on_focus=True)
        self._today = today

    def action_day(self, step: int) -> None:
        """One day on or back; from nothing, to today."""
        try:
            day = parse_date(self.value)
        except Refused:
            return
        try:
            moved = day + timedelta(days=step) if day else self._today
        except OverflowError:
            return
        self.value = norwegian_date(moved)


class DateField(FormField):
    """A day, typed in any of the register's ways; the arrows go a day on or back."""

    def __init__(self, field: Field, label: str, today: date, required: bool = False) -> None:
        super().__init__(field, label, required)
        self._today = today

    def make_input(self) -> Input:
        """An input whose arrows move the day."""
        return _DateInput(self._start, self._today)

    @property
    def value(self) -> date | None:
        """The day typed; None for nothing, or for what is no day."""
        try:
            return parse_date(self.text)
        except Refused:
            return None

    @property
    def trouble(self) -> Sentence | None:
        """Why it is no day."""
        try:
            parse_date(self.text)
        except Refused as refusal:
            return refusal.sentences[0]
        return None

    @property
    def is_unfinished(self) -> bool:
        """Fewer than the six digits of the shortest day, while the cursor is here."""
        if self.text == self._judged:
            return False
        digits = sum(letter.isdigit() for letter in self.text)
        only_begun = all(letter.isdigit() or letter in ".-" for letter in self.text)
        return self.input.has_focus and only_begun and 0 < digits < 6

    def start_with_day(self, day: date | None) -> None:
        """What stands there at first."""
        self.start_with(norwegian_date(day))

    def tidy(self) -> None:
        """As `dd.mm.yyyy`."""
        if self.value:
            self.input.value = norwegian_date(self.value)


class HoursField(FormField):
    """Hours of work per week, with a decimal comma."""

    @property
    def value(self) -> Decimal | None:
        """The hours typed; None where there are none, or the reason has none."""
        try:
            return parse_hours(self.text) if self.display else None
        except NotHours:
            return None

    @property
    def trouble(self) -> Sentence | None:
        """Why it is no number of hours."""
        try:
            parse_hours(self.text if self.display else "")
        except NotHours as wrong:
            return wrong.sentence
        return None

    def tidy(self) -> None:
        """As `30,0`."""
        if self.value is not None:
            self.input.value = norwegian_hours(self.value)


class YesField(FormField):
    """Yes or no: `j`, `n`, or the space bar to turn it."""

    def make_input(self) -> Input:
        """An input that knows two words."""
        return _YesInput(self._start)

    @property
    def value(self) -> bool:
        """Whether it is yes."""
        return self.text == _("ja")

    def start_with_answer(self, yes: bool) -> None:
        """What stands there at first."""
        self.start_with(_("ja") if yes else _("nei"))


class _YesInput(SteadyInput):
    def __init__(self, value: str) -> None:
        super().__init__(value, select_on_focus=False)

    async def _on_key(self, event: events.Key) -> None:
        if event.is_printable:
            event.stop()
            event.prevent_default()
            other = _("nei") if self.value == _("ja") else _("ja")
            answers = {"j": _("ja"), "n": _("nei"), " ": other}
            self.value = answers.get(event.character or "", self.value)
            return
        await super()._on_key(event)

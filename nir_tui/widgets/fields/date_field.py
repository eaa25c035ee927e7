"""The field for a date."""

from datetime import date, timedelta
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from models.errors import Refused
from nir_tui.presentation.date_parsing import parse_date
from nir_tui.widgets.fields.form_field import FormField
from nir_tui.widgets.fields.safe_input import SafeInput
from rules.findings import Field
from rules.message import Message, norwegian_date


class _DateInput(SafeInput):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "day(1)", show=False),
        Binding("down", "day(-1)", show=False),
    ]

    def __init__(self, value: str, today: date) -> None:
        super().__init__(value, select_on_focus=True)
        self._today = today

    def action_day(self, step: int) -> None:
        """Go one day on or back; from an empty field, to today."""
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
    """A field for a date in any form that `parse_date` takes; the arrows go a day on or back."""

    def __init__(self, field: Field, label: str, today: date, required: bool = False) -> None:
        super().__init__(field, label, required)
        self._today = today

    def make_input(self) -> Input:
        """Return an input whose arrows change the date."""
        return _DateInput(self._start, self._today)

    @property
    def value(self) -> date | None:
        """The date typed; None for nothing, or for text that is no date."""
        try:
            return parse_date(self.text)
        except Refused:
            return None

    @property
    def parse_error(self) -> Message | None:
        """Why the text is no date."""
        try:
            parse_date(self.text)
        except Refused as refusal:
            return refusal.messages[0]
        return None

    @property
    def is_unfinished(self) -> bool:
        """Whether it has fewer than the six digits of the shortest date, while focused."""
        if self.text == self._judged:
            return False
        digits = sum(letter.isdigit() for letter in self.text)
        only_begun = all(letter.isdigit() or letter in ".-" for letter in self.text)
        return self.input.has_focus and only_begun and 0 < digits < 6

    def start_with_day(self, day: date | None) -> None:
        """Set the first date."""
        self.start_with(norwegian_date(day))

    def normalize(self) -> None:
        """Write the date as `dd.mm.yyyy`."""
        if self.value:
            self.input.value = norwegian_date(self.value)

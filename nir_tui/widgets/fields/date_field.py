"""The field for a date."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from models.errors import Refused
from nir_tui.presentation.field_texts import FieldText
from nir_tui.presentation.typed_dates import TypedDates
from nir_tui.widgets.fields.form_field import FormField
from nir_tui.widgets.fields.safe_input import SafeInput
from rules.findings import Field
from rules.message import Message, norwegian_date


class _DateInput(SafeInput):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "day(1)", show=False),
        Binding("down", "day(-1)", show=False),
    ]

    def __init__(self, value: str, dates: Callable[[], TypedDates]) -> None:
        super().__init__(value, select_on_focus=True)
        self._dates = dates

    def action_day(self, step: int) -> None:
        """Go one day on or back; from an empty field, to today."""
        dates = self._dates()
        try:
            day = dates.parse(self.value)
        except Refused:
            return
        try:
            moved = day + timedelta(days=step) if day else dates.today
        except OverflowError:
            return
        self.value = norwegian_date(moved)


class DateField(FormField):
    """A field for a date as people type it; the arrows go a day on or back."""

    def __init__(self, field: Field, text: FieldText, today: date, required: bool = False) -> None:
        super().__init__(field, text, required)
        self._dates = TypedDates(today)

    def make_input(self) -> Input:
        """Return an input whose arrows change the date."""
        return _DateInput(self._start, lambda: self._dates)

    @property
    def value(self) -> date | None:
        """The date typed; None for nothing, or for text that is no date."""
        try:
            return self._dates.parse(self.text)
        except Refused:
            return None

    @property
    def parse_error(self) -> Message | None:
        """Why the text is no date."""
        try:
            self._dates.parse(self.text)
        except Refused as refusal:
            return refusal.messages[0]
        return None

    @property
    def is_unfinished(self) -> bool:
        """Whether the text is the beginning of a date, while focused."""
        if self.text == self._judged:
            return False
        return self.input.has_focus and self._dates.is_begun(self.text)

    def start_with_day(self, day: date | None) -> None:
        """Set the first date, which days and years are counted from."""
        self._dates = replace(self._dates, proposed=day)
        self.start_with(norwegian_date(day))

    def allow(self, period: tuple[date, date] | None) -> None:
        """Set the days that the rules allow, in which a date without a year is looked for."""
        self._dates = replace(self._dates, allowed=period)

    def normalize(self) -> None:
        """Write the date as `dd.mm.yyyy`."""
        if self.value:
            self.input.value = norwegian_date(self.value)

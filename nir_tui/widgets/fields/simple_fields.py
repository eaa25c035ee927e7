"""The fields for texts, numbers, and yes or no."""

from decimal import Decimal

from textual import events
from textual.widgets import Input

from nir_tui.presentation.i18n import _
from nir_tui.presentation.safe_text import sanitize
from nir_tui.widgets.fields.form_field import FormField
from nir_tui.widgets.fields.safe_input import SafeInput
from rules.duf_number import LENGTH, bare_duf
from rules.hours import InvalidHours, parse_hours
from rules.message import Message, message, norwegian_hours


class TextField(FormField):
    """A field for any text."""

    @property
    def value(self) -> str:
        """The text typed, sanitized."""
        return sanitize(self.text.strip())


class DigitsField(TextField):
    """A field for a DUF number or a part of it, with or without spaces or hyphens."""

    @property
    def parse_error(self) -> Message | None:
        """Why the text is no part of a DUF number."""
        digits = bare_duf(self.text)
        if len(digits) > LENGTH:
            return message(
                "«{text}» har mer enn de 12 sifrene i et DUF-nummer", text=self.text.strip()
            )
        if not digits or (digits.isascii() and digits.isdigit()):
            return None
        return message("«{text}» er ikke bare sifre", text=self.text.strip())


class NumberField(FormField):
    """A field for a whole number of at most four digits, not negative; empty means none."""

    @property
    def value(self) -> int | None:
        """The number typed; None for nothing, or for text that is no such number."""
        text = self.text.strip()
        return int(text) if text and not self.parse_error else None

    @property
    def parse_error(self) -> Message | None:
        """Why the text is no such number."""
        text = self.text.strip()
        if not text or (text.isascii() and text.isdigit() and len(text) <= 4):
            return None
        return message("«{text}» er ikke et antall dager; skriv for eksempel 30", text=text)


class HoursField(FormField):
    """A field for hours of work per week, with a decimal comma."""

    @property
    def value(self) -> Decimal | None:
        """The hours typed; None for none or invalid ones, or if the reason has none."""
        try:
            return parse_hours(self.text) if self.display else None
        except InvalidHours:
            return None

    @property
    def parse_error(self) -> Message | None:
        """Why the text is no number of hours."""
        try:
            parse_hours(self.text if self.display else "")
        except InvalidHours as wrong:
            return wrong.message
        return None

    def normalize(self) -> None:
        """Write the hours as `30,0`."""
        if self.value is not None:
            self.input.value = norwegian_hours(self.value)


class YesNoField(FormField):
    """A field for yes or no: `j`, `n`, or the space bar to switch."""

    def make_input(self) -> Input:
        """Return an input that accepts only «ja» and «nei»."""
        return _YesNoInput(self._start)

    @property
    def value(self) -> bool:
        """Whether the answer is yes."""
        return self.text == _("ja")

    def start_with_answer(self, yes: bool) -> None:
        """Set the first answer."""
        self.start_with(_("ja") if yes else _("nei"))


class _YesNoInput(SafeInput):
    def __init__(self, value: str) -> None:
        super().__init__(value, select_on_focus=False)

    def on_key(self, event: events.Key) -> None:
        """Take `j`, `n` and the space bar; other letters do nothing."""
        if event.is_printable:
            event.stop()
            event.prevent_default()
            other = _("nei") if self.value == _("ja") else _("ja")
            answers = {"j": _("ja"), "n": _("nei"), " ": other}
            self.value = answers.get(event.character or "", self.value)

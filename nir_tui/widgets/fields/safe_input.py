"""The only text input: its cursor does not blink, and its value is sanitized."""

from typing import Any

from textual import events

from nir_tui.presentation.safe_text import sanitize
from nir_tui.runtime.input_tokens import MOST_PASTED
from nir_tui.runtime.prestyled_input import PrestyledInput


class SafeInput(PrestyledInput):
    """An input without blinking, which costs two kilobytes a second over a connection."""

    def __init__(self, value: str = "", **options: Any) -> None:
        super().__init__(value, **options)
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Sanitize text typed or pasted: it is shown at once."""
        return sanitize(value[:MOST_PASTED])

    def on_paste(self, event: events.Paste) -> None:
        """Insert all pasted lines as one: Textual would silently keep only the first."""
        event.prevent_default()
        event.stop()
        text = sanitize(" ".join(event.text.split()))
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)

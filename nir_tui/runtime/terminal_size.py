"""Limits on the size of the terminal: if it is too small for a screen, a note is shown instead."""

import textwrap
from typing import Any, ClassVar

from rich.console import RenderableType
from textual import events
from textual.app import App
from textual.geometry import Size
from textual.screen import Screen

SMALLEST = Size(60, 15)
"""Columns and rows that every screen fits into."""
LARGEST = Size(1000, 400)
"""Columns and rows; a terminal that reports more is wrong, and would take all memory."""


def layout_size(size: Size) -> Size:
    """Return the size that screens are laid out for, within the limits."""
    return Size(
        min(max(size.width, SMALLEST.width), LARGEST.width),
        min(max(size.height, SMALLEST.height), LARGEST.height),
    )


class SizeLimitedScreen(Screen[Any]):
    """A screen that is laid out for the application's size, never for that of an event.

    Every layout posts the size of the screen to the screen itself. With two sizes in the queue,
    the screen would be laid out for each in turn for ever.
    """

    def _screen_resized(self, size: Size) -> None:
        if self.app.size != self.outer_size:
            super()._screen_resized(self.app.size)


class SizeLimitedApp(App[None], inherit_bindings=False):
    """An application whose screens never see a size outside the limits.

    In a smaller terminal the screens stay laid out for the smallest size, and are not painted.
    """

    KEYS_WHEN_TOO_SMALL: ClassVar[frozenset[str]] = frozenset({"ctrl+q"})
    _terminal_size: Size | None = None
    _noted_size: Size | None = None

    @property
    def size(self) -> Size:
        """The size that screens are laid out for."""
        return layout_size(super().size)

    @property
    def is_too_small(self) -> bool:
        """Whether the terminal has no room for a screen."""
        size = self._terminal_size or super().size
        return size.width < SMALLEST.width or size.height < SMALLEST.height

    def too_small_text(self, width: int, height: int) -> str:
        """Return the text to show in a terminal that is too small."""
        return f"{width} x {height} < {SMALLEST.width} x {SMALLEST.height}"

    @property
    def size_note(self) -> str:
        """The text shown in a terminal that is too small, wrapped into lines."""
        width, height = self._terminal_size or super().size
        note = self.too_small_text(width, height)
        # A character in the last column or row may scroll the screen.
        lines = textwrap.wrap(note, max(1, width - 1))[: max(0, height - 1)]
        return "\n".join(lines) if width > 1 else ""

    async def on_event(self, event: events.Event) -> None:
        """Keep the terminal's own size, and give the screens one within the limits."""
        if not isinstance(event, events.Resize):
            await super().on_event(event)
            return
        was_too_small = self.is_too_small
        self._terminal_size, self._noted_size = event.size, None
        within = layout_size(event.size)
        await super().on_event(events.Resize(within, within, within, event.pixel_size))
        if self.is_too_small:
            self._paint_note()
        elif was_too_small and self.screen_stack:
            self.screen.refresh()

    def takes_key(self, event: events.Event) -> bool:
        """Return whether a key or a paste may do something: not if the user could not see it."""
        if not self.is_too_small:
            return True
        return isinstance(event, events.Key) and event.key in self.KEYS_WHEN_TOO_SMALL

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if self.is_too_small:
            self._paint_note()
        else:
            super()._display(screen, renderable)

    def _paint_note(self) -> None:
        if self._driver is None or self.is_headless or not self._running:
            return
        size = self._terminal_size or super().size
        if self._noted_size != size:
            self._noted_size = size
            rows = self.size_note.replace("\n", "\r\n")
            self._driver.write(f"\x1b[0m\x1b[2J\x1b[H{rows}")
            self._driver.flush()

"""Paints only when a key has done all its work: a new screen is sent to the terminal once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from textual.geometry import Size
from textual.screen import Screen

from nir_tui.runtime.terminal_size import SizeLimitedApp


class BatchedScreen(Screen[Any]):
    """A screen that is not drawn if it is about to be drawn again."""

    needs_repaint = False
    """Whether a drawing was skipped and is due."""

    def _compositor_refresh(self) -> None:
        """Draw, except while painting is held back or just before the whole screen is drawn."""
        if self.app._batch_count:
            self.needs_repaint = True
        elif not self._repaint_required:
            super()._compositor_refresh()

    def _screen_resized(self, size: Size) -> None:
        """Lay out for the application's size, never for that of an event.

        Every layout posts the size of the screen to the screen itself. With two sizes in the
        queue, the screen would be laid out for each in turn for ever.
        """
        if self.app.size != self.outer_size:
            super()._screen_resized(self.app.size)


class BatchingApp(SizeLimitedApp, inherit_bindings=False):
    """An application that can hold its painting back for a while, and loses none of it."""

    _pointer = "default"

    @contextmanager
    def batch_paint(self) -> Iterator[None]:
        """Send nothing to the terminal inside the block; paint at its end."""
        with self.batch_update():
            yield
        if not self.screen_stack:
            return
        screen = self.screen
        if isinstance(screen, BatchedScreen) and screen.needs_repaint:
            screen.needs_repaint = False
            screen.refresh()
        # Textual does not notify widgets whose painting was held back that they may paint now.
        screen.check_idle()

    def _set_pointer_shape(self, shape: str) -> None:
        """Set the shape only when it changes: Textual would send it with every screen."""
        if shape != self._pointer:
            self._pointer = shape
            super()._set_pointer_shape(shape)

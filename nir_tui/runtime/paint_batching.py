"""Painting what a key does when all of it is done: a screen that opens goes over the line once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from textual.geometry import Size
from textual.screen import Screen

from nir_tui.runtime.terminal_size import SizeLimitedApp


class BatchedScreen(Screen[Any]):
    """A screen that is not drawn where it is about to be drawn anew."""

    needs_repaint = False
    """Whether it was not drawn, and has to be."""

    def _compositor_refresh(self) -> None:
        """Draw; but not while painting is held back, nor just before all of it is drawn."""
        if self.app._batch_count:
            self.needs_repaint = True
        elif not self._repaint_required:
            super()._compositor_refresh()

    def _screen_resized(self, size: Size) -> None:
        """Lay out for the application's size, never for that of an event.

        Every layout posts the size of the screen to the screen itself. Between two sizes in the
        queue, the screen would be laid out for one and the other in turn for ever.
        """
        if self.app.size != self.outer_size:
            super()._screen_resized(self.app.size)


class BatchingApp(SizeLimitedApp, inherit_bindings=False):
    """An application that can hold its painting back for a while, and forgets nothing of it."""

    _pointer = "default"

    @contextmanager
    def batch_paint(self) -> Iterator[None]:
        """Meanwhile nothing goes to the terminal."""
        with self.batch_update():
            yield
        if not self.screen_stack:
            return
        screen = self.screen
        if isinstance(screen, BatchedScreen) and screen.needs_repaint:
            screen.needs_repaint = False
            screen.refresh()
        # Whoever wanted to paint meanwhile was told to wait, and is not told that it is over.
        screen.check_idle()

    def _set_pointer_shape(self, shape: str) -> None:
        """Textual tells the terminal with every screen, though it is seldom another."""
        if shape != self._pointer:
            self._pointer = shape
            super()._set_pointer_shape(shape)

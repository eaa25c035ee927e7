"""Paints only when a key has done all its work: a new screen is sent to the terminal once.

Gain: two thirds of the bytes. A person takes 4,067 instead of 12,201, a form 3,518 instead of
10,659.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from nir_tui.runtime.switch import Trick, is_on
from nir_tui.runtime.terminal_size import SizeLimitedApp, SizeLimitedScreen


class BatchedScreen(SizeLimitedScreen):
    """A screen that is not drawn if it is about to be drawn again."""

    needs_repaint = False
    """Whether a drawing was skipped and is due."""

    def _compositor_refresh(self) -> None:
        """Draw, except while painting is held back or just before the whole screen is drawn."""
        # A screen behind another one draws nothing: it tells the one in front what has changed.
        if not is_on(Trick.PAINT_BATCHING) or self is not self.app.screen:
            super()._compositor_refresh()
        elif self.app._batch_count:
            self.needs_repaint = True
        elif not self._repaint_required:
            super()._compositor_refresh()


class BatchingApp(SizeLimitedApp, inherit_bindings=False):
    """An application that can hold its painting back for a while, and loses none of it."""

    @contextmanager
    def batch_paint(self) -> Iterator[None]:
        """Send nothing to the terminal inside the block; paint at its end."""
        if not is_on(Trick.PAINT_BATCHING):
            yield
            return
        with self.batch_update():
            yield
        if not self.screen_stack:
            return
        screen = self.screen
        if isinstance(screen, BatchedScreen) and screen.needs_repaint:
            screen.needs_repaint = False
            screen.refresh()
        # Textual does not notify widgets whose painting was held back that they may paint now.
        for shown in (*self._background_screens, screen):
            shown.check_idle()

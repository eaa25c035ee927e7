"""Painting what a key does when all of it is done: a screen that opens goes over the line once."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import RenderableType
from textual.app import App
from textual.screen import Screen


class Painter(App[None], inherit_bindings=False):
    """An application that can hold its painting back for a while, and forgets nothing of it."""

    _has_missed = False

    @contextmanager
    def painted_at_the_end(self) -> Iterator[None]:
        """Meanwhile nothing goes to the terminal."""
        with self.batch_update():
            yield
        if not self.screen_stack:
            return
        if self._has_missed:
            self._has_missed = False
            self.screen.refresh()
        # Whoever wanted to paint meanwhile was told to wait, and is not told that it is over.
        self.screen.check_idle()

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Note what Textual lets go of: to its mind it is painted."""
        self._has_missed |= bool(self._batch_count) and renderable is not None
        super()._display(screen, renderable)

"""What is done while nobody presses a key, so that no key has to wait for it."""

from collections.abc import Callable

from textual.app import App
from textual.timer import Timer


class Rest:
    """Pieces of work, each done when no key has come for its time; anew in every rest."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._works: list[tuple[float, Callable[[], None]]] = []
        self._waiting: list[Timer] = []
        self._is_open = False

    def use_for(self, work: Callable[[], None], after: float) -> None:
        """Have some work done `after` so many seconds of rest, each time; mostly it finds none."""
        self._works.append((after, work))

    def open(self) -> None:
        """The first screen stands, and all it needs is there."""
        self._is_open = True
        self.begin()

    def begin(self) -> None:
        """The last key has done its work."""
        self.end()
        if self._is_open and self._app.is_running:
            self._waiting = [self._app.set_timer(after, work) for after, work in self._works]

    def end(self) -> None:
        """A key was pressed."""
        for timer in self._waiting:
            timer.stop()
        self._waiting = []

"""Work done while nobody presses a key, so that no key has to wait for it."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from textual.app import App
from textual.timer import Timer

Work = Callable[[], Awaitable[None]]

_SOON = 0.05
"""Seconds without a key before deferred work is done."""


class IdleTasks:
    """Tasks, each done once per idle period, when no key has come for its number of seconds."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._works: list[tuple[float, Work]] = [(_SOON, self._run_deferred)]
        self._deferred: list[Callable[[], object]] = []
        self._waiting: list[Timer] = []
        self._at_work = 0
        self._is_open = False

    @property
    def is_at_work(self) -> bool:
        """Whether a task is running now."""
        return self._at_work > 0

    def every_idle(self, work: Work, after: float) -> None:
        """Run `work` once per idle period, `after` seconds without a key; it is often a no-op."""
        self._works.append((after, work))

    def defer(self, work: Callable[[], object]) -> bool:
        """Do `work` once, in the next idle period; False before `enable`: do it now."""
        if self._is_open:
            self._deferred.append(work)
        return self._is_open

    def enable(self) -> None:
        """Begin idle tasks: the first screen is shown, and all it needs is loaded."""
        self._is_open = True
        self.start()

    def start(self) -> None:
        """Begin an idle period: the last key has done its work."""
        self.stop()
        if self._is_open and self._app.is_running:
            self._waiting = [
                self._app.set_timer(after, partial(self._set_about, work))
                for after, work in self._works
            ]

    def stop(self) -> None:
        """End the idle period: a key was pressed, and tasks not begun wait for the next one."""
        for timer in self._waiting:
            timer.stop()
        self._waiting = []

    async def _run_deferred(self) -> None:
        works, self._deferred = self._deferred, []
        for work in works:
            work()

    def _set_about(self, work: Work) -> None:
        # In a worker: keys would wait for whatever the application itself waits for.
        at_work: Any = partial(self._do, work)
        self._app.run_worker(at_work, group="rest")

    async def _do(self, work: Work) -> None:
        self._at_work += 1
        try:
            await work()
        finally:
            self._at_work -= 1

"""How a session ends: by a signal, a closed terminal or, over SSH, inactivity."""

import asyncio
import math
import os
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import App

if TYPE_CHECKING:
    from nir_tui.runtime.watchdog import Watchdog

_SECONDS_BETWEEN_LOOKS = 5
_SECONDS_BETWEEN_QUESTIONS = 0.01


class ShutdownGuard:
    """Closes an application in an orderly way; nothing is left half done."""

    def __init__(self, app: App[None], is_quiet: Callable[[], bool]) -> None:
        """`is_quiet` returns whether no screen is being built: half a screen cannot be closed."""
        self._app, self._is_quiet = app, is_quiet
        self._going: asyncio.Task[None] | None = None
        self._last_key = time.monotonic()
        self._longest: float = math.inf
        self._watchdog = _new_watchdog()

    def exit_on_signals(self) -> None:
        """Leave at SIGHUP and SIGTERM, and when the terminal has closed."""
        if self._watchdog is None or self._app.is_headless:
            return
        loop = asyncio.get_running_loop()

        def ask_to_leave() -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._leave)

        self._watchdog.start(ask_to_leave)

    def exit_when_idle(self, minutes: int) -> None:
        """Exit after `minutes` without a key, so that no screen stays unattended.

        Nothing typed is saved.
        """
        self._longest = 60 * minutes
        self._app.set_interval(_SECONDS_BETWEEN_LOOKS, self._look)

    def touch(self) -> None:
        """Restart the idle time: a key was pressed."""
        self._last_key = time.monotonic()

    def _look(self) -> None:
        if time.monotonic() - self._last_key > self._longest:
            self._app.exit()

    def _leave(self) -> None:
        """Close when no screen is being built; the watchdog ends what takes too long."""
        self._going = asyncio.create_task(self._leave_when_quiet())

    async def _leave_when_quiet(self) -> None:
        while not self._is_quiet():
            await asyncio.sleep(_SECONDS_BETWEEN_QUESTIONS)
        self._app.exit()


def _new_watchdog() -> "Watchdog | None":
    """Return a watchdog; None on systems without POSIX signals and terminals."""
    if os.name != "posix":
        return None
    from nir_tui.runtime.watchdog import Watchdog

    return Watchdog()

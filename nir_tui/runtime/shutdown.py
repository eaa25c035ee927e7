"""How a session ends: when it is told to, and over a line from outside when nobody is there."""

import asyncio
import math
import os
import signal
import threading
import time
from collections.abc import Callable

from textual.app import App

_SECONDS_BETWEEN_LOOKS = 5
_SECONDS_TO_LEAVE = 3
_SECONDS_BETWEEN_QUESTIONS = 0.01


class Leaving:
    """Closes an application in order; nothing half done is left."""

    def __init__(self, app: App[None], is_quiet: Callable[[], bool]) -> None:
        """`is_quiet` tells whether no screen is in the making: half a screen cannot be closed."""
        self._app, self._is_quiet = app, is_quiet
        self._going: asyncio.Task[None] | None = None
        self._last_key = time.monotonic()
        self._longest: float = math.inf

    def when_told(self) -> None:
        """A dropped line and a shutdown say so by signals."""
        for name in ("SIGHUP", "SIGTERM"):
            if hasattr(signal, name) and not self._app.is_headless:
                asyncio.get_running_loop().add_signal_handler(getattr(signal, name), self._leave)

    def when_idle(self, minutes: int) -> None:
        """A screen that nobody looks at for so long is not left open; nothing typed is saved."""
        self._longest = 60 * minutes
        self._app.set_interval(_SECONDS_BETWEEN_LOOKS, self._look)

    def key(self) -> None:
        """Somebody is there."""
        self._last_key = time.monotonic()

    def _look(self) -> None:
        if time.monotonic() - self._last_key > self._longest:
            self._app.exit()

    def _leave(self) -> None:
        """Close; a terminal that is gone takes no last words: nobody waits for that for ever."""
        last_resort = threading.Timer(_SECONDS_TO_LEAVE, os._exit, [1])
        last_resort.daemon = True
        last_resort.start()
        self._going = asyncio.create_task(self._leave_when_quiet())

    async def _leave_when_quiet(self) -> None:
        while not self._is_quiet():
            await asyncio.sleep(_SECONDS_BETWEEN_QUESTIONS)
        self._app.exit()

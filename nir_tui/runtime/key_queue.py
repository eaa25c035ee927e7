"""Keys typed ahead arrive in order: each waits until the one before it has done its work.

Textual forwards a key to the widget that has the focus when the key is read. A burst of keys, from
fast fingers or a slow line, would reach the field or the screen that its first key is about to
leave; a digit of the hours could end up in the date.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable

from textual.events import Callback, Event, Paste
from textual.message_pump import MessagePump

from nir_tui.runtime.idle_tasks import IdleTasks
from nir_tui.runtime.input_tokens import LONGEST_TYPED, MOST_PASTED
from nir_tui.runtime.paint_batching import BatchingApp

_MAX_ROUNDS = 50
_LONGEST_ROUND = 0.5
_MOST_WAITING = 2 * LONGEST_TYPED
"""Keys. Nobody types further ahead, and a broken terminal must not keep the session busy."""


class KeyQueue:
    """The keys that were read and not yet delivered."""

    def __init__(self, app: BatchingApp, deliver: Callable[[Event], Awaitable[None]]) -> None:
        self.idle_tasks = IdleTasks(app)
        self._app = app
        self._deliver = deliver
        self._waiting: deque[Event] = deque()
        self._task: asyncio.Task[None] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a key is being worked on."""
        return self._task is not None and not self._task.done()

    @property
    def is_idle(self) -> bool:
        """Whether no screen is being built, neither by a key nor by an idle task."""
        return not (self.is_busy or self.idle_tasks.is_at_work)

    def enqueue(self, event: Event) -> None:
        """Take a key; it is delivered at once if no other is being worked on."""
        last = self._waiting[-1] if self._waiting else None
        if isinstance(event, Paste) and isinstance(last, Paste):
            # One paste that arrives in many pieces is inserted once.
            self._waiting[-1] = Paste((last.text + event.text)[: MOST_PASTED + 1])
        elif len(self._waiting) < _MOST_WAITING:
            self._waiting.append(event)
        if not self.is_busy:
            self.idle_tasks.stop()
            self._task = asyncio.create_task(self._deliver_all())

    async def _deliver_all(self) -> None:
        while self._waiting:
            with self._app.batch_paint():
                await self._deliver(self._waiting.popleft())
                await self.wait_until_idle()
        self.idle_tasks.start()

    async def wait_until_idle(self) -> None:
        """Wait until no widget of the screen has anything left to do."""
        for _ in range(_MAX_ROUNDS):
            if not self._app.is_running:
                return
            pumps = self._pumps()
            await _wait_for_pumps(pumps)
            if pumps == self._pumps() and not any(pump.message_queue_size for pump in pumps):
                return

    def _pumps(self) -> list[MessagePump]:
        if not self._app.screen_stack:
            return [self._app]
        return [self._app, *self._app.screen.walk_children(with_self=True)]


async def _wait_for_pumps(pumps: Iterable[MessagePump]) -> None:
    """Wait until each pump has handled every message it had at the call."""
    waiting = 0
    all_answered = asyncio.Event()

    def answer() -> None:
        nonlocal waiting
        waiting -= 1
        if waiting == 0:
            all_answered.set()

    for pump in pumps:
        # Like call_later, which would also inspect the parameters of `answer` for every pump.
        waiting += pump.post_message(Callback(callback=answer))
    if waiting:
        # A pump that is closing never answers; the next round leaves it out.
        try:
            await asyncio.wait_for(all_answered.wait(), _LONGEST_ROUND)
        except TimeoutError:
            return

"""The only way to run database work outside the screen's thread."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any, TypeVar

from textual.dom import DOMNode
from textual.worker import get_current_worker

from models.errors import RegisterError
from models.storage.register import Register

ResultT = TypeVar("ResultT")


def run_job(
    owner: DOMNode,
    work: Callable[[], ResultT],
    done: Callable[[ResultT], None],
    failed: Callable[[RegisterError], None],
    group: str = "job",
) -> None:
    """Do `work` in a thread and pass its result to `done`; a newer job of the group cancels it.

    A RegisterError goes to `failed`; any other error is a crash, as everywhere.
    """

    def in_thread() -> None:
        worker = get_current_worker()
        try:
            result = work()
        except RegisterError as error:
            if not worker.is_cancelled:
                owner.app.call_from_thread(failed, error)
            return
        if not worker.is_cancelled:
            owner.app.call_from_thread(done, result)

    owner.run_worker(in_thread, thread=True, exclusive=True, group=group)


class QueryThread:
    """A thread that reads for the screens, over one open connection that keeps its cache.

    It runs one query at a time: new work interrupts older work of its own group and waits for
    work of another group.
    """

    def __init__(self, register: Register) -> None:
        self._register = register
        self._open = ExitStack()
        self._is_connected = False
        self._thread = ThreadPoolExecutor(1, "reader")

    def _connect(self) -> None:
        """Connect at the first work, in the thread: a register unreachable now may be up later."""
        if not self._is_connected:
            self._open.enter_context(self._register.connected())
            self._is_connected = True

    def run(
        self,
        owner: DOMNode,
        group: str,
        work: Callable[[], ResultT],
        done: Callable[[ResultT], None],
        failed: Callable[[RegisterError], None],
    ) -> None:
        """Do work that only reads; newer work of its group interrupts it, in the database too."""
        self.stop(owner, group)
        self.take(owner, group, self.begin(group, work), done, failed)

    def begin(self, group: str, work: Callable[[], ResultT]) -> "Future[ResultT]":
        """Begin work that only reads; `take` fetches its result later."""

        def interruptibly() -> ResultT:
            self._connect()
            with self._register.interruptible(group):
                return work()

        return self._thread.submit(interruptibly)

    def take(
        self,
        owner: DOMNode,
        group: str,
        begun: "Future[ResultT]",
        done: Callable[[ResultT], None],
        failed: Callable[[RegisterError], None],
    ) -> None:
        """Pass on the result of work that was begun, unless newer work of its group runs first."""

        async def in_turn() -> None:
            try:
                result = await asyncio.wrap_future(begun)
            except RegisterError as error:
                if owner.children:
                    failed(error)
                return
            # At the end of a session the widgets go before the work of their screen is cancelled.
            if owner.children:
                done(result)

        turn: Any = in_turn
        owner.run_worker(turn, group=group)

    def stop(self, owner: DOMNode, group: str) -> None:
        """Drop the work of a group, and stop it in the database too."""
        owner.workers.cancel_group(owner, group)
        self._register.interrupt(group)

    def close(self) -> None:
        """Close the connection; no more work is accepted."""
        self._thread.submit(self._open.close)
        self._thread.shutdown(wait=False)

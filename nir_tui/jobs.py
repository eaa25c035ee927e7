"""The one way to run database work off the screen's thread."""

from collections.abc import Callable
from typing import TypeVar

from textual.dom import DOMNode
from textual.worker import get_current_worker

from models.database import Register
from models.errors import RegisterError

T = TypeVar("T")


def run_job(
    owner: DOMNode,
    work: Callable[[], T],
    done: Callable[[T], None],
    failed: Callable[[RegisterError], None],
    group: str = "job",
) -> None:
    """Do `work` in a thread and hand its result to the screen; a newer job of a group wins.

    What the register has to say goes to `failed`; any other error is a crash like everywhere.
    """

    def in_thread() -> None:
        worker = get_current_worker()
        try:
            result = work()
        except RegisterError as trouble:
            if not worker.is_cancelled:
                owner.app.call_from_thread(failed, trouble)
            return
        if not worker.is_cancelled:
            owner.app.call_from_thread(done, result)

    owner.run_worker(in_thread, thread=True, exclusive=True, group=group)


def run_query(
    owner: DOMNode,
    register: Register,
    work: Callable[[], T],
    done: Callable[[T], None],
    failed: Callable[[RegisterError], None],
    group: str,
) -> None:
    """Do a job that only reads; a newer one of its group interrupts it in the database too."""

    def interruptibly() -> T:
        with register.interruptible(group):
            return work()

    stop_query(owner, register, group)
    run_job(owner, interruptibly, done, failed, group)


def stop_query(owner: DOMNode, register: Register, group: str) -> None:
    """Let a job that reads be forgotten, and stop it in the database too."""
    owner.workers.cancel_group(owner, group)
    register.interrupt(group)

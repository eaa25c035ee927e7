"""When Python looks for garbage: not in a command, nor before the first screen stands.

What is built until then stays, and what a command makes of a case goes when nothing names it any
more. Looking through all of it again and again takes a seventh of the time until the first screen
and a fifth of an import. Later it makes a key now and then wait for a tenth of a second, as every
screen that was left is looked through: that is done while nobody presses a key.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nir_tui.runtime.idle_tasks import IdleTasks

_REST = 0.7
"""Seconds: whoever reads what is on the screen."""

_WORTH_IT, _SELDOM = 3, 100
"""How often what is new was looked through since all of it was; some 7,000 objects each time."""


@contextmanager
def collection_paused() -> Iterator[None]:
    """Look for no garbage meanwhile, or until `enable_gc_when_idle`."""
    was_looked_for = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looked_for:
            gc.enable()


def enable_gc_when_idle(rest: "IdleTasks") -> None:
    """Look for it from now on, but not in what there is; nothing where it was never paused.

    All of it at rest, at a key only what is new; where nobody ever rests, seldom at a key.
    """
    if gc.isenabled():
        return
    gc.freeze()
    gc.enable()
    new, younger, _all = gc.get_threshold()
    gc.set_threshold(new, younger, _SELDOM)
    rest.every_idle(_collect, after=_REST)


async def _collect() -> None:
    if gc.get_count()[2] >= _WORTH_IT:
        gc.collect()

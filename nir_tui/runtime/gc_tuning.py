"""When Python collects garbage: not in a command, and not before the first screen is shown.

Objects built until then stay alive, and reference counts free the objects that a command makes of
a case. Collecting during that time would take a seventh of the time until the first screen, and a
fifth of an import. Later, a full collection also visits every screen that was left, and would now
and then delay a key by a tenth of a second: it runs while nobody presses a key.

Gain in a session: none could be told from the noise, in five rounds. It costs 4 MB of memory.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from nir_tui.runtime.switch import Trick, is_on

if TYPE_CHECKING:
    from nir_tui.runtime.idle_tasks import IdleTasks

_REST = 0.7
"""Seconds without a key: the user is reading the screen."""

_WORTH_IT, _SELDOM = 3, 100
"""Collections of younger objects that make a full one due: when idle, and at a key.

Each covers some 7,000 new objects.
"""


@contextmanager
def collection_paused() -> Iterator[None]:
    """Collect no garbage inside the block, or until `enable_gc_when_idle`."""
    was_looked_for = gc.isenabled()
    if is_on(Trick.GC_TUNING):
        gc.disable()
    try:
        yield
    finally:
        if was_looked_for:
            gc.enable()


def enable_gc_when_idle(rest: "IdleTasks") -> None:
    """Collect garbage from now on, except among existing objects; does nothing if never paused.

    Full collections run when idle, those of new objects at any time. If the app is never idle, a
    full collection seldom runs at a key.
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

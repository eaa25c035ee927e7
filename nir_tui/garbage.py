"""When Python looks for garbage: not in a command, nor before the first screen stands.

What is built until then stays, and what a command makes of a case goes when nothing names it any
more. Looking through all of it again and again takes a seventh of the time until the first screen
and a fifth of an import; later it would make a key wait now and then.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Look for no garbage meanwhile, or until `resume_collection`."""
    was_looked_for = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looked_for:
            gc.enable()


def resume_collection() -> None:
    """Look for it from now on, but not in what there is; nothing where it was never paused."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()

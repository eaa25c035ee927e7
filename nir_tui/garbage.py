"""When Python looks for garbage: not before the first screen stands, nor in what stands for good.

Nearly all that is imported and built until then stays; looking through it again and again takes a
seventh of the time until the first screen, and later makes a key wait now and then.
"""

import gc


def leave_alone() -> None:
    """Look for none, until `look_again`."""
    gc.disable()


def look_again() -> None:
    """Look for it from now on, but not in what there is; nothing where it was never left alone."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()

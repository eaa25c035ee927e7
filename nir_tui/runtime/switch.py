"""The switch for what only makes Textual faster: the environment variable `NIR_PLAIN_TEXTUAL`.

Unset, empty or `0`: every trick is on. Names of tricks with commas between them: those are off, to
measure one alone, or to find the one that a new version of Textual broke. Any other text, such as
`1`: all are off, and the screens are drawn as Textual draws them. It is read once, at import.

What keeps a session safe has no switch: the input guard, the limits on sizes, the order of keys,
the shutdown, the watchdog and the crash report.
"""

import os
from collections.abc import Mapping
from enum import StrEnum

VARIABLE = "NIR_PLAIN_TEXTUAL"


class Trick(StrEnum):
    """The tricks; each value is the name of its module in this folder."""

    DEFERRED_REMOVAL = "deferred_removal"
    FIXED_CONTENT_SIZE = "fixed_content_size"
    FRAME_RATE = "frame_rate"
    GC_TUNING = "gc_tuning"
    IMPORT_WARMUP = "import_warmup"
    NEW_SCREEN_STYLES = "new_screen_styles"
    PAINT_BATCHING = "paint_batching"
    POINTER_SHAPE = "pointer_shape"
    PREBUILT_SCREEN = "prebuilt_screen"
    PRESTYLED_INPUT = "prestyled_input"
    UNUSED_MODULES = "unused_modules"
    WHOLE_ROW = "whole_row"


def tricks_off(environment: Mapping[str, str]) -> frozenset[Trick]:
    """Return the tricks that an environment turns off."""
    text = environment.get(VARIABLE, "").strip()
    if text in ("", "0"):
        return frozenset()
    try:
        return frozenset(Trick(name.strip()) for name in text.split(","))
    except ValueError:
        return frozenset(Trick)


_OFF = tricks_off(os.environ)


def is_on(trick: Trick) -> bool:
    """Return whether a trick is used in this process."""
    return trick not in _OFF

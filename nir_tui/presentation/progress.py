"""The progress of a long run: how far it has come, its speed, and the time left."""

import time
from collections.abc import Callable

from nir_tui.presentation.i18n import _

_MINUTE = 60
_OFTEN_ENOUGH = 0.1
"""Seconds between two reports of progress."""


class ProgressMeter:
    """Describes the progress of a run that begins when the meter is created."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._started = clock()
        self._told = -_OFTEN_ENOUGH

    def is_time(self, done: int, total: int) -> bool:
        """Return whether to report progress now: at the end, and at intervals until then."""
        now = self._clock()
        if done != total and now - self._told < _OFTEN_ENOUGH:
            return False
        self._told = now
        return True

    def describe(self, done: int, total: int) -> str:
        """Return `12000 av 100000 · 4000 i sekundet · 22 s igjen`; a total of 0 is yet unknown."""
        seconds = self._clock() - self._started
        rate = done / seconds if seconds > 0 else 0
        parts = [_("{done} av {total}").format(done=done, total=total)]
        if not total:
            parts = [_("leser {done}").format(done=done)]
        if rate:
            parts.append(_("{rate} i sekundet").format(rate=round(rate)))
        if rate and total:
            parts.append(_("{time} igjen").format(time=_span((total - done) / rate)))
        return " · ".join(parts)


def _span(seconds: float) -> str:
    """Return a duration as minutes and seconds; longer units are not needed."""
    minutes, rest = divmod(round(seconds), _MINUTE)
    return (
        _("{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)
        if minutes
        else (_("{seconds} s").format(seconds=rest))
    )

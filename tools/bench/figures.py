"""A measured figure, and functions to take and format times."""

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

DAY = date(2026, 11, 24)
SEED = 20261124


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the page: what is measured, the value, the floor or peer beside it, the target."""

    what: str
    measured: str
    beside: str = ""
    reach: str = ""


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


class Measurement(NamedTuple):
    """The seconds and the peak memory in MB of a process, with those that it started."""

    seconds: float
    megabytes: float

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s, {self.megabytes:.0f} MB"


def process(words: Sequence[str]) -> Measurement:
    """Run and measure a process. Raises CalledProcessError if it fails."""
    start = time.perf_counter()
    with subprocess.Popen(words, stdout=subprocess.DEVNULL) as running:
        _process, status, usage = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, words)
    return Measurement(time.perf_counter() - start, usage.ru_maxrss / 1024)


def ms(seconds: float) -> str:
    """Format seconds as milliseconds."""
    return f"{1000 * seconds:.1f} ms"


def spread(spent: Sequence[float]) -> str:
    """Format the median, the 95th percentile and the maximum of some times."""
    return f"p50 {ms(quantile(spent, 0.5))}, p95 {ms(quantile(spent, 0.95))}, max {ms(max(spent))}"


def beside(spent: float, floor: float, what: str) -> str:
    """Format a time as a multiple of its floor, with the floor's name and time."""
    took = f"{floor:.1f} s" if floor >= 1 else ms(floor)
    return f"{spent / floor:.1f} x {what} ({took})"


def quantile(spent: Sequence[float], share: float) -> float:
    """Return the time below which a share (0 to 1) of some times lies."""
    return sorted(spent)[min(int(len(spent) * share), len(spent) - 1)]

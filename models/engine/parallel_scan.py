"""Scans all cases for those whose termination or list row is out of date.

The scan only reads, so it is divided among the processors. The caller corrects what is found, and
locks the register meanwhile, so that all processes read the same data.
"""

import os
import signal
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from models.cases.case import LoadContext, build_case_or_fail, load_context
from models.cases.stored_case import stream_stored
from models.list_rows.projection import report_row_values
from models.list_rows.reader import stored_rows
from models.list_rows.text_index import Letters, count_letters, text_of
from models.list_rows.writer import as_stored
from models.storage.register import Register, open_register
from models.tables import PersonRow
from rules.engine import decide

WORTH_SHARING = 50_000
"""Persons from which more processes pay: a smaller scan ends before a second one has started."""

_BATCH_SIZE = 5_000
_MOST_PROCESSES = 8
OnScanned = Callable[[int], None]


@dataclass(slots=True)
class ScanResult:
    """The numbers of the persons that are out of date, and the letter counts of the stored rows."""

    looked_at: int = 0
    differing: list[int] = field(default_factory=list)
    letters: Counter[Letters] = field(default_factory=Counter)

    def take(self, other: "ScanResult") -> None:
        """Add the result of another part."""
        self.looked_at += other.looked_at
        self.differing += other.differing
        self.letters += other.letters


def examine(register: Register, as_of: date, tell: OnScanned, alone: bool) -> ScanResult:
    """Scan every case as of a day, inside a transaction.

    `alone`: use this process only. Required if others may write meanwhile, since each process
    would read a different snapshot. `tell` is called with the number of cases scanned, and may
    raise to stop the scan.
    """
    found = ScanResult()
    for some in _in_parts(register, as_of, alone):
        found.take(some)
        tell(found.looked_at)
    return found


def _in_parts(register: Register, as_of: date, alone: bool) -> Iterator[ScanResult]:
    last = PersonRow.select().order_by(PersonRow.id.desc()).limit(1).scalar() or 0
    parts = [(start, start + _BATCH_SIZE) for start in range(0, last, _BATCH_SIZE)]
    processes = 1 if alone else worker_processes(last)
    if processes == 1:
        shared = load_context(register)
        yield from (_look(shared, as_of, *part) for part in parts)
        return
    # Imported here: only a large register needs them, and they are slow to import.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Spawned, since a fork would inherit open connections. ctrl+c is ignored by the workers: this
    # process ends them, and their tracebacks would be written across the screen.
    deaf = (signal.SIGINT, signal.SIG_IGN)
    pool = ProcessPoolExecutor(processes, get_context("spawn"), signal.signal, deaf)
    waiting = deque(pool.submit(_look_at, register.location, as_of, *part) for part in parts)
    try:
        while waiting:
            # Removed from the queue, so that the memory of each part is freed before the next.
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def worker_processes(persons: int) -> int:
    """Return how many processes to divide work on some persons among; 1: this process alone."""
    return 1 if persons < WORTH_SHARING else min(processors(), _MOST_PROCESSES)


def processors() -> int:
    """Return how many processors this process may use, or how many there are if that is unknown."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_opened: dict[str, Register] = {}


def _look_at(location: str, as_of: date, after: int, last: int) -> ScanResult:
    """Scan one part in a worker process, which opens the register once."""
    if location not in _opened:
        _opened[location] = open_register(location)
    register = _opened[location]
    with register.connected(), register.read():
        return _look(load_context(register), as_of, after, last)


def _look(shared: LoadContext, as_of: date, after: int, last: int) -> ScanResult:
    """Scan the persons with a number above `after`, up to and including `last`."""
    found = ScanResult()
    rows = {row["person"]: row for row in stored_rows(after, last)}
    for stored in stream_stored(after, last):
        case = build_case_or_fail(stored, shared)
        number = case.person.id
        row = rows.get(number, {})
        wanted = as_stored(report_row_values(case, as_of))
        if decide(case.facts, as_of) or tuple(row.values()) != wanted:
            found.differing.append(number)
        found.looked_at += 1
    found.letters = count_letters(map(text_of, rows.values()))
    return found

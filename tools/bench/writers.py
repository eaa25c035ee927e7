"""Fifty case workers register at once, each in a separate process, with time to think between.

They think half a second on average, at random; and in a second run two seconds.
"""

import multiprocessing
import random
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from models.changes.apply_change import apply_change
from models.changes.terminations import RegisterTermination
from models.errors import RegisterError
from models.journal.actor import actor_for
from models.list_filter import ListFilter
from models.lists.list_line import ListLine
from models.lists.pages import list_page
from models.lists.sort_order import Order
from models.storage.register import open_register
from rules import reasons
from tools.bench.figures import DAY, Figure, beside, ms, quantile, spread
from tools.bench.registers import copy_of

Answer = tuple[float, str, str]
"""Seconds, the person's DUF number, and the error, empty if none."""

_WRITERS = 50
_THOUGHT, _LONGER_THOUGHT = 0.5, 2.0
"""Average seconds. The longer one loads a machine a quarter as fast as the other a fast one."""


def writers(path: Path, folder: Path, each: int) -> list[Figure]:
    """Time whole registrations, `each` per writer, and count those that were locked out or lost."""
    bare = folder / "bare.db"
    with closing(sqlite3.connect(bare)) as database:
        database.execute("PRAGMA journal_mode = wal")
        database.execute("CREATE TABLE bare (duf, at, reason)")
    copy = copy_of(path, folder)
    figures = [_registrations(copy, bare, thought, each) for thought in (_THOUGHT, _LONGER_THOUGHT)]
    copy.unlink()
    return figures


def _registrations(copy: Path, bare: Path, thought: float, each: int) -> Figure:
    answers = _crowd(_write, copy, _to_correct(copy, _WRITERS * (each + 1)), thought, each)
    rows = range(_WRITERS * each)
    floor = quantile([s for s, *_ in _crowd(_write_bare, bare, rows, thought, each)], 0.99)
    spent = [seconds for seconds, _duf, error in answers if not error]
    kept = _registered(copy, [duf for _seconds, duf, error in answers if not error])
    refused = len(answers) - len(spent)
    last = quantile(spent, 0.99)
    return Figure(
        f"{_WRITERS} writers, {thought:g} s thought, a whole registration",
        f"{spread(spent)}, p99 {ms(last)}",
        f"{refused} locked out or refused, {len(spent) - kept} lost; p99 "
        + beside(last, floor, "one bare row each"),
        "p99 50 ms, none, none" if thought == _THOUGHT else "",
    )


def _crowd(
    write: Callable[..., None], place: Path, work: Sequence[Any], thought: float, each: int
) -> list[Answer]:
    """Let all writers begin together, each with a part of the work; `each` of a part is timed."""
    context = multiprocessing.get_context("spawn")
    begun, told = context.Barrier(_WRITERS), context.Queue()
    crowd = [
        context.Process(target=write, args=(str(place), work[n::_WRITERS], thought, begun, told))
        for n in range(_WRITERS)
    ]
    for writer in crowd:
        writer.start()
    answers = [told.get() for _ in range(_WRITERS * each)]
    for writer in crowd:
        writer.join()
    return answers


def _write_bare(path: str, work: Sequence[int], thought: float, begun: Any, told: Any) -> None:
    """Write one bare row per transaction, with the same time to think."""
    chance = random.Random(f"{work[0]}")
    database = sqlite3.connect(path, timeout=30, isolation_level=None)
    database.execute("PRAGMA synchronous = full")
    begun.wait()
    for number in work:
        time.sleep(chance.uniform(0, 2 * thought))
        start = time.perf_counter()
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO bare VALUES (?, ?, ?)", (work[0], number, "helse"))
        database.execute("COMMIT")
        told.put((time.perf_counter() - start, "", ""))
    database.close()


def _to_correct(path: Path, count: int) -> list[ListLine]:
    register = open_register(str(path))
    chosen = ListFilter(reasons=(reasons.NOT_REGISTERED,), needs_correction=True)
    lines = list_page(register, chosen, Order("duf"), DAY, 0, count)
    register.close()
    return lines


def _write(path: str, lines: list[ListLine], thought: float, begun: Any, told: Any) -> None:
    """Register as a session does, on one connection; the first registration is not timed."""
    register = open_register(path)
    actor = replace(actor_for(register, "bench"), as_of=DAY)
    chance = random.Random(path + str(lines[0].duf))

    def register_one(line: ListLine) -> tuple[float, str, str]:
        start, refusal = time.perf_counter(), ""
        try:
            apply_change(
                register, actor, line.duf, RegisterTermination("ukjent", line.date), confirmed=True
            )
        except RegisterError as error:
            refusal = str(error)
        return time.perf_counter() - start, line.duf, refusal

    first, *others = lines
    with register.connected():
        register_one(first)
        begun.wait()
        for line in others:
            time.sleep(chance.uniform(0, 2 * thought))
            told.put(register_one(line))


def _registered(path: Path, dufs: list[str]) -> int:
    register = open_register(str(path))
    with register.read():
        marks = ", ".join("?" * len(dufs))
        [(count,)] = register.execute(
            "SELECT count(*) FROM termination t JOIN person p ON p.id = t.person_id"
            f" WHERE t.deleted_at IS NULL AND t.reason = 'ukjent' AND p.duf IN ({marks})",
            tuple(dufs),
        )
    register.close()
    return int(str(count))

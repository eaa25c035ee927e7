"""What the database is asked: pages with their counts, a case, the engine with nothing due."""

import random
import sqlite3
import statistics
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from models.actor import actor_for
from models.database import Register, open_register
from models.engine_run import run_engine
from models.lists.chosen import ListFilter
from models.lists.counting import count_list
from models.lists.listing import list_page
from models.lists.order import Order
from models.reading import read_case
from tools.bench.figures import DAY, SEED, Figure, spread, timed
from tools.bench.mix import anything, in_a_place, of_sets

_DRAWN, _ASKED_BEFORE = 300, 40
Draw = Callable[[random.Random], tuple[ListFilter, Order]]


def queries(path: Path) -> list[Figure]:
    """A register, asked from one process."""
    register = open_register(str(path))
    try:
        with register.connected():
            return [*_lists(register), _case(register, path), _nothing_due(register)]
    finally:
        register.close()


def _lists(register: Register) -> Iterator[Figure]:
    chance = random.Random(SEED)
    for name, reach, draw in (
        ("any filters, text and order", "p50 3, p95 45, max 150 ms", anything),
        ("sets of values only", "p95 10 ms", of_sets),
        ("within one municipality", "p95 10 ms", in_a_place),
    ):
        asked = [draw(chance) for _ in range(_DRAWN)]
        for chosen, order in asked[:_ASKED_BEFORE]:
            page_and_count(register, chosen, order)
        spent = [timed(partial(page_and_count, register, *one)) for one in asked]
        yield Figure(f"page of 50 and exact count: {name}", spread(spent), "", reach)


def page_and_count(register: Register, chosen: ListFilter, order: Order) -> None:
    """What a filter asks of the register."""
    counts = count_list(register, chosen, DAY)
    list_page(register, chosen, order, DAY, 0, 50, total=counts.matching)


def _case(register: Register, path: Path) -> Figure:
    dufs = [line.duf for line in list_page(register, ListFilter(), Order("name"), DAY, 0, 200)]
    spent = [timed(partial(read_case, register, duf)) for duf in dufs]
    with sqlite3.connect(path) as raw:
        floor = [timed(partial(_bare_person, raw, duf)) for duf in dufs]
    ratio = f"{statistics.median(spent) / statistics.median(floor):.0f} x one raw row"
    return Figure("a case by DUF number", spread(spent), ratio, "3 ms")


def _bare_person(database: sqlite3.Connection, duf: str) -> object:
    return database.execute("SELECT * FROM person WHERE duf = ?", (duf,)).fetchone()


def _nothing_due(register: Register) -> Figure:
    actor = replace(actor_for(register, "bench"), as_of=DAY)
    spent = [timed(lambda: run_engine(register, actor, dry_run=True)) for _ in range(20)]
    return Figure("engine, nothing due", spread(spent), "", "10 ms")

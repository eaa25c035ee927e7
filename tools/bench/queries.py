"""Measures queries: pages with their counts, a case, and the engine with nothing due."""

import random
import statistics
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from models.cases.lookup import read_case
from models.engine.run import run_engine
from models.journal.actor import actor_for
from models.list_filter import ListFilter
from models.lists.counts import count_list
from models.lists.pages import list_page
from models.lists.sort_order import Order
from models.storage.register import Register, open_register
from tools.bench.figures import DAY, SEED, Figure, spread, timed
from tools.bench.mix import anything, in_a_place, of_sets

_DRAWN, _ASKED_BEFORE, _DUE = 300, 40, 10_000
Draw = Callable[[random.Random], tuple[ListFilter, Order]]


def queries(location: str) -> list[Figure]:
    """Measure the queries of a register from one process."""
    register = open_register(location)
    try:
        with register.connected():
            return [*_lists(register), _case(register), _nothing_due(register)]
    finally:
        register.close()


def engine(location: str) -> list[Figure]:
    """Time the engine's runs that write, in this process. The register is unchanged afterwards."""
    register = open_register(location)
    actor = replace(actor_for(register, "bench"), as_of=DAY)
    try:
        with register.connected():
            every = timed(lambda: run_engine(register, actor, every=True))
            _make_due(register)
            due = timed(lambda: run_engine(register, actor))
    finally:
        register.close()
    return [
        Figure("engine over every case, nothing changed", f"{every:.1f} s", "", "15 s per million"),
        Figure(f"engine, {_DUE:,} due, none of them changed", f"{due:.1f} s", "", "2 s"),
    ]


def _make_due(register: Register) -> None:
    """Make some cases due, so that the engine examines them again with the same result."""
    with register.write():
        register.execute(
            "UPDATE report_row SET due = '2000-01-01' WHERE person_id IN"
            f" (SELECT person_id FROM report_row ORDER BY person_id LIMIT {_DUE})"
        )


def _lists(register: Register) -> Iterator[Figure]:
    chance = random.Random(SEED)
    for name, reach, draw in (
        ("any filters, text and order", "p50 3, p95 45, max 150 ms", anything),
        ("sets of values only", "p95 10 ms", of_sets),
        ("within one municipality", "p95 10 ms", in_a_place),
    ):
        asked = [draw(chance) for _ in range(_DRAWN)]
        for list_filter, order in asked[:_ASKED_BEFORE]:
            page_and_count(register, list_filter, order)
        spent = [timed(partial(page_and_count, register, *one)) for one in asked]
        yield Figure(f"page of 50 and exact count: {name}", spread(spent), "", reach)


def page_and_count(register: Register, list_filter: ListFilter, order: Order) -> None:
    """Read the first page and the exact count of a filter."""
    counts = count_list(register, list_filter, DAY)
    list_page(register, list_filter, order, DAY, 0, 50, total=counts.matching)


def _case(register: Register) -> Figure:
    dufs = [line.duf for line in list_page(register, ListFilter(), Order("name"), DAY, 0, 200)]
    spent = [timed(partial(read_case, register, duf)) for duf in dufs]
    with register.read():
        floor = [timed(partial(_bare_person, register, duf)) for duf in dufs]
    ratio = f"{statistics.median(spent) / statistics.median(floor):.0f} x one raw row"
    return Figure("a case by DUF number", spread(spent), ratio, "3 ms")


def _bare_person(register: Register, duf: str) -> object:
    return register.execute(f"SELECT * FROM person WHERE duf = '{duf}'")


def _nothing_due(register: Register) -> Figure:
    actor = replace(actor_for(register, "bench"), as_of=DAY)
    spent = [timed(lambda: run_engine(register, actor, dry_run=True)) for _ in range(20)]
    return Figure("engine, nothing due", spread(spent), "", "10 ms")

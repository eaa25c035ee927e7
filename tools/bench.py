"""Measures the program beside its floors in the same run: `make bench`, `make bench SIZE=20000`.

A synthetic register of the size asked for is made once, in the user's cache folder. The mix of
filters is drawn from a seed: any of the report's or the persons' filters, a search text in two of
five, every order both ways. What is printed goes to docs/benchmarks.md only at the full size.
"""

import argparse
import csv
import os
import platform
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import platformdirs

from models.actor import actor_for
from models.database import Register, open_register
from models.engine_run import run_engine
from models.lists.chosen import ENGINE, EVERYONE, MUNICIPALITY, ListFilter, Subject
from models.lists.counting import count_list
from models.lists.listing import list_page
from models.lists.order import PERSONS_COLUMNS, REPORT_COLUMNS, Order
from models.reading import read_case
from models.sqlite import sqlite_version
from rules.codes import REASONS
from rules.programme import Category, Law

FULL_SIZE = 1_000_000
DAY = date(2026, 11, 24)
SEED = 20261124
DOCS = Path(__file__).parent.parent / "docs" / "benchmarks.md"
TEXTS = ("a", "al", "ali", "hass", "ova", "øz", "0012", "90", "mohamed a", "kovalenko", "zz", "ås")
REMARKS = "\nWhat misses its target, and why:\n"
PLACES = ("0301", "4601", "4204", "1818", "5501", "3201")

Line = tuple[str, str, str, str]


def main() -> None:
    """Measure, print, and at the full size write the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=FULL_SIZE)
    size = parser.parse_args().size
    path = _register(size)
    lines = [*_commands(path), *_lists(path, size), *_whole(path)]
    page = _page(size, path, lines)
    print(page)
    if size == FULL_SIZE:
        # What people have written below the table stays.
        before = DOCS.read_text(encoding="utf-8") if DOCS.exists() else ""
        _table, mark, remarks = before.partition(REMARKS)
        DOCS.write_text(page + mark + remarks, encoding="utf-8")


def _register(size: int) -> Path:
    folder = Path(platformdirs.user_cache_path("nir-tui-bench"))
    folder.mkdir(parents=True, exist_ok=True)
    schema = len(list(Path("models/migrations").glob("0*.py")))
    path = folder / f"synthetic-{size}-{schema}.db"
    if not path.exists():
        words = ["--as-of", DAY.isoformat(), "--register", str(path), "init"]
        subprocess.run([*_nir(), *words, "--synthetic", str(size), "--seed", "1"], check=True)
    return path


def _nir() -> list[str]:
    return [str(Path(sys.executable).with_name("nir-tui"))]


# Whole processes


def _commands(path: Path) -> list[Line]:
    bare = _process([sys.executable, "-c", "pass"])
    found: list[Line] = []
    with sqlite3.connect(path) as database:
        [(duf,)] = database.execute("SELECT duf FROM person LIMIT 1 OFFSET 100")
    for words, reach in (
        (["--version"], "3 x bare Python"),
        (["codes"], ""),
        (["--register", str(path), "person", duf], "150 ms"),
        (["--register", str(path), "engine", "run", "--dry-run"], "nothing due"),
    ):
        spent = _process([*_nir(), *words])
        name = " ".join(word for word in words if not word.startswith(("/", "9")))
        found.append((f"`{name}`", _ms(spent), f"{spent / bare:.1f} x bare Python", reach))
    return [("`python -c pass`", _ms(bare), "1.0", "the floor of a command"), *found]


def _process(words: list[str], runs: int = 7) -> float:
    """Seconds of the median run, the first not counted."""
    spent = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(words, capture_output=True, check=True)
        spent.append(time.perf_counter() - start)
    return statistics.median(spent[1:])


# Queries


def _lists(path: Path, size: int) -> list[Line]:
    register = open_register(str(path))
    chance = random.Random(SEED)
    found = []
    with register.connected():
        for name, reach, draw in (
            ("any filters, text and order", "p50 3, p95 45, max 150 ms", _any),
            ("sets of values only", "p95 10 ms", _of_sets),
            ("within one municipality", "p95 10 ms", _in_a_place),
        ):
            asked = [draw(chance) for _ in range(300)]
            for chosen, order in asked[:40]:
                _page_and_count(register, chosen, order)
            spent = [_timed(partial(_page_and_count, register, *a)) for a in asked]
            found.append((f"page of 50 and exact count: {name}", _spread(spent), "", reach))
        dufs = [line.duf for line in list_page(register, ListFilter(), Order("name"), DAY, 0, 200)]
        spent = [_timed(partial(read_case, register, duf)) for duf in dufs]
        with sqlite3.connect(path) as raw:
            floor = [_timed(partial(_bare_person, raw, duf)) for duf in dufs]
        ratio = f"{statistics.median(spent) / statistics.median(floor):.0f} x one raw row"
        found.append(("a case by DUF number", _spread(spent), ratio, "3 ms"))
        actor = replace(actor_for(register, "bench"), as_of=DAY)
        nothing = [_timed(lambda: run_engine(register, actor, dry_run=True)) for _ in range(20)]
        found.append(("engine, nothing due", _spread(nothing), "", "10 ms"))
    register.close()
    return found


def _bare_person(database: sqlite3.Connection, duf: str) -> object:
    return database.execute("SELECT * FROM person WHERE duf = ?", (duf,)).fetchone()


def _page_and_count(register: Register, chosen: ListFilter, order: Order) -> None:
    counts = count_list(register, chosen, DAY)
    list_page(register, chosen, order, DAY, 0, 50, total=counts.matching)


def _of_sets(chance: random.Random) -> tuple[ListFilter, Order]:
    is_report = chance.random() < 0.7
    columns = REPORT_COLUMNS if is_report else PERSONS_COLUMNS
    chosen = ListFilter(
        Subject.ENDED if is_report else Subject.PERSONS,
        chance.choice(list(Law)) if is_report else None,
        municipality=chance.choice((None, None, *PLACES)),
        categories=chance.choice(((), (), (str(chance.choice(list(Category))),))),
        years=chance.choice(((), (), (chance.randint(2018, 2026),))),
        reasons=chance.choice(((), (), (chance.choice(list(REASONS)),))),
        registered_by=chance.choice((EVERYONE, EVERYONE, ENGINE, MUNICIPALITY)),
        needs_correction=chance.random() < 0.2,
    )
    return chosen, Order(chance.choice(columns), chance.random() < 0.3)


def _any(chance: random.Random) -> tuple[ListFilter, Order]:
    chosen, order = _of_sets(chance)
    text = chance.choice(TEXTS) if chance.random() < 0.4 else ""
    return replace(chosen, search=text), order


def _in_a_place(chance: random.Random) -> tuple[ListFilter, Order]:
    chosen, order = _any(chance)
    return replace(chosen, municipality=chance.choice(PLACES[1:])), order


# The whole register


def _whole(path: Path) -> list[Line]:
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "list.csv")
        ours = _once([*_nir(), "--register", str(path), "report", "--format", "csv", "--out", out])
        floor = _timed(lambda: _bare_csv(path, Path(folder) / "bare.csv"))
        ratio = f"{ours / floor:.1f} x Python's csv over the same rows"
        export = _once([*_nir(), "--register", str(path), "export", str(Path(folder) / "out")])
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [
        ("report as CSV", f"{ours:.1f} s", ratio, "4 x the sqlite3 CLI"),
        ("export of a bundle", f"{export:.1f} s", "", ""),
        ("most memory of any of these commands", f"{memory:.0f} MB", "", "300 MB, flat"),
    ]


def _once(words: list[str]) -> float:
    return _timed(lambda: subprocess.run(words, capture_output=True, check=True))


def _bare_csv(path: Path, out: Path) -> None:
    with sqlite3.connect(path) as database, out.open("w", newline="", encoding="utf-8") as stream:
        rows = database.execute(
            "SELECT r.*, p.first_name, p.last_name FROM report_row r JOIN person p ON"
            " p.id = r.person_id WHERE r.reason IS NOT NULL AND r.law = 'integreringsloven'"
        )
        csv.writer(stream, delimiter=";").writerows(rows)


# Writing it down


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.1f} ms"


def _spread(spent: list[float]) -> str:
    in_order = sorted(spent)
    middle, late = in_order[len(in_order) // 2], in_order[int(len(in_order) * 0.95)]
    return f"p50 {_ms(middle)}, p95 {_ms(late)}, max {_ms(in_order[-1])}"


def _page(size: int, path: Path, lines: list[Line]) -> str:
    version = ".".join(map(str, sqlite_version()))
    megabytes = path.stat().st_size / 1e6
    rows = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"""# Benchmarks

Written by `make bench` ({size:,} persons, a register of {megabytes:,.0f} MB). Absolute times belong
to the machine: {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()},
SQLite {version}. Queries run in one process that has asked forty others before.

| what | measured | beside its floor | to reach |
|---|---|---|---|
{rows}
"""


if __name__ == "__main__":
    main()

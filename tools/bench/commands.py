"""Measures whole processes: short commands beside bare Python, and those over every person."""

import csv
import shutil
import sqlite3
import statistics
import subprocess
import sys
from functools import partial
from pathlib import Path

from rules.code_lists import ENGINE
from tools.bench import floors
from tools.bench.figures import DAY, Figure, beside, ms, process, timed
from tools.bench.registers import copy_of, nir

_RUNS = 7
_REPORT = (
    "SELECT r.*, p.first_name, p.last_name FROM report_row r JOIN person p ON p.id = r.person_id"
    " WHERE r.reason IS NOT NULL AND r.law = 'integreringsloven'"
)


def short_commands(path: Path) -> list[Figure]:
    """Measure short commands, which have no screen."""
    bare = _median([sys.executable, "-c", "pass"])
    with sqlite3.connect(path) as database:
        [(duf,)] = database.execute("SELECT duf FROM person LIMIT 1 OFFSET 100")
    found = [Figure("`python -c pass`", ms(bare), "1.0", "the floor of a command")]
    for name, words, reach in (
        ("--version", ["--version"], "3 x bare Python"),
        ("codes", ["codes"], ""),
        ("person", ["--register", str(path), "person", duf], "150 ms"),
        ("engine run", [*_at(path), "engine", "run", "--dry-run"], "nothing due"),
    ):
        spent = _median(nir(*words))
        found.append(Figure(f"`{name}`", ms(spent), f"{spent / bare:.1f} x bare Python", reach))
    return found


def whole_registers(path: Path, folder: Path) -> list[Figure]:
    """Measure time and peak memory of export, import, and the engine over every person."""
    rows = folder / "list.csv"
    ours = process(nir(*_at(path), "report", "--format", "csv", "--out", str(rows)))
    bundle = folder / "bundle"
    export = process(nir(*_at(path), "export", str(bundle)))
    of_csv = _beside_csv(path, folder, ours.seconds)
    return [
        Figure("report as CSV", str(ours), of_csv, "4 x the CLI; memory flat"),
        Figure("export of a bundle", str(export), "", "memory flat"),
        *_import(bundle, folder),
        *_engine(path, folder),
    ]


def _beside_csv(path: Path, folder: Path, ours: float) -> str:
    floor = timed(lambda: _bare_csv(path, folder / "bare.csv"))
    beside = f"{ours / floor:.1f} x Python's csv over the same rows"
    client = shutil.which("sqlite3")
    if client is None:
        return beside + "; the sqlite3 CLI is not installed here"
    words = [client, "-csv", str(path), f"{_REPORT};"]
    with (folder / "cli.csv").open("wb") as out:
        cli = timed(lambda: subprocess.run(words, stdout=out, check=True))
    return f"{beside}, {ours / cli:.1f} x the sqlite3 CLI"


def _bare_csv(path: Path, out: Path) -> None:
    with sqlite3.connect(path) as database, out.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream, delimiter=";").writerows(database.execute(_REPORT))


def _import(bundle: Path, folder: Path) -> list[Figure]:
    new = folder / "new.db"
    process(nir("--register", str(new), "init"))
    first = process(nir(*_at(new), "import", str(bundle)))
    again = process(nir(*_at(new), "import", str(bundle)))
    new.unlink()
    bare = floors.bare_import(bundle, folder)
    floor = beside(first.seconds, bare, "Python's csv into bare tables")
    named = "import of that bundle, the engine's answers with it"
    return [
        Figure(named, str(first), floor, "60 s before; memory flat"),
        Figure("the same files again", str(again), "", "memory flat"),
    ]


def _engine(path: Path, folder: Path) -> list[Figure]:
    copy = copy_of(path, folder)
    checked = process(nir(*_at(copy), "check"))
    every = process(nir(*_at(copy), "engine", "run", "--all"))
    with sqlite3.connect(copy) as database:
        [(persons,)] = database.execute("SELECT count(*) FROM person")
        wanted = min(10_000, persons // 10)
        [(due,)] = database.execute(
            "SELECT due FROM report_row ORDER BY due LIMIT 1 OFFSET ?", (wanted,)
        )
    register = ["--register", str(copy), "--as-of", due]
    some = process(nir(*register, "engine", "run", "--yes"))
    gone = _take_back_the_engines(copy)
    anew = process(nir(*_at(copy), "engine", "run", "--all"))
    read = floors.rows_read(copy)
    rows = floors.rows_of_some(copy, wanted)
    of_some = beside(some.seconds, rows, "their list rows written alone")
    bare = read + floors.bare_rows(folder, gone)
    of_new = beside(anew.seconds, bare, "reading all, writing those bare")
    copy.unlink()
    reading = partial(beside, floor=read, what="reading every row")
    return [
        Figure("check", str(checked), reading(checked.seconds), "memory flat"),
        Figure(
            "engine over every case, nothing changed",
            str(every),
            reading(every.seconds),
            "15 s, 300 MB, flat",
        ),
        Figure(f"engine, {wanted:,} due", str(some), of_some, "2 s"),
        Figure(f"engine over every case, {gone:,} new", str(anew), of_new, "60 s for 700,000"),
    ]


def _take_back_the_engines(copy: Path) -> int:
    """Remove all that the engine has registered; the trigger that forbids it is dropped first."""
    with sqlite3.connect(copy) as database:
        database.execute("DROP TRIGGER termination_is_kept")
        found = database.execute("DELETE FROM termination WHERE registered_by = ?", (ENGINE,))
        return found.rowcount


def _at(path: Path) -> list[str]:
    return ["--register", str(path), "--as-of", DAY.isoformat()]


def _median(words: list[str]) -> float:
    return statistics.median([process(words).seconds for _ in range(_RUNS + 1)][1:])

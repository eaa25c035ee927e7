"""The floors: the bare work under a figure, in the same run, so that its ratio goes to any machine.

Each takes Python's own SQLite and leaves out everything that makes a register of it.
"""

import csv
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from tools.bench.figures import DAY, Figure, ms, timed

_TABLES = ("person", "decision", "measure", "event", "termination", "report_row")
_DUF = re.compile(r"\d{12}")
_ENDED = (
    "FROM termination t JOIN person p ON p.id = t.person_id"
    " WHERE t.deleted_at IS NULL AND p.law = 'integreringsloven' AND p.category = 'rett'"
)
Row = tuple[object, ...]
Work = Callable[[sqlite3.Connection], None]


def of_queries(path: Path) -> list[Figure]:
    """What a list and a run with nothing due would cost bare."""
    page, due = _normalised_page(path), _due_looked_up(path)
    return [
        Figure("floor: a page and its count by date, of tables without list rows", ms(page)),
        Figure("floor: whether anybody is due, asked of the index", ms(due)),
    ]


def _normalised_page(path: Path) -> float:
    """A page and its count, asked of persons and terminations: no row is kept for the list."""

    def ask(database: sqlite3.Connection) -> None:
        database.execute(f"SELECT count(*) {_ENDED}").fetchall()
        database.execute(f"SELECT p.*, t.* {_ENDED} ORDER BY t.date, p.duf LIMIT 50").fetchall()

    return _on(path, ask)


def _due_looked_up(path: Path) -> float:
    """Whether anybody is due, asked of the index."""

    def ask(database: sqlite3.Connection) -> None:
        database.execute("SELECT person_id FROM report_row WHERE due <= ?", (str(DAY),)).fetchall()

    return _on(path, ask)


def rows_read(path: Path) -> float:
    """Every row of what a run of all reads."""

    def read(database: sqlite3.Connection) -> None:
        for table in _TABLES:
            for _row in database.execute(f"SELECT * FROM {table}"):
                pass

    return _on(path, read)


def rows_of_some(path: Path, persons: int) -> float:
    """The list rows of some persons written anew with their indexes, in a copy, kept for good."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        # As much as the program has: without it, it would be no floor.
        database.execute("PRAGMA cache_size = -16000")
        found = database.execute(f"SELECT * FROM report_row ORDER BY due LIMIT {persons}")
        marks = ", ".join("?" * len(found.description))
        rows: list[Row] = found.fetchall()

        def write() -> None:
            database.execute("BEGIN IMMEDIATE")
            database.executemany(f"REPLACE INTO report_row VALUES ({marks})", rows)
            database.execute("COMMIT")

        return timed(write)


def bare_rows(folder: Path, count: int) -> float:
    """So many rows of eleven columns written to a table with one index, and nothing else."""

    def rows() -> Iterator[Row]:
        day, moment = str(DAY), f"{DAY}T00:00:00+00:00"
        for number in range(count):
            yield (number, "ordinary", "helse", day, "regelmotor", moment, *(None,) * 5)

    return _new(folder, partial(_load, rows=rows(), columns=11, key="c0"))


def bare_import(bundle: Path, folder: Path) -> float:
    """Every row through Python's csv, its number checked, an index by number when all are in."""

    def load(database: sqlite3.Connection) -> None:
        for file in sorted(bundle.glob("*.csv")):
            with file.open(encoding="utf-8", newline="") as stream:
                rows = csv.reader(stream, delimiter=";")
                titles = next(rows)
                at = titles.index("duf")
                checked = (row for row in rows if _DUF.fullmatch(row[at].replace(" ", "")))
                _load(database, checked, len(titles), f"c{at}", file.stem)

    return _new(folder, load)


def _load(
    database: sqlite3.Connection,
    rows: Iterator[Row] | Iterator[list[str]],
    columns: int,
    key: str,
    table: str = "bare",
) -> None:
    names = ", ".join(f"c{number}" for number in range(columns))
    database.execute(f"CREATE TABLE {table} ({names})")
    marks = ", ".join("?" * columns)
    database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    database.execute(f"CREATE INDEX {table}_{key} ON {table} ({key})")


def _on(path: Path, work: Work) -> float:
    with closing(sqlite3.connect(path)) as database:
        return timed(partial(work, database))


def _new(folder: Path, work: Work) -> float:
    """In a new database, which is on disk when it is done, and gone after."""
    path = folder / "floor.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as database:

        def write() -> None:
            database.execute("BEGIN IMMEDIATE")
            work(database)
            database.execute("COMMIT")

        spent = timed(write)
    path.unlink()
    return spent

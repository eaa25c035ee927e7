"""The floors: the bare work below a figure, in the same run, so that ratios hold on any machine.

Each uses Python's own SQLite, and leaves out everything that makes it a register.
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
    """Measure the floors of a list, and of an engine run with nothing due."""
    page, due = _normalised_page(path), _due_looked_up(path)
    return [
        Figure("floor: a page and its count by date, of tables without list rows", ms(page)),
        Figure("floor: whether anybody is due, asked of the index", ms(due)),
    ]


def _normalised_page(path: Path) -> float:
    """Time a page and its count by a join of persons and terminations, without list rows."""

    def ask(database: sqlite3.Connection) -> None:
        database.execute(f"SELECT count(*) {_ENDED}").fetchall()
        database.execute(f"SELECT p.*, t.* {_ENDED} ORDER BY t.date, p.duf LIMIT 50").fetchall()

    return _on(path, ask)


def _due_looked_up(path: Path) -> float:
    """Time a look-up in the index of whether any person is due."""

    def ask(database: sqlite3.Connection) -> None:
        database.execute("SELECT person_id FROM report_row WHERE due <= ?", (str(DAY),)).fetchall()

    return _on(path, ask)


def rows_read(path: Path) -> float:
    """Time reading every row of the tables that a run over all cases reads."""

    def read(database: sqlite3.Connection) -> None:
        for table in _TABLES:
            for _row in database.execute(f"SELECT * FROM {table}"):
                pass

    return _on(path, read)


def rows_of_some(path: Path, persons: int) -> float:
    """Time writing the list rows of some persons again, with their indexes, and committing them."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        # The program's cache size: with a smaller one, this would not be a floor.
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
    """Time writing `count` rows of eleven columns to a table with one index, and nothing else."""

    def rows() -> Iterator[Row]:
        day, moment = str(DAY), f"{DAY}T00:00:00+00:00"
        for number in range(count):
            yield (number, "ordinary", "helse", day, "regelmotor", moment, *(None,) * 5)

    return _new(folder, partial(_load, rows=rows(), columns=11, key="c0"))


def bare_import(bundle: Path, folder: Path) -> float:
    """Time a bare import: Python's csv, DUF numbers checked, then an index by DUF number."""

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
    """Time some work in a new database, up to the commit to disk; then delete the database."""
    path = folder / "floor.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as database:

        def write() -> None:
            database.execute("BEGIN IMMEDIATE")
            work(database)
            database.execute("COMMIT")

        spent = timed(write)
    path.unlink()
    return spent

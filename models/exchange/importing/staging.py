"""What was read and is not yet in the register: a database of its own that is gone when closed.

It lies in a file that has no name, readable for nobody else, so a million rows take no memory and
the register is not locked while files are read.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from models.exchange.bundle_format import BundleFile

StagedRow = dict[str, Any]
"""One row of a staged file: its cells by column."""

_BATCH_SIZE = 500


@dataclass(slots=True)
class StagedCase:
    """What a bundle says of one DUF number; each row by column, with the file's row as `row`."""

    person: dict[str, Any] | None = None
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


class Staging:
    """The rows of one bundle, to be asked for case by case."""

    def __init__(self, files: dict[str, BundleFile]) -> None:
        self._columns = {
            file.table: ("row", *(column.name for column in file.columns))
            for file in files.values()
        }
        self.bundle = ""
        self.missing: set[str] = set()
        self.lacks_persons = False
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.executescript("PRAGMA journal_mode = off; PRAGMA cache_size = -16000; BEGIN")
        for table, columns in self._columns.items():
            names = ", ".join(f'"{name}"' for name in columns)
            self._database.execute(f"CREATE TABLE {table} ({names})")
        self._database.execute("CREATE TABLE bad (duf)")

    def add(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Take rows of a table, cells in the columns' order after the row's number."""
        marks = ", ".join("?" * len(self._columns[table]))
        self._database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)

    def mark_bad(self, duf: str) -> None:
        """A person whose row cannot be used: other rows of theirs are not complained of."""
        self._database.execute("INSERT INTO bad VALUES (?)", (duf,))

    def index(self) -> None:
        """Everything is in; make it quick to find."""
        for table in self._columns:
            self._database.execute(f"CREATE INDEX {table}_duf ON {table} (duf)")

    def duplicates(self, table: str) -> Iterator[tuple[str, int]]:
        """DUF numbers that stand more than once in a table, with the row of each further time."""
        rows = self._database.execute(
            f"SELECT duf, row FROM {table} WHERE duf IN"
            f" (SELECT duf FROM {table} GROUP BY duf HAVING count(*) > 1) ORDER BY duf, row"
        )
        for duf, group in groupby(rows, key=lambda row: row[0]):
            yield from ((duf, number) for _duf, number in list(group)[1:])

    def bad_dufs(self) -> set[str]:
        """The persons whose rows cannot be used."""
        return {duf for (duf,) in self._database.execute("SELECT DISTINCT duf FROM bad")}

    def count(self) -> int:
        """How many DUF numbers the bundle speaks of."""
        every = " UNION ".join(f"SELECT duf FROM {table}" for table in self._columns)
        [(count,)] = self._database.execute(f"SELECT count(*) FROM ({every})")
        return int(count)

    def batches(self) -> Iterator[dict[str, StagedCase]]:
        """The cases some hundred at a time: the persons as they stand in the file, then others."""
        persons = "SELECT duf, row FROM person" if "person" in self._columns else ""
        others = " UNION ".join(
            f"SELECT duf, NULL FROM {table}" for table in self._columns if table != "person"
        )
        if persons:
            others = f"SELECT * FROM ({others}) WHERE duf NOT IN (SELECT duf FROM person)"
        every = " UNION ALL ".join(filter(None, (persons, others)))
        dufs = self._database.cursor().execute(f"{every} ORDER BY 2 NULLS LAST, 1")
        while batch := [duf for duf, _row in dufs.fetchmany(_BATCH_SIZE)]:
            yield self._cases(batch)

    def _cases(self, dufs: list[str]) -> dict[str, StagedCase]:
        found = {duf: StagedCase() for duf in dufs}
        marks = ", ".join("?" * len(dufs))
        for table, columns in self._columns.items():
            rows = self._database.execute(
                f"SELECT * FROM {table} WHERE duf IN ({marks}) ORDER BY row", dufs
            )
            for row in rows:
                values = dict(zip(columns, row, strict=True))
                case = found[values["duf"]]
                if table == "person":
                    case.person = values
                else:
                    case.rows.setdefault(table, []).append(values)
        return found

    def close(self) -> None:
        """Let it go."""
        self._database.close()

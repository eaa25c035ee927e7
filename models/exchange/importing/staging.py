"""The staging database: rows that were read and are not yet in the register. Deleted when closed.

It is in a file without a name that no other user can read. So a million rows take no memory, and
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
    """The rows of one DUF number, each by column, with the row's number in the file as `row`."""

    person: dict[str, Any] | None = None
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


class Staging:
    """The rows of one bundle, read back case by case."""

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
        """Add rows of a table: the row's number, then the cells in the columns' order."""
        marks = ", ".join("?" * len(self._columns[table]))
        self._database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)

    def mark_bad(self, duf: str) -> None:
        """Mark a person with an unusable row, so that the person's other rows give no problems."""
        self._database.execute("INSERT INTO bad VALUES (?)", (duf,))

    def index(self) -> None:
        """Create the indexes by DUF number, after all rows are added."""
        for table in self._columns:
            self._database.execute(f"CREATE INDEX {table}_duf ON {table} (duf)")

    def duplicates(self, table: str) -> Iterator[tuple[str, int]]:
        """Yield DUF numbers that are repeated in a table, with the row of each repetition."""
        rows = self._database.execute(
            f"SELECT duf, row FROM {table} WHERE duf IN"
            f" (SELECT duf FROM {table} GROUP BY duf HAVING count(*) > 1) ORDER BY duf, row"
        )
        for duf, group in groupby(rows, key=lambda row: row[0]):
            yield from ((duf, number) for _duf, number in list(group)[1:])

    def present(self, table: str, dufs: Sequence[str]) -> set[str]:
        """Return which of some DUF numbers, at most a few hundred, are in a table."""
        marks = ", ".join("?" * len(dufs))
        rows = self._database.execute(f"SELECT duf FROM {table} WHERE duf IN ({marks})", dufs)
        return {duf for (duf,) in rows}

    def values(self, table: str, column: str) -> set[Any]:
        """Return the values that occur in a column."""
        return {
            value for (value,) in self._database.execute(f"SELECT DISTINCT {column} FROM {table}")
        }

    def bad_dufs(self) -> set[str]:
        """Return the DUF numbers of the persons marked as bad."""
        return {duf for (duf,) in self._database.execute("SELECT DISTINCT duf FROM bad")}

    def count(self) -> int:
        """Return how many DUF numbers the bundle has."""
        every = " UNION ".join(f"SELECT duf FROM {table}" for table in self._columns)
        [(count,)] = self._database.execute(f"SELECT count(*) FROM ({every})")
        return int(count)

    def batches(self) -> Iterator[dict[str, StagedCase]]:
        """Yield the cases some hundred at a time: persons in the file's order, then the others."""
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
        """Close the database, which deletes it."""
        self._database.close()

"""Compares NIR's own report with the register, field by field; changes nothing."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from models.cases.case import LoadContext, is_seen, load_context
from models.cases.stored_case import load_stored
from models.exchange.importing.problems import BadFile, Problem, Problems
from models.exchange.importing.read_nir_report import TABLE, StagedReport, stage_report
from models.exchange.importing.source import BundleSource, open_source
from models.exchange.importing.stage_rows import RowsRead
from models.exchange.importing.staging import StagedRow
from models.journal.actions import JournalAction
from models.journal.actor import Actor
from models.journal.writer import append_entry
from models.list_filter import ListFilter
from models.lists.counts import planned, require_known_sets
from models.lists.deadline_columns import columns_as_of
from models.lists.list_line import with_person
from models.lists.visibility import restrict_to_access
from models.reference_data.municipalities import Reference
from models.storage.register import Register
from models.tables import PersonRow, ReportRow, database
from models.tables.base import day_of
from rules.code_lists import Law
from rules.message import Message, message

_BATCH_SIZE = 500


class DifferenceKind(StrEnum):
    """How a person differs."""

    ONLY_IN_FILE = "only-in-file"
    ONLY_HERE = "only-here"
    DIFFERS = "differs"


class FieldDifference(NamedTuple):
    """A field that differs, with both values: slugs, numbers, ISO days; None for no value."""

    field: str
    file: str | None
    here: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A person who differs; only one who is in both has fields that differ."""

    duf: str
    name: str
    kind: DifferenceKind
    fields: tuple[FieldDifference, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The persons read from the file, how many are the same, and the differences by DUF number."""

    law: Law
    read: int
    same: int
    differences: tuple[Difference, ...]
    notices: tuple[Message, ...]

    @property
    def counts(self) -> dict[str, int]:
        """The persons read and the same, and those who differ of each kind."""
        kinds = Counter(one.kind for one in self.differences)
        return {
            "read": self.read,
            "same": self.same,
            **{str(kind): kinds[kind] for kind in DifferenceKind},
        }


class _Here(NamedTuple):
    """What the register holds of a person; without a reason there is no active termination."""

    duf: str
    first_name: str
    last_name: str
    law: str
    category: str
    goal: str | None
    reason: str | None
    date: Any
    municipality: str
    district: str | None
    ended_municipality: str | None
    ended_district: str | None
    completion_deadline: Any

    @property
    def name(self) -> str:
        return f"{self.first_name}, {self.last_name}"


def compare_report(
    register: Register,
    actor: Actor,
    path: str,
    municipality: str | None = None,
    law: Law | None = None,
    rows_read: RowsRead = lambda _count: None,
) -> Comparison:
    """Compare a report with the active terminations that the user may see; journal it.

    The law is that of the file, else `law`, else integreringsloven. With a municipality only its
    terminations are compared. Raises ImportRefused for a file that cannot be read.
    """
    staged = _stage(Path(path), register, law, rows_read)
    try:
        with register.read():
            found = _Comparing(register, staged, municipality, actor.as_of).compare()
    finally:
        staged.staging.close()
    about = {"files": [staged.name], "law": found.law, "municipality": municipality}
    with register.write():
        append_entry(actor, JournalAction.COMPARE, None, None, {**about, **found.counts})
    return found


def _stage(path: Path, register: Register, law: Law | None, rows_read: RowsRead) -> StagedReport:
    problems = Problems()
    staged = None
    try:
        source = open_source(path)
        if isinstance(source, BundleSource):
            expected = message("er en pakke; sammenlign med NIRs egen rapport (CSV)")
            raise BadFile(Problem(path.name, expected))
        staged = stage_report(source.file, register.reference, law, problems, rows_read)
    except BadFile as bad:
        problems.add(*bad.problems)
    if staged is None or problems.count:
        if staged is not None:
            staged.staging.close()
        problems.refuse()
    assert staged is not None
    return staged


class _Comparing:
    """One comparison, some hundred persons at a time; inside a transaction."""

    def __init__(
        self, register: Register, staged: StagedReport, municipality: str | None, as_of: date
    ) -> None:
        self._register, self._staged, self._as_of = register, staged, as_of
        self._reference = register.reference
        self._shared = load_context(register)
        all_numbers = self._reference.all_numbers
        self._wanted = frozenset(all_numbers(municipality)) if municipality else None
        self._municipality = municipality

    def compare(self) -> Comparison:
        """Read the file's persons, then the register's that the file does not have."""
        read = 0
        found: list[Difference] = []
        for batch in self._staged.staging.batches():
            rows = {duf: case.rows[TABLE][0] for duf, case in batch.items()}
            here = self._here(list(rows))
            for duf, row in rows.items():
                line = here.get(duf)
                if self._is_wanted(row["municipality"], line and line.ended_municipality):
                    read += 1
                    found += self._differences(row, line)
        same = read - len(found)
        found += self._only_here()
        in_order = tuple(sorted(found, key=lambda one: one.duf))
        return Comparison(self._staged.law, read, same, in_order, tuple(self._staged.notices))

    def _is_wanted(self, *numbers: str | None) -> bool:
        return self._wanted is None or any(number in self._wanted for number in numbers)

    def _differences(self, row: StagedRow, line: _Here | None) -> Iterator[Difference]:
        if line is None:
            yield Difference(row["duf"], row["name"], DifferenceKind.ONLY_IN_FILE)
        elif fields := tuple(_fields(row, line, self._reference)):
            yield Difference(line.duf, line.name, DifferenceKind.DIFFERS, fields)

    def _here(self, dufs: list[str]) -> dict[str, _Here]:
        """Return the active terminations under the file's law of those whom the user sees."""
        query = self._select(ReportRow).where(
            ReportRow.duf.in_(dufs),
            ReportRow.law == str(self._staged.law),
            ReportRow.reason.is_null(False),
        )
        lines = {row[0]: _Here(*row) for row in database.execute(query)}
        return _seen(lines, self._shared)

    def _only_here(self) -> Iterator[Difference]:
        staging = self._staged.staging
        for lines in _batches(map(_Here._make, self._of_the_file())):
            known = staging.present(TABLE, [line.duf for line in lines])
            for line in lines:
                if line.duf not in known:
                    yield Difference(line.duf, line.name, DifferenceKind.ONLY_HERE)

    def _of_the_file(self) -> Iterator[Any]:
        """Yield the terminations of the municipalities and years that occur in the file."""
        staging, all_numbers = self._staged.staging, self._reference.all_numbers
        places = filter(self._is_wanted, staging.values(TABLE, "municipality"))
        numbers = {number for place in places for number in all_numbers(place)}
        if not numbers:
            return
        years = {date.fromisoformat(day).year for day in staging.values(TABLE, "date")}
        report = ListFilter(
            law=self._staged.law, municipality=self._municipality, years=tuple(sorted(years))
        )
        report = restrict_to_access(self._register, report)
        require_known_sets(report, self._reference)
        is_there = ReportRow.ended_municipality.in_(sorted(numbers))
        for part in planned(self._register, report, self._as_of).where(is_there).parts:
            yield from database.execute(self._select(part.source).where(*part.conditions))

    def _select(self, source: Any) -> Any:
        row, person = ReportRow, PersonRow
        columns = columns_as_of(lambda completion, _deadline: (completion,), self._as_of)
        query = row.select(
            *(row.duf, person.first_name, person.last_name, row.law, row.category, row.goal),
            *(row.reason, row.date, row.municipality, row.district),
            *(row.ended_municipality, row.ended_district, *columns),
        )
        return with_person(query.from_(source))


def _fields(row: StagedRow, line: _Here, reference: Reference) -> Iterator[FieldDifference]:
    """Yield the fields that differ: names without regard to case, places by today's number."""
    if _caseless(row["name"]) != _caseless(line.name):
        yield FieldDifference("name", row["name"], line.name)
    for field, here in (
        ("category", line.category),
        ("goal", line.goal),
        ("reason", line.reason),
        ("date", _iso(line.date)),
    ):
        if row[field] != here:
            yield FieldDifference(field, row[field], here)
    there, ended = row["municipality"], line.ended_municipality or ""
    # A part of a divided municipality is found under the number of the whole one, too.
    if there not in reference.all_numbers(ended) and ended not in reference.all_numbers(there):
        yield FieldDifference("municipality", there, ended)
    if row["deadline"] != _iso(line.completion_deadline):
        deadline = _iso(line.completion_deadline)
        yield FieldDifference("completion_deadline", row["deadline"], deadline)


def _caseless(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _iso(day: Any) -> str | None:
    found = day_of(day)
    return found.isoformat() if found else None


def _seen(lines: dict[str, _Here], shared: LoadContext) -> dict[str, _Here]:
    """Return those whom the user sees: by the list row, else by the whole history of the case."""
    access, reference = shared.access, shared.reference
    unsure = [
        duf
        for duf, line in lines.items()
        if not access.sees(
            reference,
            (line.municipality, line.district),
            (line.ended_municipality, line.ended_district),
        )
    ]
    stored = load_stored(unsure)
    hidden = {duf for duf in unsure if not is_seen(stored[duf], shared)}
    return {duf: line for duf, line in lines.items() if duf not in hidden}


def _batches(lines: Iterable[_Here]) -> Iterator[Sequence[_Here]]:
    rest = iter(lines)
    while batch := list(islice(rest, _BATCH_SIZE)):
        yield batch

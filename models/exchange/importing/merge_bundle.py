"""Merges a bundle's rows of a person with those of the register."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from models.cases.stored_case import PERSON_COLUMNS, StoredCase, StoredRow
from models.changes.case_update import DELETED_AT, CaseUpdate, JournalLine
from models.exchange.importing.journal_rows import journal_rows
from models.exchange.importing.merge_terminations import add_terminations
from models.exchange.importing.problems import Problem
from models.exchange.importing.staging import StagedCase, StagedRow
from models.journal.actions import JournalAction
from models.tables import DecisionRow, EventRow, MeasureRow
from rules.code_lists import Completeness, DecisionResult
from rules.duf_number import format_duf
from rules.message import message

Same = Callable[[StoredRow, StoredRow], bool]


@dataclass(slots=True)
class MergeResult:
    """The result for one person: the merged case, the counts, and the problems."""

    update: CaseUpdate
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    @property
    def touched(self) -> bool:
        """Whether anything is to be written."""
        return self.update.is_new or bool(self.update.lines)


def merge(
    duf: str, staged: StagedCase, stored: StoredCase | None, missing: set[str], user: str, now: str
) -> MergeResult:
    """Merge one person's rows; `missing` are the person's columns that the file does not have.

    A person in the file replaces person, decisions, measures and events. Without one, rows that are
    not stored yet are added. Terminations are only ever added.
    """
    if stored is None and staged.person is None:
        return MergeResult(
            CaseUpdate(StoredCase({}), is_new=True),
            problems=list(_unknown_person_problems(duf, staged)),
        )
    person = _person(staged.person, stored, missing)
    result = MergeResult(CaseUpdate(StoredCase(person), is_new=stored is None))
    before = stored or StoredCase({})
    replaces = staged.person is not None
    # A move without a municipality of departure was from the person's home before this import.
    home = before.person.get("municipality") or person["municipality"]
    lists: tuple[tuple[str, Any, Callable[[StagedRow], StoredRow], Same], ...] = (
        ("decisions", DecisionRow, _decision, _equal),
        ("measures", MeasureRow, _measure, _equal),
        ("events", EventRow, _event, _same_event),
    )
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    for name, table, as_row, same in lists:
        here = getattr(before, name)
        if table is MeasureRow:
            here = [row for row in here if row[DELETED_AT] is None]
        wanted = [as_row(row) for row in staged.rows.get(_FILES[name], [])]
        gone, added = _difference(here, wanted, same)
        if table is EventRow:
            added = [_from_home(row, home) for row in added]
        gone = gone if replaces else []
        setattr(result.update.stored, name, list(getattr(before, name)))
        for row in gone:
            _take_away(result.update, table, row, user, now)
        result.update.rows(table).extend(added)
        result.counts[f"{name}.added"] = len(added)
        result.counts[f"{name}.removed"] = len(gone)
        if gone or added:
            old[name], new[name] = journal_rows(name, gone), journal_rows(name, added)
    result.update.stored.terminations = list(before.terminations)
    result.update.complete()
    joined = add_terminations(result.update, staged.rows.get("termination", []), user, now)
    result.problems += joined.problems
    result.counts["terminations.added"] = len(joined.added)
    result.counts["terminations.closed"] = joined.closed
    if joined.added:
        new["terminations"] = journal_rows("terminations", joined.added)
    if joined.closed:
        standing = [row for row in before.terminations if row[DELETED_AT] is None]
        old["terminations"] = journal_rows("terminations", standing)
    if stored is not None:
        changed = [c for c in PERSON_COLUMNS if person[c] != stored.person[c]]
        old |= {column: stored.person[column] for column in changed}
        new |= {column: person[column] for column in changed}
    _set_journal_values(result, stored, old, new)
    return result


def _take_away(update: CaseUpdate, table: Any, row: StoredRow, user: str, now: str) -> None:
    """Remove a row that the file does not have; a measure is deleted softly."""
    if table is MeasureRow:
        update.soft_delete(table, update.rows(table).index(row), user, now)
    else:
        update.remove(table, row[0])


def _set_journal_values(
    result: MergeResult, stored: StoredCase | None, old: dict[str, Any], new: dict[str, Any]
) -> None:
    """For the journal: of a new person how much came, of one there was what is another now."""
    update = result.update
    if stored is None:
        result.counts["persons.new"] = 1
        came = {name: len(getattr(update.stored, name)) for name in (*_FILES, "terminations")}
        update.lines.append(JournalLine(JournalAction.IMPORT_PERSON, None, {"new": True, **came}))
    elif new or old:
        result.counts["persons.changed"] = 1
        update.lines.append(JournalLine(JournalAction.IMPORT_PERSON, old, new))
    else:
        result.counts["persons.unchanged"] = 1


_FILES = {"decisions": "decision", "measures": "measure", "events": "event"}


def _unknown_person_problems(duf: str, staged: StagedCase) -> Iterator[Problem]:
    for table, rows in staged.rows.items():
        for row in rows:
            expected = message("skal være en person i persons.csv eller i registeret")
            yield Problem(f"{table}s.csv", expected, row["row"], "duf", format_duf(duf))


def _person(
    staged: StagedRow | None, stored: StoredCase | None, missing: set[str]
) -> dict[str, Any]:
    """Return the person's new columns; an empty cell clears a value, a missing column does not."""
    person: dict[str, Any] = dict.fromkeys(PERSON_COLUMNS)
    person["version"] = 0
    if stored is not None:
        person |= stored.person
    if staged is not None:
        # Without a `known` column, a person in a bundle is a full case.
        keeps = missing - {"known"}
        if stored is not None and staged["municipality"] != stored.person["municipality"]:
            keeps -= {"district"}
        person |= {c: staged[c] for c in PERSON_COLUMNS if c in staged and c not in keeps}
    person["known"] = person["known"] or str(Completeness.FULL)
    return person


def _decision(row: StagedRow) -> StoredRow:
    annulled = row["result"] == DecisionResult.ANNULLED
    return (None, row["kind"], row["date"], row["from"], row["to"], annulled)


def _measure(row: StagedRow) -> StoredRow:
    return (None, row["kind"], row["from"], row["to"], None, None)


def _event(row: StagedRow) -> StoredRow:
    return (None, row["kind"], row["date"], row["from_municipality"], row["to_municipality"])


def _from_home(event: StoredRow, home: str) -> StoredRow:
    number, kind, day, moved_from, moved_to = event
    is_unsaid = moved_from is None and moved_to is not None
    return (number, kind, day, home if is_unsaid else moved_from, moved_to)


def _difference(
    here: list[StoredRow], wanted: list[StoredRow], same: Same
) -> tuple[list[StoredRow], list[StoredRow]]:
    """Return the rows here that are not wanted, and the wanted ones not here; order is kept."""
    left = list(here)
    added: list[StoredRow] = []
    for row in wanted:
        found = next((h for h in left if same(h, row)), None)
        if found is None:
            added.append(row)
        else:
            left.remove(found)
    return left, added


def _equal(here: StoredRow, wanted: StoredRow) -> bool:
    return here[1:] == wanted[1:]


def _same_event(here: StoredRow, wanted: StoredRow) -> bool:
    """Whether two events are equal. A wanted move without a departure matches any departure."""
    if wanted[3] is None:
        return (here[1], here[2], here[4]) == (wanted[1], wanted[2], wanted[4])
    return _equal(here, wanted)

"""Many cases at once: the engine answers for each, and all is written some hundred at a time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.cases.case import Case, LoadContext, build_case
from models.cases.serialization import termination_values
from models.cases.stored_case import (
    PERSON_COLUMNS,
    STORED_COLUMNS,
    StoredCase,
    StoredRow,
    person_numbers,
)
from models.journal.actor import Actor
from models.journal.hash_chain import append_lines
from models.journal.writer import Values, entry_values
from models.list_rows.projection import report_row_values
from models.list_rows.writer import write_report_rows
from models.tables import (
    DecisionRow,
    EventRow,
    MeasureRow,
    PersonRow,
    TerminationRow,
)
from models.tables.bulk_writes import delete_rows, insert_rows, update_rows
from models.tables.termination_digest import note_added, note_numbers
from rules.code_lists import ENGINE
from rules.engine import Computed, Reconciliation, decide


@dataclass(slots=True)
class CaseUpdate:
    """The new contents of a case: rows without a number are new.

    `removed_ids`: the numbers of the rows that go, by table. Decisions and events are removed,
    measures are soft-deleted, terminations become history.
    """

    stored: StoredCase
    is_new: bool
    removed_ids: dict[Any, list[int]] = field(default_factory=dict)
    before: Values | None = None
    after: Values | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    merged: CaseUpdate
    row: dict[str, Any]

    @property
    def person(self) -> dict[str, Any]:
        return self.merged.stored.person


class CaseBatch:
    """Takes cases, lets the engine answer for each, and writes them together."""

    def __init__(
        self,
        actor: Actor,
        shared: LoadContext,
        action: str | None = None,
        *,
        deleted_by: str | None = None,
        is_journalled: bool = True,
        moment_of: Callable[[date], str] | None = None,
    ) -> None:
        """`action` is the journal's word for a case; what the engine does has words of its own.

        `deleted_by` withdraws what the engine takes back, the actor without it. `moment_of` says
        when the engine registered what it dates on a day; now without it.
        """
        self._actor, self._shared, self._action = actor, shared, action
        self._deleted_by = deleted_by or actor.user
        self._is_journalled = is_journalled
        self._moment_of = moment_of
        self._now = actor.now()
        self._moment = self._now.isoformat(timespec="seconds")
        self._waiting: list[_Entry] = []
        self._lines: list[tuple[Any, ...]] = []
        self.added_by_engine = self.withdrawn_by_engine = 0

    def add(self, merged: CaseUpdate) -> Case:
        """Take a case; give it as it is after the engine."""
        case = build_case(merged.stored, self._shared)
        if self._action:
            self._write_line(self._action, case, merged.before, merged.after)
        return self.apply_engine(merged, case, decide(case.facts, self._actor.as_of))

    def apply_engine(self, merged: CaseUpdate, case: Case, steps: Reconciliation) -> Case:
        """Take a case that the engine has answered for; give it as it is after that."""
        if steps:
            case = self._do(merged, case, steps)
        self._waiting.append(_Entry(merged, report_row_values(case, self._actor.as_of)))
        return case

    def _do(self, merged: CaseUpdate, case: Case, steps: Reconciliation) -> Case:
        rows = merged.stored.terminations
        if steps.withdraw:
            self.withdrawn_by_engine += 1
            index = next(i for i, row in enumerate(rows) if row[DELETED_AT] is None)
            before = termination_values(steps.withdraw)
            self._write_line("engine.withdraw", case, before, None)
            close(merged, index, self._deleted_by, self._moment_after(rows))
        if steps.add:
            self.added_by_engine += 1
            rows.append(self._row_of(steps.add, case, self._moment_after(rows)))
        after = build_case(merged.stored, self._shared)
        if steps.add and after.facts.active:
            added = termination_values(after.facts.active)
            # It has no number before it is written.
            del added["id"]
            self._write_line("engine.add", case, None, added)
        return after

    def _moment_after(self, rows: list[StoredRow]) -> str:
        """Now, but no earlier than the newest moment that the case has: clocks are set back."""
        registered = [str(row[_REGISTERED_AT]) for row in rows]
        return max([self._moment, *registered, *_deletions(rows)])

    def _row_of(self, computed: Computed, case: Case, now: str) -> StoredRow:
        moment = self._moment_of(computed.date) if self._moment_of else now
        how = (str(computed.kind), computed.reason, computed.date.isoformat(), ENGINE, moment)
        place = (case.person.municipality, case.person.district)
        return (None, *how, None, *place, None, None)

    def _write_line(
        self, action: str, case: Case, before: Values | None, after: Values | None
    ) -> None:
        if self._is_journalled:
            duf = case.person.duf
            self._lines.append(entry_values(self._actor, action, duf, before, after, self._now))

    def write(self) -> None:
        """Write what was taken, inside a transaction."""
        self._write_persons()
        self._remove_what_goes()
        for table, attribute in _LISTS.items():
            columns = ("person", *STORED_COLUMNS[table][1:])
            rows = [
                (entry.person["id"], *row[1:])
                for entry in self._waiting
                for row in getattr(entry.merged.stored, attribute)
                if row[0] is None
            ]
            insert_rows(table, columns, rows)
            if table is TerminationRow:
                note_added(rows)
        self._write_list_rows()
        append_lines(self._lines)
        self._waiting, self._lines = [], []

    def _write_persons(self) -> None:
        new = [entry for entry in self._waiting if entry.merged.is_new]
        columns = (*PERSON_COLUMNS[1:], "search_name", "sort_name")
        insert_rows(PersonRow, columns, map(_person_values, new))
        numbers = person_numbers([entry.person["duf"] for entry in new])
        for entry in new:
            entry.person["id"] = numbers[entry.person["duf"]]
        changed = [entry for entry in self._waiting if not entry.merged.is_new]
        for entry in changed:
            entry.person["version"] += 1
        update_rows(PersonRow, columns, ((*_person_values(e), e.person["id"]) for e in changed))

    def _remove_what_goes(self) -> None:
        removed_ids: dict[Any, list[int]] = {table: [] for table in _LISTS}
        for entry in self._waiting:
            for table, numbers in entry.merged.removed_ids.items():
                removed_ids[table] += numbers
        for table in (DecisionRow, EventRow):
            delete_rows(table, "id", removed_ids[table])
        columns, numbers = ("deleted_by", "deleted_at"), removed_ids[TerminationRow]
        by, at = self._deleted_by, self._moment
        update_rows(MeasureRow, columns, ((by, at, number) for number in removed_ids[MeasureRow]))
        closed = {
            row[0]: row[DELETED_BY:]
            for entry in self._waiting
            if TerminationRow in entry.merged.removed_ids
            for row in entry.merged.stored.terminations
        }
        note_numbers(numbers, -1)
        update_rows(TerminationRow, columns, ((*closed[number], number) for number in numbers))
        note_numbers(numbers, 1)

    def _write_list_rows(self) -> None:
        for are_new in (True, False):
            rows = [
                {**entry.row, "person": entry.person["id"]}
                for entry in self._waiting
                if entry.merged.is_new is are_new
            ]
            write_report_rows(rows, are_new)


_LISTS = {
    DecisionRow: "decisions",
    MeasureRow: "measures",
    EventRow: "events",
    TerminationRow: "terminations",
}
DELETED_BY, DELETED_AT = -2, -1
"""Where a termination's row holds who deleted it, and when."""
_REGISTERED_AT = 5


def _deletions(rows: list[StoredRow]) -> list[str]:
    return [str(row[DELETED_AT]) for row in rows if row[DELETED_AT] is not None]


def close(merged: CaseUpdate, index: int, by: str, moment: str) -> None:
    """Make a termination of a case history: a stored one by number, a new one as it is written."""
    rows = merged.stored.terminations
    row = rows[index]
    rows[index] = (*row[:DELETED_BY], by, moment)
    if row[0] is not None:
        merged.removed_ids.setdefault(TerminationRow, []).append(row[0])


def _person_values(entry: _Entry) -> tuple[Any, ...]:
    values = tuple(entry.person[column] for column in PERSON_COLUMNS[1:])
    return (*values, entry.row["search_name"], entry.row["sort_name"])

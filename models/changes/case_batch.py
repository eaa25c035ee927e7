"""The one write path of cases: many at once, or a single change as a batch of one.

The engine computes for each case, then all of them are written together: persons, rows, list rows,
journal.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.cases.case import Case, LoadContext, build_case
from models.cases.serialization import termination_values
from models.cases.stored_case import PERSON_COLUMNS, STORED_COLUMNS, StoredRow, person_numbers
from models.changes.case_update import ROW_LISTS, CaseUpdate, JournalLine
from models.journal.actions import JournalAction
from models.journal.actor import Actor
from models.journal.hash_chain import append_lines
from models.journal.writer import entry_values
from models.list_rows.projection import report_row_values
from models.list_rows.writer import write_report_rows
from models.tables import DecisionRow, EventRow, MeasureRow, PersonRow, TerminationRow
from models.tables.bulk_writes import delete_rows, insert_row, insert_rows, update_rows
from models.tables.termination_digest import note_added, note_numbers
from rules.code_lists import ENGINE
from rules.engine import Computed, Reconciliation, decide

_CHANGED_COLUMNS: dict[Any, tuple[str, ...]] = {
    DecisionRow: STORED_COLUMNS[DecisionRow][1:],
    MeasureRow: STORED_COLUMNS[MeasureRow][1:],
    # Triggers refuse any other change of a termination.
    TerminationRow: ("deleted_by", "deleted_at"),
}


@dataclass(frozen=True, slots=True)
class _Entry:
    update: CaseUpdate
    row: dict[str, Any]

    @property
    def person(self) -> dict[str, Any]:
        return self.update.stored.person


class CaseBatch:
    """Takes cases, lets the engine compute for each, and writes them together."""

    def __init__(
        self,
        actor: Actor,
        shared: LoadContext,
        *,
        deleted_by: str | None = None,
        is_journalled: bool = True,
        numbers_rows: bool = False,
        moment_of: Callable[[date], str] | None = None,
    ) -> None:
        """`deleted_by`: who withdraws the engine's terminations, by default the actor.

        `numbers_rows`: the journal states the numbers of new rows, which are inserted one by one.
        `moment_of`: when the engine registered a termination dated on a day, by default now.
        """
        self._actor, self._shared = actor, shared
        self._deleted_by = deleted_by or actor.user
        self._is_journalled, self._numbers_rows = is_journalled, numbers_rows
        self._moment_of = moment_of
        self._now = actor.now()
        self._waiting: list[_Entry] = []
        self.added_by_engine = self.withdrawn_by_engine = 0

    @property
    def now(self) -> str:
        """The moment of the batch, as it is stored."""
        return self._now.isoformat(timespec="seconds")

    def add(self, update: CaseUpdate) -> Case:
        """Take a case, let the engine compute; return the case after that."""
        case = build_case(update.stored, self._shared)
        return self.apply_engine(update, case, decide(case.facts, self._actor.as_of))

    def apply_engine(self, update: CaseUpdate, case: Case, steps: Reconciliation) -> Case:
        """Take a case with the engine's steps; return the case after them."""
        if steps:
            case = self._apply(update, case, steps)
        self._waiting.append(_Entry(update, report_row_values(case, self._actor.as_of)))
        return case

    def _apply(self, update: CaseUpdate, case: Case, steps: Reconciliation) -> Case:
        moment = update.moment_after(self.now)
        if steps.withdraw:
            self.withdrawn_by_engine += 1
            update.lines.append(
                JournalLine(JournalAction.ENGINE_WITHDRAW, termination_values(steps.withdraw))
            )
            update.close_active(self._deleted_by, moment)
        added = None
        if steps.add:
            self.added_by_engine += 1
            added = update.add(TerminationRow, self._row_of(steps.add, case, moment))
        after = build_case(update.stored, self._shared)
        if added and after.facts.active:
            values = termination_values(after.facts.active)
            update.lines.append(JournalLine(JournalAction.ENGINE_ADD, None, values, added))
        return after

    def _row_of(self, computed: Computed, case: Case, now: str) -> StoredRow:
        moment = self._moment_of(computed.date) if self._moment_of else now
        how = (str(computed.kind), computed.reason, computed.date.isoformat(), ENGINE, moment)
        place = (case.person.municipality, case.person.district)
        return (None, *how, None, *place, None, None, None)

    def write(self) -> None:
        """Write what was taken, inside a transaction."""
        self._write_persons()
        self._remove_rows()
        self._change_rows()
        for table in ROW_LISTS:
            self._insert_rows(table)
        self._write_list_rows()
        if self._is_journalled:
            append_lines([values for entry in self._waiting for values in self._lines_of(entry)])
        self._waiting = []

    def _write_persons(self) -> None:
        new = [entry for entry in self._waiting if entry.update.is_new]
        columns = (*PERSON_COLUMNS[1:], "search_name", "sort_name")
        insert_rows(PersonRow, columns, map(_person_values, new))
        numbers = person_numbers([entry.person["duf"] for entry in new])
        for entry in new:
            entry.person["id"] = numbers[entry.person["duf"]]
        changed = [entry for entry in self._waiting if not entry.update.is_new]
        for entry in changed:
            entry.person["version"] += 1
        update_rows(PersonRow, columns, ((*_person_values(e), e.person["id"]) for e in changed))

    def _remove_rows(self) -> None:
        for table in (DecisionRow, MeasureRow, EventRow):
            numbers = [n for e in self._waiting for n in e.update.removed_ids.get(table, ())]
            delete_rows(table, "id", numbers)

    def _change_rows(self) -> None:
        for table, columns in _CHANGED_COLUMNS.items():
            changed = {n for e in self._waiting for n in e.update.changed_ids.get(table, ())}
            rows = [
                (*row[-len(columns) :], row[0])
                for entry in self._waiting
                if table in entry.update.changed_ids
                for row in entry.update.rows(table)
                if row[0] in changed
            ]
            numbers = [row[-1] for row in rows] if table is TerminationRow else []
            note_numbers(numbers, -1)
            update_rows(table, columns, rows)
            note_numbers(numbers, 1)

    def _insert_rows(self, table: Any) -> None:
        columns = ("person", *STORED_COLUMNS[table][1:])
        added: list[StoredRow] = []
        for entry in self._waiting:
            rows = entry.update.rows(table)
            for place, row in enumerate(rows):
                if row[0] is None:
                    values = (entry.person["id"], *row[1:])
                    added.append(values)
                    if self._numbers_rows:
                        rows[place] = (insert_row(table, columns, values), *row[1:])
        if not self._numbers_rows:
            insert_rows(table, columns, added)
        if table is TerminationRow:
            note_added(added)

    def _write_list_rows(self) -> None:
        for are_new in (True, False):
            rows = [
                {**entry.row, "person": entry.person["id"]}
                for entry in self._waiting
                if entry.update.is_new is are_new
            ]
            write_report_rows(rows, are_new)

    def _lines_of(self, entry: _Entry) -> list[tuple[str | None, ...]]:
        found, version = [], entry.person["version"]
        for line in entry.update.lines:
            after = _numbered(line, entry.update)
            if self._numbers_rows:
                # All entries of one change state its version: an undo takes them back together.
                after = {**(after or {}), "version": version}
            duf = entry.person["duf"]
            found.append(entry_values(self._actor, line.action, duf, line.before, after, self._now))
        return found


def _numbered(line: JournalLine, update: CaseUpdate) -> dict[str, Any] | None:
    """What an entry says was after, with the number of the row that was added, if it has one."""
    if line.added is None or line.after is None:
        return line.after
    table, place = line.added
    number = update.rows(table)[place][0]
    after = {**line.after, "id": number}
    if number is None:
        del after["id"]
    return after


def _person_values(entry: _Entry) -> tuple[Any, ...]:
    values = tuple(entry.person[column] for column in PERSON_COLUMNS[1:])
    return (*values, entry.row["search_name"], entry.row["sort_name"])

"""The new contents of one case, as rows: what a change edits and a batch writes."""

from dataclasses import dataclass, field
from typing import Any

from models.cases.stored_case import StoredCase, StoredRow
from models.journal.actions import JournalAction
from models.journal.writer import Values
from models.tables import DecisionRow, EventRow, MeasureRow, TerminationRow
from rules.code_lists import Completeness, DecisionKind, Law
from rules.facts import is_complete

ROW_LISTS: dict[Any, str] = {
    DecisionRow: "decisions",
    MeasureRow: "measures",
    EventRow: "events",
    TerminationRow: "terminations",
}
"""Each table of a case's rows, and the attribute of a stored case that holds them."""

DELETED_BY, DELETED_AT = -2, -1
"""The columns of a measure's or a termination's row that say who deleted it, and when."""
REGISTERED_AT = 5
"""The column of a termination's row that says when it was registered."""


@dataclass(slots=True)
class JournalLine:
    """A journal entry to write with a case.

    `added`: the table and the place of the row whose number `after` states once it has one.
    """

    action: JournalAction
    before: Values | None = None
    after: Values | None = None
    added: tuple[Any, int] | None = None


@dataclass(slots=True)
class CaseUpdate:
    """The new contents of a case: a row without a number is new.

    `removed_ids`: the numbers of the rows to remove, by table. `changed_ids`: the numbers of the
    rows that have new values. `lines`: what the journal says of it, in order.
    """

    stored: StoredCase
    is_new: bool = False
    removed_ids: dict[Any, list[int]] = field(default_factory=dict)
    changed_ids: dict[Any, list[int]] = field(default_factory=dict)
    lines: list[JournalLine] = field(default_factory=list)

    def rows(self, table: Any) -> list[StoredRow]:
        """The rows of a table, those to remove not among them."""
        found: list[StoredRow] = getattr(self.stored, ROW_LISTS[table])
        return found

    def add(self, table: Any, row: StoredRow) -> tuple[Any, int]:
        """Add a row; return its table and place."""
        rows = self.rows(table)
        rows.append(row)
        return table, len(rows) - 1

    def change(self, table: Any, row: StoredRow) -> None:
        """Put a row in place of the one that has its number."""
        rows = self.rows(table)
        rows[_place_of(rows, row[0])] = row
        self._note_changed(table, row[0])

    def remove(self, table: Any, number: int) -> None:
        """Remove a row from its table."""
        rows = self.rows(table)
        del rows[_place_of(rows, number)]
        self.removed_ids.setdefault(table, []).append(number)

    def soft_delete(self, table: Any, place: int, by: str, moment: str) -> None:
        """Delete a measure or termination softly: the row stays, with who deleted it and when."""
        rows = self.rows(table)
        rows[place] = (*rows[place][:DELETED_BY], by, moment)
        if rows[place][0] is not None:
            self._note_changed(table, rows[place][0])

    def close_active(self, by: str, moment: str) -> bool:
        """Make the active termination history; False where there is none."""
        place = self.active_place
        if place is None:
            return False
        self.soft_delete(TerminationRow, place, by, moment)
        return True

    @property
    def active_place(self) -> int | None:
        """The place of the active termination among the rows; None where there is none."""
        rows = self.stored.terminations
        return next((i for i, row in enumerate(rows) if row[DELETED_AT] is None), None)

    def set_person(self, **columns: Any) -> None:
        """Set columns of the person, values as they are stored."""
        self.stored.person |= columns

    def complete(self) -> bool:
        """Make a case known from a NIR report a full one where it lacks nothing; whether it did."""
        person = self.stored.person
        takes_part = any(
            kind == DecisionKind.PARTICIPATION and not annulled
            for _number, kind, *_days, annulled in self.stored.decisions
        )
        if person["known"] == Completeness.FULL:
            return False
        if not is_complete(Law(person["law"]), person["goal"] is not None, takes_part):
            return False
        self.set_person(known=str(Completeness.FULL))
        return True

    def moment_after(self, now: str) -> str:
        """Now, or the newest moment of the case where that is later: clocks are set back."""
        rows = self.stored.terminations
        deleted = [str(row[DELETED_AT]) for row in rows if row[DELETED_AT] is not None]
        return max([now, *(str(row[REGISTERED_AT]) for row in rows), *deleted])

    def _note_changed(self, table: Any, number: int) -> None:
        numbers = self.changed_ids.setdefault(table, [])
        if number not in numbers:
            numbers.append(number)


def _place_of(rows: list[StoredRow], number: int) -> int:
    return next(place for place, row in enumerate(rows) if row[0] == number)

"""The rows of a case before a journal entry, from its rows after it; nothing is stored.

An entry states the values before and after a change, so that each can be taken back, newest first.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from models.cases.stored_case import PERSON_COLUMNS, RESTORES, StoredCase, StoredRow
from models.journal.actions import JournalAction
from models.journal.reader import JournalEntry
from models.journal.writer import Values
from rules.code_lists import ENGINE, DecisionResult

_REASON, _DATE, _BY, _AT, _DELETED_BY, _DELETED_AT = 2, 3, 4, 5, -2, -1
_SAME_TERMINATION = (
    ("reason", _REASON),
    ("date", _DATE),
    ("registered_by", _BY),
    ("registered_at", _AT),
)
_KEPT_COLUMNS = frozenset(("id", "duf", "version"))


class NotDescribed(Exception):
    """An entry does not say enough to be taken back: another version wrote it."""


class EntriesTakenBack:
    """The rows of a case, from which entries are taken back one after another, newest first."""

    def __init__(self, stored: StoredCase, entries: Iterable[JournalEntry]) -> None:
        """`entries` are all of the person: an undo is taken back by what it undid."""
        self._by_number: Mapping[int, JournalEntry] = {entry.id: entry for entry in entries}
        self.stored = _copied(stored)

    def take_back(self, entries: Iterable[JournalEntry]) -> None:
        """Restore what was before entries that were written together, the oldest one first.

        Raises NotDescribed, and then changes nothing.
        """
        kept = self.stored
        self.stored = _copied(kept)
        try:
            for entry in reversed(list(entries)):
                self._take_back(entry)
        except (KeyError, IndexError, TypeError, ValueError) as error:
            self.stored = kept
            raise NotDescribed from error

    def _take_back(self, entry: JournalEntry) -> None:
        before, after = entry.before or {}, entry.after or {}
        if entry.action == JournalAction.UNDO:
            self._do_again(self._by_number[after["undoes"]], entry)
        else:
            _INVERSES[entry.action](self, before, after)
        if "known" in before:
            self.stored.person["known"] = before["known"]

    def _do_again(self, undone: JournalEntry, undo: JournalEntry) -> None:
        """Restore what an undone entry had made."""
        made, added = undone.after or {}, undo.after or {}
        match undone.action:
            case JournalAction.DECISION_ADD:
                self.stored.decisions.append(_decision(made))
            case JournalAction.DECISION_EDIT | JournalAction.DECISION_ANNUL:
                self._put_decision(made, made)
            case JournalAction.MEASURE_ADD | JournalAction.MEASURE_EDIT:
                self._put_measure(made, made)
            case JournalAction.MEASURE_DELETE:
                deleted = _measure(undone.before or {})
                moment = undone.at.isoformat(timespec="seconds")
                self._put(self.stored.measures, (*deleted[:_DELETED_BY], undone.by, moment))
            case JournalAction.GOAL_SET:
                self._set_goal(made, made)
            case _:
                self._end_again(made, added, undo)

    def _end_again(self, made: Values, added: Values, undo: JournalEntry) -> None:
        """Restore the termination, or the lack of one, that an undone change had made."""
        rows, moment = self.stored.terminations, None
        if added.get("registered_by") not in (None, ENGINE):
            moment = rows.pop(_place(rows, added["id"]))[_AT]
        if made.get("id") is not None:
            self._open(self._newest_restored(made))
        elif moment is not None:
            # The engine's termination that the restored one replaced: no entry names it.
            closed = [
                row
                for row in rows
                if row[_BY] == ENGINE and (row[_DELETED_BY], row[_DELETED_AT]) == (undo.by, moment)
            ]
            if closed:
                self._open(max(closed, key=lambda row: row[0] or 0))

    # The inverse of each kind of entry, given the values before and after.

    def _end(self, before: Values, after: Values) -> None:
        self._remove_termination(after)
        if before.get("reason"):
            self._open(self._termination(before))

    def _reopen(self, before: Values, _after: Values) -> None:
        self._open(self._termination(before))

    def _remove_added(self, _before: Values, after: Values) -> None:
        self._remove_termination(after)

    def _remove_termination(self, values: Values) -> None:
        self.stored.terminations.remove(self._termination(values))

    def _open(self, row: StoredRow) -> None:
        rows = self.stored.terminations
        rows[rows.index(row)] = (*row[:_DELETED_BY], None, None)

    def _newest_restored(self, made: Values) -> StoredRow:
        """Return the row of a termination, or the newest one that an undo brought back as it."""
        original = self._termination(made)
        return max(
            (row for row in self.stored.terminations if original[0] in (row[0], row[RESTORES])),
            key=lambda row: row[0] or 0,
        )

    def _termination(self, values: Values) -> StoredRow:
        rows = self.stored.terminations
        if values.get("id") is not None:
            return rows[_place(rows, values["id"])]
        alike = [
            row
            for row in rows
            if all(str(row[place]) == str(values[name]) for name, place in _SAME_TERMINATION)
        ]
        return alike[-1]

    def _remove_decision(self, _before: Values, after: Values) -> None:
        _remove(self.stored.decisions, _decision(after))

    def _put_decision(self, before: Values, after: Values) -> None:
        self._put(self.stored.decisions, _decision(before), _decision(after))

    def _remove_measure(self, _before: Values, after: Values) -> None:
        _remove(self.stored.measures, _measure(after))

    def _put_measure(self, before: Values, after: Values) -> None:
        now = _measure(after) if after.get("kind") else None
        self._put(self.stored.measures, _measure(before), now)

    def _set_goal(self, before: Values, _after: Values) -> None:
        self.stored.person |= {"goal": before["goal"], "goal_date": before["goal_date"]}

    def _import(self, before: Values, after: Values) -> None:
        for name, row_of in _ROWS.items():
            rows = getattr(self.stored, name)
            for values in after.get(name, []):
                _remove(rows, row_of(values))
            for values in before.get(name, []):
                gone = row_of(values)
                deleted = [r for r in rows if name == "measures" and _alike(r, gone, True)]
                if deleted:
                    rows[rows.index(deleted[-1])] = (*deleted[-1][:_DELETED_BY], None, None)
                else:
                    rows.append(gone)
        for values in after.get("terminations", []):
            self._remove_termination(values)
        for values in before.get("terminations", []):
            self._open(self._termination(values))
        columns = [c for c in PERSON_COLUMNS if c in before and c not in _KEPT_COLUMNS]
        self.stored.person |= {column: before[column] for column in columns}

    @staticmethod
    def _put(rows: list[StoredRow], row: StoredRow, now: StoredRow | None = None) -> None:
        """Put a row in place of the one that has its number, or else the values of `now`."""
        numbers = [one[0] for one in rows]
        if row[0] in numbers or now is None:
            rows[numbers.index(row[0])] = row
        else:
            rows[rows.index(_found(rows, now))] = row


_Inverse = Callable[[EntriesTakenBack, Values, Values], None]
_INVERSES: Mapping[str, _Inverse] = {
    JournalAction.TERMINATION_ADD: EntriesTakenBack._end,
    JournalAction.TERMINATION_EDIT: EntriesTakenBack._end,
    JournalAction.TERMINATION_DELETE: EntriesTakenBack._reopen,
    JournalAction.ENGINE_WITHDRAW: EntriesTakenBack._reopen,
    JournalAction.ENGINE_ADD: EntriesTakenBack._remove_added,
    JournalAction.DECISION_ADD: EntriesTakenBack._remove_decision,
    JournalAction.DECISION_EDIT: EntriesTakenBack._put_decision,
    JournalAction.DECISION_ANNUL: EntriesTakenBack._put_decision,
    JournalAction.MEASURE_ADD: EntriesTakenBack._remove_measure,
    JournalAction.MEASURE_EDIT: EntriesTakenBack._put_measure,
    JournalAction.MEASURE_DELETE: EntriesTakenBack._put_measure,
    JournalAction.GOAL_SET: EntriesTakenBack._set_goal,
    JournalAction.IMPORT_PERSON: EntriesTakenBack._import,
}


def _decision(values: Values) -> StoredRow:
    days = (values.get("date"), values.get("from"), values.get("to"))
    is_annulled = values["result"] == DecisionResult.ANNULLED
    return (values.get("id"), values["kind"], *days, is_annulled)


def _measure(values: Values) -> StoredRow:
    return (values.get("id"), values["kind"], values.get("from"), values.get("to"), None, None)


def _event(values: Values) -> StoredRow:
    places = (values.get("from_municipality"), values.get("to_municipality"))
    return (None, values["kind"], values["date"], *places)


_ROWS: Mapping[str, Callable[[Values], StoredRow]] = {
    "decisions": _decision,
    "measures": _measure,
    "events": _event,
}


def _remove(rows: list[StoredRow], row: StoredRow) -> None:
    rows.remove(_found(rows, row))


def _found(rows: list[StoredRow], row: StoredRow) -> StoredRow:
    """Return the row with a number; without one, the newest with the same values."""
    numbered = [one for one in rows if row[0] is not None and one[0] == row[0]]
    return (numbered or [one for one in rows if _alike(one, row, False)])[-1]


def _alike(here: StoredRow, row: StoredRow, is_deleted: bool) -> bool:
    """Whether two rows say the same; `is_deleted`: the one here was deleted, a measure's."""
    until = _DELETED_BY if is_deleted else len(row)
    return here[1:until] == row[1:until] and (not is_deleted or here[_DELETED_AT] is not None)


def _place(rows: list[StoredRow], number: int) -> int:
    return [row[0] for row in rows].index(number)


def _copied(stored: StoredCase) -> StoredCase:
    lists: Any = (stored.decisions, stored.measures, stored.events, stored.terminations)
    return StoredCase(dict(stored.person), *map(list, lists))

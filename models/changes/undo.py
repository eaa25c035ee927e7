"""Undo: take back a user's newest change of a case, as the journal describes it.

All entries of one change state the version of the case that it made. An undo restores the values
before those entries; the engine then computes as after any change.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any, ClassVar

from models.cases.case import Case, build_case
from models.cases.lookup import refusals_written
from models.cases.stored_case import RESTORES, StoredRow, load_stored
from models.changes.apply_change import load_to_change
from models.changes.case_update import CaseUpdate, JournalLine
from models.changes.change import CaseChange
from models.changes.expected_version import change_label
from models.changes.terminations import row_of_termination
from models.errors import Refused
from models.journal.actions import JournalAction
from models.journal.actor import Actor
from models.journal.reader import JournalEntry, changes_of
from models.storage.known_codes import TERMINATION_KINDS
from models.storage.register import Register
from models.tables import DecisionRow, MeasureRow, TerminationRow
from models.tables.norwegian_time import in_norway
from rules.code_lists import ENGINE, DecisionResult
from rules.facts import CaseFacts, Termination
from rules.findings import Field, Finding, error
from rules.message import Message, message


@dataclass(frozen=True, slots=True)
class Undo(CaseChange):
    """Take back the change that some journal entries describe, in the order they were written.

    `facts`: the case's facts without that change, before the engine computes.
    """

    action: ClassVar[JournalAction] = JournalAction.UNDO

    entries: tuple[JournalEntry, ...]
    facts: CaseFacts | None = None

    @property
    def undone(self) -> JournalEntry:
        """The entry of the change itself, not of what followed from it."""
        own = [entry for entry in self.entries if entry.action in _INVERSES]
        return own[-1]

    @property
    def version(self) -> int | None:
        """The version of the case that the change made."""
        return _version_of(self.undone)

    @property
    def of_termination(self) -> bool:
        """Return whether only the termination was changed, not registered."""
        return self.undone.action in (
            JournalAction.TERMINATION_EDIT,
            JournalAction.TERMINATION_DELETE,
        )

    def findings(self, case: Case, as_of: datetime.date) -> tuple[Finding, ...]:
        """Return nothing: the case was so before, and nobody has changed it since."""
        return ()

    def facts_after(self, case: Case, as_of: datetime.date) -> CaseFacts:
        """Return the facts without the change."""
        assert self.facts is not None
        return self.facts

    def write(self, update: CaseUpdate, case: Case, actor: Actor, moment: str) -> None:
        """Restore the values before each entry, the last one first."""
        for entry in reversed(self.entries):
            if entry.action in _INVERSES:
                added = _INVERSES[entry.action](update, entry, actor, moment)
                if entry.before and "known" in entry.before:
                    update.set_person(known=entry.before["known"])
                before = {k: v for k, v in (entry.after or {}).items() if k != "version"}
                after = {**(entry.before or {}), "undoes": entry.id}
                update.lines.append(JournalLine(self.action, before or None, after, added))


def plan_undo(
    register: Register, actor: Actor, duf: str, within: frozenset[int] | None = None
) -> tuple[Case, Undo]:
    """Return a case and the undo of the user's newest change of it.

    `within`: only changes that made one of these versions of the case are undone. Raises Refused
    where there is no such change, or another change came after it; NotAllowed, UnknownPerson.
    """
    with refusals_written(register, actor, JournalAction.UNDO, duf), register.read():
        # The user must see the case before anything is said of its changes.
        load_to_change(register, actor, duf, of_termination=True)
        undo = Undo(tuple(_entries_to_undo(duf, actor.user, within)))
        case, shared = load_to_change(register, actor, duf, undo.of_termination)
        update = CaseUpdate(load_stored([duf])[duf])
        undo.write(update, case, actor, update.moment_after(actor.now().isoformat()))
        return case, Undo(undo.entries, build_case(update.stored, shared).facts)


def _entries_to_undo(duf: str, user: str, within: frozenset[int] | None) -> list[JournalEntry]:
    undone: set[int] = set()
    groups = [(version, list(found)) for version, found in groupby(changes_of(duf), _version_of)]
    for place, (version, group) in enumerate(groups):
        if any(entry.action == JournalAction.UNDO for entry in group):
            undone |= {e.after["undoes"] for e in group if e.after and "undoes" in e.after}
        elif any(entry.id in undone for entry in group):
            continue
        elif version is None or group[0].by != user:
            if not _has_own(groups[place + 1 :], user, undone):
                break
            raise Refused([error(Field.CASE, _changed_since(group[0]))])
        elif within is not None and version not in within:
            break
        else:
            return group[::-1]
    raise Refused([error(Field.CASE, message("Det er ingenting å angre"))])


def _has_own(
    older: list[tuple[int | None, list[JournalEntry]]], user: str, undone: set[int]
) -> bool:
    """Return whether any older change is the user's own and has not been undone."""
    return any(
        version is not None
        and group[0].by == user
        and group[0].action != JournalAction.UNDO
        and not any(entry.id in undone for entry in group)
        for version, group in older
    )


def _version_of(entry: JournalEntry) -> int | None:
    version = (entry.after or {}).get("version")
    return int(version) if version is not None else None


def _changed_since(entry: JournalEntry) -> Message:
    at = in_norway(entry.at)
    return message(
        "Kan ikke angres: {by} endret saken {day} kl. {time}: {what}",
        by=entry.by,
        day=at.date(),
        time=f"{at:%H:%M}",
        what=change_label(entry.action),
    )


# The inverse of each kind of entry. Each returns the table and place of a row that it added.

_Added = tuple[Any, int] | None
_Inverse = Callable[[CaseUpdate, JournalEntry, Actor, str], _Added]


def _restore_termination(
    update: CaseUpdate, entry: JournalEntry, actor: Actor, moment: str
) -> _Added:
    update.close_active(actor.user, moment)
    old = entry.before or {}
    if old.get("registered_by") in (None, ENGINE):
        # The engine computes its own again.
        return None
    rows: Iterator[StoredRow] = (row for row in update.rows(TerminationRow) if row[0] == old["id"])
    original = next(rows)
    termination = Termination(
        TERMINATION_KINDS[old["kind"]],
        old["reason"],
        datetime.date.fromisoformat(old["date"]),
        actor.user,
        datetime.datetime.fromisoformat(moment),
        Decimal(str(old["hours"])) if old["hours"] is not None else None,
        restores=original[RESTORES] or original[0],
    )
    row = row_of_termination(termination, old["municipality"], old["district"], actor, moment)
    return update.add(TerminationRow, row)


def _remove_decision(update: CaseUpdate, entry: JournalEntry, *_: object) -> _Added:
    update.remove(DecisionRow, _after(entry)["id"])
    return None


def _restore_decision(update: CaseUpdate, entry: JournalEntry, *_: object) -> _Added:
    old = entry.before or {}
    is_annulled = old["result"] == DecisionResult.ANNULLED
    days = (old["date"], old["from"], old["to"])
    update.change(DecisionRow, (old["id"], old["kind"], *days, is_annulled))
    return None


def _remove_measure(update: CaseUpdate, entry: JournalEntry, actor: Actor, moment: str) -> _Added:
    places = [row[0] for row in update.rows(MeasureRow)]
    update.soft_delete(MeasureRow, places.index(_after(entry)["id"]), actor.user, moment)
    return None


def _restore_measure(update: CaseUpdate, entry: JournalEntry, *_: object) -> _Added:
    old = entry.before or {}
    update.change(MeasureRow, (old["id"], old["kind"], old["from"], old["to"], None, None))
    return None


def _restore_goal(update: CaseUpdate, entry: JournalEntry, *_: object) -> _Added:
    old = entry.before or {}
    update.set_person(goal=old["goal"], goal_date=old["goal_date"])
    return None


def _after(entry: JournalEntry) -> dict[str, Any]:
    return entry.after or {}


_INVERSES: dict[str, _Inverse] = {
    JournalAction.TERMINATION_ADD: _restore_termination,
    JournalAction.TERMINATION_EDIT: _restore_termination,
    JournalAction.TERMINATION_DELETE: _restore_termination,
    JournalAction.DECISION_ADD: _remove_decision,
    JournalAction.DECISION_EDIT: _restore_decision,
    JournalAction.DECISION_ANNUL: _restore_decision,
    JournalAction.MEASURE_ADD: _remove_measure,
    JournalAction.MEASURE_EDIT: _restore_measure,
    JournalAction.MEASURE_DELETE: _restore_measure,
    JournalAction.GOAL_SET: _restore_goal,
}

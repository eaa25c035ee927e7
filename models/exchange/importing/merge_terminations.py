"""Merges the terminations of an import: they are only ever added, and at most one is active."""

from dataclasses import dataclass, field
from typing import Any

from models.cases.stored_case import StoredRow
from models.changes.case_update import DELETED_AT, REGISTERED_AT, CaseUpdate
from models.exchange.bundle_format import expected_district
from models.exchange.importing.problems import Problem
from models.exchange.importing.staging import StagedRow
from models.tables import TerminationRow
from rules.code_lists import ENGINE
from rules.message import Message, message
from rules.reasons import REASONS

_REASON, _DATE, _BY, _TENTHS = 2, 3, 4, 6
_PLACE = slice(7, 9)


@dataclass(slots=True)
class TerminationMerge:
    """The rows added, how many active ones became history by that, and the problems."""

    added: list[StoredRow] = field(default_factory=list)
    closed: int = 0
    problems: list[Problem] = field(default_factory=list)


def add_terminations(
    update: CaseUpdate, staged: list[StagedRow], user: str, now: str
) -> TerminationMerge:
    """Add rows that are not stored. An active one closes an older one, or one by the engine."""
    result = TerminationMerge()
    active = [row for row in staged if row["deleted_at"] is None]
    for extra in active[1:]:
        expected = message("skal være høyst én aktiv avslutning per person")
        result.problems.append(_problem(extra, expected))
    if len(active) > 1:
        return result
    for source in staged:
        result.problems += _out_of_place(source, update.stored.person)
    left = list(update.stored.terminations)
    rows = [termination_row(row, update.stored.person) for row in staged]
    for source, row in zip(staged, rows, strict=True):
        same = stored_already(row, left, places=source["municipality"] is not None)
        if same is not None:
            left.remove(same)
        elif row[DELETED_AT] is not None or _closes(update, source, row, user, now, result):
            result.added.append(row)
    update.stored.terminations += result.added
    return result


def _closes(
    update: CaseUpdate,
    source: StagedRow,
    row: StoredRow,
    user: str,
    now: str,
    result: TerminationMerge,
) -> bool:
    """Make the stored active termination history; add a problem and return False if it is newer.

    The engine's own is always closed: it applies only until a user has registered one.
    """
    for index, standing in enumerate(update.stored.terminations):
        if standing[DELETED_AT] is not None:
            continue
        if standing[_BY] != ENGINE and standing[REGISTERED_AT] >= row[REGISTERED_AT]:
            expected = message(
                "skal være en avslutning registrert etter den aktive, {moment}",
                moment=standing[REGISTERED_AT],
            )
            result.problems.append(_problem(source, expected))
            return False
        update.soft_delete(TerminationRow, index, user, now)
        result.closed += 1
    return True


def _out_of_place(row: StagedRow, person: dict[str, Any]) -> list[Problem]:
    """Return the problem of a district outside its municipality, by default the person's."""
    municipality = row["municipality"] or person["municipality"]
    expected = expected_district(row["district"], municipality)
    if expected is None:
        return []
    return [Problem("terminations.csv", expected, row["row"], "district", row["district"])]


def _problem(row: StagedRow, expected: Message) -> Problem:
    return Problem("terminations.csv", expected, row["row"], "registered_at", row["registered_at"])


def stored_already(row: StoredRow, stored: list[StoredRow], places: bool) -> StoredRow | None:
    """Return the stored row with the same values; an active row may have become history since."""
    alike = [here for here in stored if _alike(here, row, places)]
    exact = [here for here in alike if here[DELETED_AT - 1 :] == row[DELETED_AT - 1 :]]
    if not exact and row[DELETED_AT] is None:
        exact = alike
    return exact[0] if exact else None


def _alike(here: StoredRow, row: StoredRow, places: bool) -> bool:
    said = (_REASON, _DATE, _BY, REGISTERED_AT, _TENTHS)
    same = all(here[place] == row[place] for place in said)
    return same and (not places or here[_PLACE] == row[_PLACE])


def termination_row(row: StagedRow, person: dict[str, Any]) -> StoredRow:
    """Return a row as stored; without a municipality it gets the person's."""
    kind = REASONS[row["reason"]].kind
    place = row if row["municipality"] else {**row, "municipality": person["municipality"]}
    district = place["district"]
    if row["municipality"] is None and district is None:
        district = person["district"]
    return (
        *(None, str(kind), row["reason"], row["date"], row["registered_by"], row["registered_at"]),
        *(
            row["hours"],
            place["municipality"],
            district,
            None,
            row["deleted_by"],
            row["deleted_at"],
        ),
    )

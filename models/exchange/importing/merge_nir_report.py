"""Merges a row of a NIR report into a person known from reports only."""

from datetime import datetime
from typing import Any

from models.cases.stored_case import PERSON_COLUMNS, StoredCase
from models.changes.case_update import DELETED_AT, REGISTERED_AT, CaseUpdate, JournalLine
from models.exchange.importing.journal_rows import journal_rows
from models.exchange.importing.merge_bundle import MergeResult
from models.exchange.importing.merge_terminations import stored_already, termination_row
from models.exchange.importing.nir_titles import TITLES
from models.exchange.importing.problems import Problem
from models.exchange.importing.staging import StagedRow
from models.journal.actions import JournalAction
from models.reference_data.municipalities import Reference
from models.tables import TerminationRow
from models.tables.norwegian_time import day_in_norway
from rules.code_lists import Completeness, Law
from rules.message import message


def merge_report(
    file: str,
    row: StagedRow,
    stored: StoredCase | None,
    law: Law,
    reference: Reference,
    user: str,
    now: str,
) -> MergeResult:
    """Merge one row. A full case is left alone (ours).

    So is one that already has the termination, or an active one registered the same day or later.
    """
    person = _person(row, law, reference)
    result = MergeResult(CaseUpdate(StoredCase(person), is_new=stored is None))
    if stored is not None and stored.person["law"] != law:
        expected = message("skal være en person etter {law}", law=law)
        result.problems.append(Problem(file, expected, row["row"], TITLES["duf"], row["duf"]))
        return result
    termination = termination_row(_termination(row), person)
    if stored is not None and _is_left_alone(stored, termination, row):
        result.counts["persons.skipped"] = 1
        return result
    update = result.update
    if stored is None:
        result.counts["persons.new"] = 1
        update.lines.append(
            JournalLine(JournalAction.IMPORT_PERSON, None, {"new": True, "terminations": 1})
        )
    else:
        result.counts["persons.changed"] = 1
        for name in ("decisions", "measures", "events", "terminations"):
            setattr(update.stored, name, list(getattr(stored, name)))
        update.stored.person = _kept_here(stored.person, person)
        update.complete()
        changed = [c for c in PERSON_COLUMNS if update.stored.person[c] != stored.person[c]]
        before = {column: stored.person[column] for column in changed}
        after = {column: update.stored.person[column] for column in changed}
        after["terminations"] = journal_rows("terminations", [termination])
        for index, standing in enumerate(stored.terminations):
            if standing[DELETED_AT] is None:
                before["terminations"] = journal_rows("terminations", [standing])
                update.soft_delete(TerminationRow, index, user, now)
                result.counts["terminations.closed"] += 1
        update.lines.append(JournalLine(JournalAction.IMPORT_PERSON, before, after))
    update.stored.terminations.append(termination)
    result.counts["terminations.added"] = 1
    return result


def _kept_here(stored: dict[str, Any], reported: dict[str, Any]) -> dict[str, Any]:
    """Return the reported columns, but the stored value of those that only this register has."""
    only_here = {"id", "version", "born", "category_ended", "start_deadline", "settled"}
    if stored["municipality"] == reported["municipality"]:
        only_here.add("district")
    if reported["goal"] is None or stored["goal_date"] is not None:
        only_here |= {"goal", "goal_date"}
    return {**reported, **{column: stored[column] for column in only_here}}


def _is_left_alone(stored: StoredCase, termination: tuple[Any, ...], row: StagedRow) -> bool:
    if stored.person["known"] == Completeness.FULL:
        return True
    if stored_already(termination, stored.terminations, places=False):
        return True
    active = [t for t in stored.terminations if t[DELETED_AT] is None]
    days = (day_in_norway(datetime.fromisoformat(t[REGISTERED_AT])) for t in active)
    return any(day.isoformat() >= row["registered_at"] for day in days)


def _person(row: StagedRow, law: Law, reference: Reference) -> dict[str, Any]:
    """Return the person's columns. The name is split at the first comma.

    The municipality gets its current number.
    """
    first, _comma, last = row["name"].partition(",")
    return {
        **dict.fromkeys(PERSON_COLUMNS),
        "duf": row["duf"],
        "first_name": first.strip(),
        "last_name": last.strip(),
        "sex": row["sex"],
        "law": str(law),
        "category": row["category"],
        "municipality": reference.current_number(row["municipality"]),
        "goal": row["goal"],
        "known": str(Completeness.REPORT),
        "reported_deadline": row["deadline"],
        "reported_age": row["age"],
        "version": 0,
    }


def _termination(row: StagedRow) -> StagedRow:
    """Return the termination as a bundle has it; the report has no hours and no district."""
    return {
        "reason": row["reason"],
        "date": row["date"],
        "hours": None,
        "registered_by": row["registered_by"],
        "registered_at": f"{row['registered_at']}T00:00:00+00:00",
        "deleted_by": None,
        "deleted_at": None,
        "municipality": row["municipality"],
        "district": None,
    }

"""Finds and counts a search text in a list, with the text index or the letter counts."""

from typing import Any

from peewee import SQL, fn

from models.list_filter import EVERYONE, ListFilter
from models.list_rows.text_index import (
    ENDED,
    GROUPS,
    NEEDING,
    PERSONS_IN_GROUP,
    RUNNING,
    SHORTEST_INDEXED,
    has_text_index,
    quoted,
)
from models.lists.conditions import searched
from models.lists.list_kinds import kind_of
from models.tables import LetterRow, ReportRow, database


def indexed_text(list_filter: ListFilter) -> str:
    """Return the MATCH query of a filter; empty without a text index or a word long enough."""
    if not has_text_index():
        return ""
    return " AND ".join(
        f"{'duf' if is_number else 'search_name'} : {quoted(part)}"
        for is_number, part in _parts(list_filter)
        if len(part) >= SHORTEST_INDEXED
    )


def in_text_index(list_filter: ListFilter, text: str) -> Any:
    """Return the condition of the rows that the text index finds, in the groups of a filter."""
    groups = _groups(list_filter)
    found = SQL(
        f"(SELECT rowid % {PERSONS_IN_GROUP} FROM report_text"
        " WHERE report_text MATCH ? AND rowid BETWEEN ? AND ?)",
        (text, *_between(groups[0], groups[-1])),
    )
    return ReportRow.person.in_(found)


def found_by(list_filter: ListFilter, text: str, total: int | None) -> int:
    """Count what the text index finds in the groups of a filter, inside a transaction.

    `total` is the number of rows that match the whole filter, if known.
    """
    if total is not None and is_counted_by_text(list_filter):
        return total
    groups = _groups(list_filter)
    return _found_between(text, groups[0], groups[-1])


def count_texts(list_filter: ListFilter) -> tuple[int, int] | None:
    """Count the rows of a filter, and how many of these need correction, inside a transaction.

    None if groups and texts alone do not decide which rows match.
    """
    if not is_counted_by_text(list_filter):
        return None
    counts = {group: _count(list_filter, group) for group in _groups(list_filter)}
    return sum(counts.values()), sum(n for group, n in counts.items() if _needs_correction(group))


def is_counted_by_text(list_filter: ListFilter) -> bool:
    """Whether a filter is only a text in whole groups, and its count can be looked up."""
    parts = _parts(list_filter)
    narrower = (
        list_filter.municipality,
        list_filter.district,
        list_filter.categories,
        list_filter.years,
        list_filter.with_parts,
        list_filter.without_parts,
    )
    if any((*narrower, list_filter.reasons)) or list_filter.registered_by != EVERYONE or not parts:
        return False
    if list_filter.deadline_within is not None or (
        list_filter.statuses and not list_filter.only_corrections
    ):
        return False
    are_indexed = all(len(part) >= SHORTEST_INDEXED for _is_number, part in parts)
    return (are_indexed and has_text_index()) or _is_short(parts)


def _count(list_filter: ListFilter, group: int) -> int:
    parts = _parts(list_filter)
    if not _is_short(parts):
        return _found_between(indexed_text(list_filter), group, group)
    [(is_number, letters)] = parts
    row = LetterRow
    same = (row.of_number == is_number, row.letters == letters, row.text_group == group)
    return row.select(fn.SUM(row.persons)).where(*same).scalar() or 0


def _found_between(text: str, first: int, last: int) -> int:
    [(count,)] = database.execute_sql(
        "SELECT count(*) FROM report_text WHERE report_text MATCH ? AND rowid BETWEEN ? AND ?",
        (text, *_between(first, last)),
    ).fetchall()
    return int(count)


def _between(first: int, last: int) -> tuple[int, int]:
    return first * PERSONS_IN_GROUP, (last + 1) * PERSONS_IN_GROUP - 1


def _parts(list_filter: ListFilter) -> list[tuple[bool, str]]:
    words, digits = searched(list_filter)
    return [*((False, word) for word in words), *((True, part) for part in digits)]


def _is_short(parts: list[tuple[bool, str]]) -> bool:
    return len(parts) == 1 and len(parts[0][1]) < SHORTEST_INDEXED


def _groups(list_filter: ListFilter) -> list[int]:
    """Return the numbers of the groups that hold all of a filter's rows."""
    stages = {NEEDING} if list_filter.only_corrections else {RUNNING, ENDED, NEEDING}
    if kind_of(list_filter).of_terminations:
        stages -= {RUNNING}
    return [
        number
        for number, (law, stage) in enumerate(GROUPS)
        if list_filter.law in (None, law) and stage in stages
    ]


def _needs_correction(group: int) -> bool:
    return GROUPS[group][1] == NEEDING

"""A search text in a list: what the text index, or the counts of letters, tell of it at once."""

from typing import Any

from peewee import SQL, fn

from models.list_filter import EVERYONE, ListFilter, Subject
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
from models.tables import LetterRow, ReportRow, database


def indexed_text(chosen: ListFilter) -> str:
    """What the text index is asked for; empty where there is none, or no word long enough."""
    if not has_text_index():
        return ""
    return " AND ".join(
        f"{'duf' if is_number else 'search_name'} : {quoted(part)}"
        for is_number, part in _parts(chosen)
        if len(part) >= SHORTEST_INDEXED
    )


def in_text_index(chosen: ListFilter, text: str) -> Any:
    """The condition of the rows that the text index finds, in the groups of a filter."""
    groups = _groups(chosen)
    found = SQL(
        f"(SELECT rowid % {PERSONS_IN_GROUP} FROM report_text"
        " WHERE report_text MATCH ? AND rowid BETWEEN ? AND ?)",
        (text, *_between(groups[0], groups[-1])),
    )
    return ReportRow.person.in_(found)


def found_by(chosen: ListFilter, text: str, total: int | None) -> int:
    """How many the text index finds in the groups of a filter, inside a transaction.

    `total` is all that the filter leaves, where that is known.
    """
    if total is not None and is_counted_by_text(chosen):
        return total
    groups = _groups(chosen)
    return _found_between(text, groups[0], groups[-1])


def count_texts(chosen: ListFilter) -> tuple[int, int] | None:
    """How many a filter leaves, and how many of these need correction, inside a transaction.

    None where it takes more than groups and texts to tell.
    """
    if not is_counted_by_text(chosen):
        return None
    counts = {group: _count(chosen, group) for group in _groups(chosen)}
    return sum(counts.values()), sum(n for group, n in counts.items() if _needs_correction(group))


def is_counted_by_text(chosen: ListFilter) -> bool:
    """Whether a filter is a text in whole groups, and all of it can be looked up."""
    parts = _parts(chosen)
    narrower = (chosen.municipality, chosen.district, chosen.categories, chosen.years)
    if any((*narrower, chosen.reasons)) or chosen.registered_by != EVERYONE or not parts:
        return False
    if chosen.deadline_within is not None or (chosen.statuses and not chosen.only_corrections):
        return False
    are_indexed = all(len(part) >= SHORTEST_INDEXED for _is_number, part in parts)
    return (are_indexed and has_text_index()) or _is_short(parts)


def _count(chosen: ListFilter, group: int) -> int:
    parts = _parts(chosen)
    if not _is_short(parts):
        return _found_between(indexed_text(chosen), group, group)
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


def _parts(chosen: ListFilter) -> list[tuple[bool, str]]:
    words, digits = searched(chosen)
    return [*((False, word) for word in words), *((True, part) for part in digits)]


def _is_short(parts: list[tuple[bool, str]]) -> bool:
    return len(parts) == 1 and len(parts[0][1]) < SHORTEST_INDEXED


def _groups(chosen: ListFilter) -> list[int]:
    """The numbers of the groups that hold all of a filter's rows."""
    stages = {NEEDING} if chosen.only_corrections else {RUNNING, ENDED, NEEDING}
    if chosen.subject is Subject.ENDED:
        stages -= {RUNNING}
    return [
        number
        for number, (law, stage) in enumerate(GROUPS)
        if chosen.law in (None, law) and stage in stages
    ]


def _needs_correction(group: int) -> bool:
    return GROUPS[group][1] == NEEDING

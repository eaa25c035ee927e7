"""How the rows of a filter are found: gathered by an index of few hits, or met on a walk in order.

Without statistics a database guesses; here the counts that are ready made, and the text index, tell
how many there are to gather.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from peewee import SQL

from models.lists.chosen import ListFilter
from models.lists.columns import Columns
from models.lists.conditions import conditions, place_column, searched
from models.reference import Reference
from models.row_writing import SHORTEST_INDEXED, has_text_index
from models.tables import ReportRow, database

MOST_GATHERED = 4_000
"""So many rows are sorted while a person waits; of more, the first are met sooner on a walk."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The conditions of a filter as its plan has them; `are_few` where they are worth gathering."""

    conditions: list[Any]
    are_few: bool


def hits(
    chosen: ListFilter, reference: Reference, as_of: date, count: Callable[[ListFilter], int]
) -> Hits:
    """Choose a plan, inside a transaction; `count` tells how many a filter's sets alone leave."""
    of_sets = count(chosen)
    if not of_sets:
        return Hits([SQL("1 = 0")], are_few=True)
    if of_sets <= MOST_GATHERED:
        columns = Columns(*_drivers(chosen, count))
        return Hits(conditions(chosen, reference, as_of, columns), are_few=True)
    columns = Columns()
    if chosen.deadline_within is not None:
        return Hits(conditions(chosen, reference, as_of, columns), are_few=True)
    text = _indexed_text(chosen) if has_text_index() else ""
    if text:
        found = conditions(chosen, reference, as_of, columns)
        return Hits([_in_text_index(text), *found], are_few=_is_rare(text))
    if chosen.district:
        columns = Columns(place_column(chosen))
    return Hits(conditions(chosen, reference, as_of, columns), are_few=False)


def walk_conditions(
    chosen: ListFilter, reference: Reference, as_of: date, ordered_by: str
) -> list[Any]:
    """A filter for a walk along the index of a column: no other condition may lead astray from it.

    An index of goals begins with the law too: no goal is registered under the older one.
    """
    along = {"date": ("date",), "goal": ("law",)}
    return conditions(chosen, reference, as_of, Columns(*along.get(ordered_by, ())))


def _drivers(chosen: ListFilter, count: Callable[[ListFilter], int]) -> tuple[str, ...]:
    """The columns whose index leads to the fewest rows."""
    alone = ListFilter(chosen.subject, chosen.law)
    found: list[tuple[int, tuple[str, ...]]] = []
    if chosen.municipality:
        of_place = count(replace(alone, municipality=chosen.municipality))
        found.append((of_place, (place_column(chosen), "law", "year", "by_engine")))
    if chosen.reasons:
        found.append((count(replace(alone, reasons=chosen.reasons)), ("reason",)))
    if chosen.years:
        found.append((count(replace(alone, years=chosen.years)), ("date",)))
    if found:
        return min(found)[1]
    return ("status",) if chosen.statuses or chosen.needs_correction else ("category",)


def _indexed_text(chosen: ListFilter) -> str:
    """What the text index is asked for; words of one or two letters are not in it."""
    words, digits = searched(chosen)
    parts = [("search_name", word) for word in words] + [("duf", part) for part in digits]
    return " AND ".join(
        f'{column} : "{part.replace(chr(34), chr(34) * 2)}"'
        for column, part in parts
        if len(part) >= SHORTEST_INDEXED
    )


def _in_text_index(text: str) -> Any:
    found = SQL("(SELECT rowid FROM report_text WHERE report_text MATCH ?)", (text,))
    return ReportRow.person.in_(found)


def _is_rare(text: str) -> bool:
    [(count,)] = database.execute_sql(
        "SELECT count(*) FROM (SELECT 1 FROM report_text WHERE report_text MATCH ? LIMIT ?)",
        (text, MOST_GATHERED + 1),
    ).fetchall()
    return int(count) <= MOST_GATHERED

"""Statistics over the report: goal attainment, and how much of it still needs correction."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.list_filter import ListFilter
from models.lists.counts import counts_by_reason
from models.lists.known_at import count_known_by_reason
from models.storage.register import Register
from rules.attainment import Attainment, attainment

_Row = tuple[int, str, int, int]
"""Year, reason, count, and how many of these need correction."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """The goal attainment under a report filter, and the years it covers."""

    years: tuple[int, ...]
    attainment: Attainment
    needs_correction: int


def goal_attainment(
    register: Register, list_filter: ListFilter, as_of: date, known_at: date | None = None
) -> Statistics:
    """Count terminations per group. Those that need correction are also counted separately.

    The years are those of the filter, else those that occur. `known_at`: the terminations that
    stood at the end of a day.
    """
    rows = _rows(register, list_filter, as_of, known_at)
    return _of(rows, list_filter.years or {year for year, *_rest in rows})


def attainment_by_year(
    register: Register, list_filter: ListFilter, as_of: date, known_at: date | None = None
) -> tuple[Statistics, list[tuple[int, Statistics]]]:
    """Return what `goal_attainment` does, and the same of each of its years; one reading."""
    rows = _rows(register, list_filter, as_of, known_at)
    found = _of(rows, list_filter.years or {year for year, *_rest in rows})
    return found, [(y, _of([row for row in rows if row[0] == y], (y,))) for y in found.years]


def _rows(
    register: Register, list_filter: ListFilter, as_of: date, known_at: date | None
) -> list[_Row]:
    if known_at is None:
        return counts_by_reason(register, list_filter, as_of)
    return count_known_by_reason(register, list_filter, known_at)


def _of(rows: list[_Row], years: Iterable[int]) -> Statistics:
    counts: Counter[str] = Counter()
    for _year, reason, count, _needs in rows:
        counts[reason] += count
    return Statistics(tuple(sorted(years)), attainment(counts), sum(row[3] for row in rows))

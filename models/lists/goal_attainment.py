"""Statistics over the report: goal attainment, and how much of it still needs correction."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from models.list_filter import ListFilter
from models.lists.counts import counts_by_reason
from models.storage.register import Register
from rules.attainment import Attainment, attainment


@dataclass(frozen=True, slots=True)
class Statistics:
    """The goal attainment under a report filter, and the years it covers."""

    years: tuple[int, ...]
    attainment: Attainment
    needs_correction: int


def goal_attainment(register: Register, list_filter: ListFilter, as_of: date) -> Statistics:
    """Count terminations per group. Those that need correction are also counted separately.

    The years are those of the filter, else those that occur.
    """
    rows = counts_by_reason(register, list_filter, as_of)
    counts: Counter[str] = Counter()
    for _year, reason, count, _needs in rows:
        counts[reason] += count
    years = list_filter.years or {year for year, *_rest in rows}
    return Statistics(tuple(sorted(years)), attainment(counts), sum(row[3] for row in rows))

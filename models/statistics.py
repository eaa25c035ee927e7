"""Statistics over the report: goal attainment, and how much of it still needs correction."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import fn

from models.database import Register
from models.lists.chosen import ListFilter
from models.lists.conditions import conditions
from models.tables import ReportRow
from rules.attainment import Attainment, attainment
from rules.programme import Status


@dataclass(frozen=True, slots=True)
class Statistics:
    """Goal attainment of what a filter of the report leaves, and the years it covers."""

    years: tuple[int, ...]
    attainment: Attainment
    needs_correction: int


def goal_attainment(register: Register, chosen: ListFilter, as_of: date) -> Statistics:
    """Count per group; those that need correction are counted in their group and told apart.

    The years are those asked for, else those there are.
    """
    needs = fn.SUM(ReportRow.status == str(Status.NEEDS_CORRECTION))
    with register.read():
        query = (
            ReportRow.select(ReportRow.year, ReportRow.reason, fn.COUNT(ReportRow.person), needs)
            .where(*conditions(chosen, register.reference, as_of))
            .group_by(ReportRow.year, ReportRow.reason)
        )
        rows: Iterator[tuple[Any, ...]] = query.tuples().iterator()
        found = list(rows)
    counts: dict[str, int] = {}
    for _year, reason, count, _needs in found:
        counts[reason] = counts.get(reason, 0) + count
    years = chosen.years or {year for year, *_rest in found}
    return Statistics(tuple(sorted(years)), attainment(counts), int(sum(row[3] for row in found)))

"""The report over ended participants: filters, order, counts, pages."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from peewee import Case as SqlCase
from peewee import fn

from models.database import Register
from models.norwegian import fold, sort_key
from models.reference import Reference
from models.tables import PersonRow, ReportRow
from rules.codes import REASONS
from rules.programme import Category, Goal, Law

COLUMNS = ("duf", "name", "category", "goal", "reason", "date")
EVERYONE, MUNICIPALITY, ENGINE = "all", "municipality", "engine"
"""Whose terminations: the values of the filter `Avslutningsårsak registrert av`."""


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """What the report is narrowed to; empty means all. Values are slugs and numbers.

    `search` is what stands in the search field: part of a DUF number or of a name.
    """

    law: Law = Law.INTEGRERINGSLOVEN
    municipality: str | None = None
    district: str | None = None
    categories: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()
    registered_by: str = EVERYONE
    duf: str = ""
    name: str = ""
    needs_correction: bool = False
    search: str = ""

    def cleared(self) -> "ReportFilter":
        """The same law, nothing else."""
        return ReportFilter(law=self.law)


@dataclass(frozen=True, slots=True)
class Labels:
    """The texts shown for codes: their alphabetical order is the order of the rows."""

    reasons: tuple[tuple[str, str], ...]
    goals: tuple[tuple[str, str], ...]
    categories: tuple[tuple[str, str], ...]


CANONICAL = Labels(
    tuple((code, reason.label) for code, reason in REASONS.items()),
    tuple((str(goal), goal.label) for goal in Goal),
    tuple((str(category), category.label) for category in Category),
)


@dataclass(frozen=True, slots=True)
class Order:
    """By which column, which way; `labels` are what is shown where it is not the canonical text."""

    column: str = "reason"
    descending: bool = False
    labels: Labels = CANONICAL

    def by(self, column: str) -> "Order":
        """Order by a column; by the same again turns it round."""
        return replace(
            self, column=column, descending=column == self.column and not self.descending
        )


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One row of the report in plain values."""

    duf: str
    first_name: str
    last_name: str
    category: str
    goal: str | None
    reason: str
    date: datetime.date
    registered_by: str
    by_engine: bool
    needs_correction: bool
    municipality: str
    district: str | None
    completion_deadline: datetime.date | None

    @property
    def name(self) -> str:
        """`Fornavn, Etternavn`."""
        return f"{self.first_name}, {self.last_name}"


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows under the law, rows through the filter, and how many of these need correction."""

    total: int
    matching: int
    to_correct: int


def count_report(register: Register, chosen: ReportFilter) -> Counts:
    """Count exactly."""
    with register.read():
        total = ReportRow.select().where(ReportRow.law == str(chosen.law)).count()
        query = ReportRow.select(
            fn.COUNT(ReportRow.person), fn.COALESCE(fn.SUM(ReportRow.needs_correction), 0)
        ).where(*_conditions(chosen, register.reference))
        matching, to_correct = next(_tuples(query))
    return Counts(total, matching, int(to_correct))


def report_page(
    register: Register,
    chosen: ReportFilter,
    order: Order,
    offset: int = 0,
    limit: int | None = None,
) -> list[ReportLine]:
    """Some rows of the report, from an offset on; all without a limit."""
    with register.read():
        query = (
            ReportRow.select(
                ReportRow.duf,
                PersonRow.first_name,
                PersonRow.last_name,
                ReportRow.category,
                ReportRow.goal,
                ReportRow.reason,
                ReportRow.date,
                ReportRow.registered_by,
                ReportRow.by_engine,
                ReportRow.needs_correction,
                ReportRow.municipality,
                ReportRow.district,
                ReportRow.completion_deadline,
            )
            .join(PersonRow)
            .where(*_conditions(chosen, register.reference))
            .order_by(*_ordering(order))
        )
        if limit is not None:
            query = query.limit(limit).offset(offset)
        return [ReportLine(*row) for row in _tuples(query)]


def report_dufs(register: Register, chosen: ReportFilter, order: Order) -> list[str]:
    """The DUF numbers of the whole report in order: the walk of a correction session."""
    with register.read():
        query = ReportRow.select(ReportRow.duf).where(*_conditions(chosen, register.reference))
        return [duf for (duf,) in _tuples(query.order_by(*_ordering(order)))]


def still_to_correct(register: Register, dufs: list[str]) -> set[str]:
    """Which of some persons need correction now."""
    found: set[str] = set()
    with register.read():
        for start in range(0, len(dufs), 500):
            query = ReportRow.select(ReportRow.duf).where(
                ReportRow.duf.in_(dufs[start : start + 500]), ReportRow.needs_correction
            )
            found.update(duf for (duf,) in _tuples(query))
    return found


def report_years(register: Register, law: Law) -> list[int]:
    """The termination years there are under a law, newest first."""
    with register.read():
        query = ReportRow.select(ReportRow.year).where(ReportRow.law == str(law)).distinct()
        return sorted((year for (year,) in _tuples(query)), reverse=True)


def _tuples(query: Any) -> Iterator[tuple[Any, ...]]:
    return iter(query.tuples())


def _conditions(chosen: ReportFilter, reference: Reference) -> list[Any]:
    conditions: list[Any] = [ReportRow.law == str(chosen.law)]
    if chosen.municipality:
        conditions.append(ReportRow.municipality.in_(reference.same(chosen.municipality)))
    if chosen.district:
        conditions.append(ReportRow.district == chosen.district)
    if chosen.categories:
        conditions.append(ReportRow.category.in_(chosen.categories))
    if chosen.years:
        conditions.append(ReportRow.year.in_(chosen.years))
    if chosen.reasons:
        conditions.append(ReportRow.reason.in_(chosen.reasons))
    if chosen.registered_by != EVERYONE:
        conditions.append(ReportRow.by_engine == (chosen.registered_by == ENGINE))
    if chosen.needs_correction:
        conditions.append(ReportRow.needs_correction)
    if chosen.duf.strip():
        conditions.append(_contains(ReportRow.duf, "".join(chosen.duf.split())))
    conditions += name_conditions(ReportRow.search_name, chosen.name)
    conditions += search_conditions(chosen.search)
    return conditions


def search_conditions(text: str) -> list[Any]:
    """What is typed in the search field: digits are part of a DUF number, all else of a name."""
    digits = "".join(text.split())
    if digits.isascii() and digits.isdigit():
        return [_contains(ReportRow.duf, digits)]
    return name_conditions(ReportRow.search_name, text)


def name_conditions(column: Any, text: str) -> list[Any]:
    """Every word typed must be part of the name, in whatever order."""
    return [_contains(column, word) for word in fold(text).replace(",", " ").split()]


def _contains(column: Any, text: str) -> Any:
    # Peewee escapes the pattern characters of LIKE in what was typed.
    return column.contains(text)


def _ordering(order: Order) -> list[Any]:
    first = {
        "duf": ReportRow.duf,
        "name": ReportRow.sort_name,
        "category": _rank(ReportRow.category, order.labels.categories),
        "goal": _rank(ReportRow.goal, order.labels.goals),
        "reason": _rank(ReportRow.reason, order.labels.reasons),
        "date": ReportRow.date,
    }[order.column]
    keys = [first.desc() if order.descending else first.asc()]
    if order.column == "reason":
        keys.append(ReportRow.date.asc())
    return [*keys, ReportRow.duf.asc()]


def _rank(column: Any, labels: tuple[tuple[str, str], ...]) -> Any:
    """Number the codes by their labels in Norwegian order; an empty one comes first."""
    in_order = sorted(labels, key=lambda item: sort_key(item[1]))
    return SqlCase(column, [(code, rank) for rank, (code, _) in enumerate(in_order, 1)], 0)

"""The queries of one segment of a list, whose rows an index holds in order.

Ordered by deadline, a segment is in two tables: list rows whose own period includes the day, and
other periods that do, by the day they end. Each part is in order, and the database merges them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import add
from typing import Any, NamedTuple

from peewee import SQL, Select

from models.lists.deadline_columns import (
    ColumnsOf,
    columns_as_of,
    deadline_column,
    in_other_period,
    in_own_period,
    other_periods_by,
)
from models.lists.list_line import with_person
from models.lists.order_segments import Segment
from models.tables import OtherDeadlineRow, ReportRow, database

SelectedRow = tuple[Any, ...]
JoinTables = Callable[[Any], Any]


class SegmentPart(NamedTuple):
    """A segment to read: the direction, and the line to start from, which is included or not."""

    segment: Segment
    backwards: bool = False
    line: Any = None
    inclusive: bool = False

    def conditions(self, of: Segment) -> list[Any]:
        """Return the conditions of the rows to read, of this segment or its `other`."""
        if self.line is None:
            return [*of.conditions]
        return [*of.conditions, *of.after_line(self.line, self.backwards, self.inclusive)]


@dataclass(frozen=True, slots=True)
class SegmentQueries:
    """Reads segments of the rows that match some conditions, as of a day; inside a transaction.

    `ends` are the ends of the other periods that may include the day.
    """

    conditions: list[Any]
    as_of: date
    ends: tuple[date, ...]

    def every(
        self, wanted: SegmentPart, columns: ColumnsOf, joined: JoinTables
    ) -> Iterable[SelectedRow]:
        """Return all rows, one at a time."""
        if not self._ends_of(wanted):
            return database.execute(self._in_one(wanted, columns, joined))  # type: ignore[no-any-return]
        keys = len(wanted.segment.keys)
        return (row[:-keys] for row in database.execute(self._merged(wanted, columns, joined)))

    def some(
        self, wanted: SegmentPart, columns: ColumnsOf, limit: int, skip: int
    ) -> list[SelectedRow]:
        """Return at most `limit` rows, after `skip` that are skipped."""
        if not self._ends_of(wanted):
            query = self._in_one(wanted, columns, with_person).limit(limit).offset(skip)
            return list(database.execute(query))
        # The first rows of each table by their keys; other columns are looked up for the page only.
        first = [
            Select((rows.order_by(*order).limit(limit + skip).alias("part"),), (SQL("*"),))
            for rows, order in self._parts(wanted, _person, _alone)
        ]
        merged = reduce(add, first).order_by(*_by_place(wanted, 1)).limit(limit).offset(skip)
        persons = Select((merged.alias("merged"),), (SQL("person_id"),))
        query = with_person(ReportRow.select(*columns_as_of(columns, self.as_of)))
        query = query.where(ReportRow.person.in_(persons))
        deadline, down = deadline_column(self.as_of), wanted.backwards
        *days, duf = wanted.segment.keys
        keys = [replace(day, column=deadline) for day in days]
        return list(database.execute(query.order_by(*(k.ordered(down) for k in (*keys, duf)))))

    def count(self, wanted: SegmentPart, most: int) -> int:
        """Count the rows, up to `most`."""
        if not self._ends_of(wanted):
            return int(self._in_one(wanted, _person, _alone).limit(most).count())
        return int(self._merged(wanted, _person, _alone).limit(most).count())

    def _in_one(self, wanted: SegmentPart, columns: ColumnsOf, joined: JoinTables) -> Any:
        query = joined(ReportRow.select(*columns_as_of(columns, self.as_of)))
        found = [*wanted.conditions(wanted.segment), *self.conditions]
        query = query.where(*found) if found else query
        return query.order_by(*wanted.segment.ordering(wanted.backwards))

    def _merged(self, wanted: SegmentPart, columns: ColumnsOf, joined: JoinTables) -> Any:
        """Return a query of both tables in order, with the keys after the columns."""
        parts = [rows for rows, _order in self._parts(wanted, columns, joined)]
        return reduce(add, parts).order_by(*_by_place(wanted, len(columns(None, None))))

    def _parts(
        self, wanted: SegmentPart, columns: ColumnsOf, joined: JoinTables
    ) -> Iterator[tuple[Any, list[Any]]]:
        """Yield a query of each table, with the keys after the columns, and its ORDER BY."""
        other = wanted.segment.other
        assert other is not None
        beside = other_periods_by("other_deadline_of_all")

        def part(table: Any, source: Any, of: Segment, period: list[Any]) -> Any:
            shown = columns(table.completion_deadline, table.deadline)
            query = joined(ReportRow.select(*shown, *of.columns).from_(source))
            query = query.where(*wanted.conditions(of), *self.conditions, *period)
            return query, of.ordering(wanted.backwards)

        yield part(ReportRow, ReportRow, wanted.segment, in_own_period(self.as_of))
        for end in self.ends:
            yield part(OtherDeadlineRow, beside, other, in_other_period(self.as_of, end))

    def _ends_of(self, wanted: SegmentPart) -> tuple[date, ...]:
        """Return the ends of the other periods that rows of a segment may be in."""
        return () if wanted.segment.other is None else self.ends


def _person(*_deadlines: Any) -> tuple[Any, ...]:
    return (ReportRow.person,)


def _alone(query: Any) -> Any:
    return query


def _by_place(wanted: SegmentPart, before: int) -> list[Any]:
    """Return the ORDER BY of rows whose keys come after `before` columns."""
    return [
        SQL(f"{place} {'DESC' if key.descending is not wanted.backwards else 'ASC'}")
        for place, key in enumerate(wanted.segment.keys, before + 1)
    ]

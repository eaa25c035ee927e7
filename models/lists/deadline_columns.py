"""The columns of list queries: which deadline applies on a day, and which columns use an index.

A deadline is either that of the list row's own period or that of one of the person's other
periods. A query that reads the row anyway chooses with a CASE expression. A query driven by an
index of deadlines reads the two tables one after the other.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from peewee import JOIN, SQL, Join, NodeList, Value, WrappedNode

from models.storage.bound import bound_storage
from models.tables import OtherDeadlineRow, ReportRow, database
from models.tables.base import day_of


def deadline_column(as_of: date) -> Any:
    """Return the next deadline under the law of a day."""
    return _of_the_day(ReportRow.deadline, as_of)


def _completion_column(as_of: date) -> Any:
    """Return the completion deadline under the law of a day."""
    return _of_the_day(ReportRow.completion_deadline, as_of)


ColumnsOf = Callable[[Any, Any], tuple[Any, ...]]
"""Makes the columns of a query from those of the completion deadline and the next deadline."""


def columns_as_of(columns: ColumnsOf, as_of: date) -> tuple[Any, ...]:
    """Return the columns of a query, with the deadlines of a day from whichever table has them."""
    return columns(_completion_column(as_of), deadline_column(as_of))


def period_ends(as_of: date) -> tuple[date, ...]:
    """Return the ends of other periods that are after a day, earliest first; in a transaction.

    A person's periods leave no gap. So without any such end, the day is in every row's own period.
    """
    found: list[date] = []
    ask = f"SELECT min(until) FROM other_deadline WHERE until > {database.param}"
    after = as_of
    while True:
        [(end,)] = database.execute_sql(ask, (after.isoformat(),)).fetchall()
        if end is None:
            return tuple(found)
        after = day_of(end)
        found.append(after)


def _of_the_day(column: Any, as_of: date) -> Any:
    if not period_ends(as_of):
        return column
    # Written as SQL: Peewee takes longer to build this expression than the database to run it.
    day = Value(as_of.isoformat(), converter=False)
    row, other = ReportRow, f"SELECT other.{column.column_name} FROM other_deadline AS other"
    words = (
        *(SQL("CASE WHEN"), row.deadline_since, SQL(">"), day),
        *(SQL(f"THEN ({other} WHERE other.person_id ="), row.person),
        *(SQL("AND other.since <="), day, SQL("AND other.until >"), day),
        *(SQL(") ELSE"), column, SQL("END")),
    )
    return NodeList(words)


def in_own_period(as_of: date) -> list[Any]:
    """Return the conditions of rows whose own deadlines apply on a day."""
    since = ReportRow.deadline_since
    return [since.is_null() | (since <= as_of)]


def in_other_period(as_of: date, *ends: date) -> list[Any]:
    """Return the conditions of the other periods that include a day and end on one of `ends`."""
    return [OtherDeadlineRow.until.in_(ends), OtherDeadlineRow.since <= as_of]


class IndexHiddenColumns:
    """The list row's columns, of which only the `drivers` may use an index.

    The others are compared row by row. Without statistics SQLite takes any index that fits, and the
    wrong one costs seconds.
    """

    def __init__(self, *drivers: str) -> None:
        self._drivers = drivers

    def __getattr__(self, name: str) -> Any:
        column = getattr(ReportRow, name)
        if name in self._drivers or not bound_storage().needs_index_hints:
            return column
        return _NoIndex(column)


class _NoIndex(WrappedNode):
    """A column behind a unary plus, which keeps SQLite from using its index."""

    def __sql__(self, context: Any) -> Any:
        return context.literal("+").sql(self.node)


class RowsBy(WrappedNode):
    """List rows, or another table, as a source that SQLite must read by one index."""

    def __init__(self, index: str, table: Any = ReportRow) -> None:
        super().__init__(table)
        self._index = index

    def __sql__(self, context: Any) -> Any:
        context.sql(self.node)
        if bound_storage().needs_index_hints:
            context.literal(f" INDEXED BY {self._index}")
        return context


def other_periods_by(index: str) -> Any:
    """Return other periods, read by one index, joined with the list row of the person."""
    is_same_person = ReportRow.person == OtherDeadlineRow.person
    if bound_storage().needs_index_hints:
        # SQLite always reads the left side of a cross join first.
        return Join(RowsBy(index, OtherDeadlineRow), ReportRow, JOIN.CROSS, is_same_person)
    return Join(OtherDeadlineRow, ReportRow, JOIN.INNER, is_same_person)

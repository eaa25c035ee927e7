"""The columns of the lists: which deadline is the day's, and which columns an index may serve.

A deadline is either that of the row's own period or that of one of the person's other periods. Of
a row that is looked at anyway, an expression says which; a query that an index of deadlines is to
drive asks the two tables one after the other.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from peewee import JOIN, SQL, Join, NodeList, SqliteDatabase, Value, WrappedNode

from models.tables import OtherDeadlineRow, ReportRow, database
from models.tables.base import day_of


def deadline_column(as_of: date) -> Any:
    """The next deadline as the law is on a day."""
    return _of_the_day(ReportRow.deadline, as_of)


def _completion_column(as_of: date) -> Any:
    """The completion deadline as the law is on a day."""
    return _of_the_day(ReportRow.completion_deadline, as_of)


ColumnsOf = Callable[[Any, Any], tuple[Any, ...]]
"""What a query shows, given what holds the completion deadline and the next one."""


def columns_as_of(columns: ColumnsOf, as_of: date) -> tuple[Any, ...]:
    """What a query shows of rows whose deadlines of a day stand in either table."""
    return columns(_completion_column(as_of), deadline_column(as_of))


def period_ends(as_of: date) -> tuple[date, ...]:
    """The days after a day that other periods last up to, earliest first; inside a transaction.

    A person's periods leave no day out: with none, the day is in every row's own period.
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
    # By hand: Peewee takes longer to write this than the database to answer it.
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
    """The conditions of rows whose own deadlines are those of a day."""
    since = ReportRow.deadline_since
    return [since.is_null() | (since <= as_of)]


def in_other_period(as_of: date, *ends: date) -> list[Any]:
    """The conditions of the other periods that hold a day, of those with some of its ends."""
    return [OtherDeadlineRow.until.in_(ends), OtherDeadlineRow.since <= as_of]


class IndexHiddenColumns:
    """The report row's columns for a query that one of them is to drive.

    The others are compared row by row: without statistics a database takes any index that fits,
    and the wrong one costs seconds.
    """

    def __init__(self, *drivers: str) -> None:
        self._drivers = drivers

    def __getattr__(self, name: str) -> Any:
        column = getattr(ReportRow, name)
        if name in self._drivers or not isinstance(database.obj, SqliteDatabase):
            return column
        return _NoIndex(column)


class _NoIndex(WrappedNode):
    """A column behind a sign that changes nothing but keeps SQLite from using its index."""

    def __sql__(self, context: Any) -> Any:
        return context.literal("+").sql(self.node)


class RowsBy(WrappedNode):
    """Report rows, or another table, as the source of a query that is to use one index."""

    def __init__(self, index: str, table: Any = ReportRow) -> None:
        super().__init__(table)
        self._index = index

    def __sql__(self, context: Any) -> Any:
        context.sql(self.node)
        if isinstance(database.obj, SqliteDatabase):
            context.literal(f" INDEXED BY {self._index}")
        return context


def other_periods_by(index: str) -> Any:
    """Other periods, read through one index, each with the report row of its person."""
    is_same_person = ReportRow.person == OtherDeadlineRow.person
    if isinstance(database.obj, SqliteDatabase):
        # Whatever stands on the left of a cross join SQLite reads first.
        return Join(RowsBy(index, OtherDeadlineRow), ReportRow, JOIN.CROSS, is_same_person)
    return Join(OtherDeadlineRow, ReportRow, JOIN.INNER, is_same_person)

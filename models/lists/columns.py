"""The columns of the lists: which deadline is today's, and which columns an index may serve."""

from datetime import date
from typing import Any

from peewee import SqliteDatabase, WrappedNode

from models.tables import ReportRow, database

_RULES_OF_2026 = date(2026, 1, 1)


def deadline_column(as_of: date) -> Any:
    """The next deadline as the law is on a day."""
    return ReportRow.deadline_2026 if as_of >= _RULES_OF_2026 else ReportRow.deadline


def completion_column(as_of: date) -> Any:
    """The completion deadline as the law is on a day."""
    is_of_2026 = as_of >= _RULES_OF_2026
    return ReportRow.completion_deadline_2026 if is_of_2026 else ReportRow.completion_deadline


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
    """The report rows as the source of a query that is to read them through one index."""

    def __init__(self, index: str) -> None:
        super().__init__(ReportRow)
        self._index = index

    def __sql__(self, context: Any) -> Any:
        context.sql(self.node)
        if isinstance(database.obj, SqliteDatabase):
            context.literal(f" INDEXED BY {self._index}")
        return context

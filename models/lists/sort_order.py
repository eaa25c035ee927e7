"""The order of a list: by any column, in both directions, with texts in Norwegian order."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from peewee import SQL, NodeList

from models.collation import sort_key
from models.list_filter import ListFilter
from models.lists.column_registry import LIST_COLUMNS, ORDERS, ColumnOrder, LabelPairs, OrderKind
from models.lists.deadline_columns import IndexHiddenColumns
from models.lists.list_kinds import PERSONS, PERSONS_TO_CORRECT, kind_of


@dataclass(frozen=True, slots=True)
class Order:
    """The column and the direction; codes are ordered by their full labels in bokmål."""

    column: str = "reason"
    descending: bool = False

    def by(self, column: str) -> "Order":
        """Return the order by a column; the same column again reverses the direction."""
        return replace(
            self, column=column, descending=column == self.column and not self.descending
        )


def first_order(list_filter: ListFilter) -> Order:
    """Return the first order of a list in a file and on the command line.

    Persons come by name, or by deadline where the filter asks for one.
    """
    kind = kind_of(list_filter)
    return Order((PERSONS if kind is PERSONS_TO_CORRECT else kind).first_column)


def ordering(order: Order, deadline: Any, row: Any = None) -> list[Any]:
    """Return the ORDER BY for rows that the database sorts, whichever index finds them.

    `deadline` is its column; `row` has the others, by default those of the list row. Ties are
    ordered by DUF number. Empty days come last. Raises ValueError for a column that a list cannot
    be ordered by.
    """
    row, by = row or IndexHiddenColumns(), _order_of(order)
    column = deadline if by.column == "deadline" else getattr(row, by.column)
    first = [column]
    if by.kind is OrderKind.CODES:
        first = [_rank(column, LIST_COLUMNS[order.column].labels.full)]
    elif by.kind is OrderKind.DAYS:
        first = [column.is_null(), column]
    *leading, last = first
    keys = [*(key.asc() for key in leading), last.desc() if order.descending else last.asc()]
    if by.then:
        keys.append(getattr(row, by.then).asc())
    return [*keys, row.duf.asc()]


def _order_of(order: Order) -> ColumnOrder:
    if order.column not in ORDERS:
        raise ValueError(order.column)
    return ORDERS[order.column]


@cache
def ranked(labels: LabelPairs) -> list[str]:
    """Return the codes in the Norwegian order of their labels."""
    return [code for code, _label in sorted(labels, key=lambda item: sort_key(item[1]))]


def _rank(column: Any, labels: LabelPairs) -> Any:
    """Return the rank of a code by its label in Norwegian order; an empty code comes first."""
    return NodeList((SQL("CASE"), column, SQL(_ranks(labels))))


@cache
def _ranks(labels: LabelPairs) -> str:
    """Return the WHEN clauses of the ranks. Raises ValueError for a code that is no plain text.

    Inlined as literals: binding thirty parameters costs more than reading the page. The codes are
    the program's own, letters and hyphens; no user types them.
    """
    ranks = list(enumerate(ranked(labels), 1))
    if not all(code.replace("-", "").isalnum() for _rank, code in ranks):
        raise ValueError(f"a code is no SQL text: {ranks}")
    return "".join(f"WHEN '{code}' THEN {rank} " for rank, code in ranks) + "ELSE 0 END"

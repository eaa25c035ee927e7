"""The order of a list: by any column, in both directions, with texts in Norwegian order."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from peewee import SQL, NodeList

from models.collation import sort_key
from models.list_filter import ListFilter, Subject
from models.lists.columns import IndexHiddenColumns
from rules.code_lists import Category, Goal, Status
from rules.reasons import REASONS

REPORT_COLUMNS = ("duf", "name", "category", "goal", "reason", "date")
PERSONS_COLUMNS = ("duf", "name", "category", "goal", "status", "deadline")
"""The columns shown; the persons can also be ordered by reason and date."""

LabelPairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The texts of codes, in full or shortened."""

    reasons: LabelPairs
    goals: LabelPairs
    categories: LabelPairs


CANONICAL = Labels(
    tuple((code, reason.label) for code, reason in REASONS.items()),
    tuple((str(goal), goal.label) for goal in Goal),
    tuple((str(category), category.label) for category in Category),
)
STATUSES: LabelPairs = tuple((str(status), status.label) for status in Status)


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
    """Return the first order: the report by reason, persons by name, or deadline if filtered by.

    The work list has the oldest termination first.
    """
    if list_filter.is_work_list:
        return Order("date")
    if list_filter.subject is Subject.ENDED:
        return Order()
    return Order("name" if list_filter.deadline_within is None else "deadline")


def ordering(order: Order, deadline: Any) -> list[Any]:
    """Return the ORDER BY for rows that the database sorts, whichever index finds them.

    `deadline` is its column. Ties are ordered by DUF number. Empty days come last.
    """
    row = IndexHiddenColumns()
    match order.column:
        case "duf":
            first = [row.duf]
        case "name":
            first = [row.sort_name]
        case "category":
            first = [_rank(row.category, CANONICAL.categories)]
        case "goal":
            first = [_rank(row.goal, CANONICAL.goals)]
        case "reason":
            first = [_rank(row.reason, CANONICAL.reasons)]
        case "status":
            first = [_rank(row.status, STATUSES)]
        case "date":
            first = [row.date.is_null(), row.date]
        case "deadline":
            first = [deadline.is_null(), deadline]
        case _:
            raise ValueError(order.column)
    *leading, last = first
    keys = [*(key.asc() for key in leading), last.desc() if order.descending else last.asc()]
    if order.column == "reason":
        keys.append(row.date.asc())
    return [*keys, row.duf.asc()]


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

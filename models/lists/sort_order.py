"""The order of a list: every column, both ways, as the Norwegian alphabet has it."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from peewee import SQL, NodeList

from models.collation import sort_key
from models.list_filter import ListFilter, Subject
from models.lists.columns import IndexHiddenColumns
from rules.code_lists import Category, Goal, Status
from rules.codes import REASONS

REPORT_COLUMNS = ("duf", "name", "category", "goal", "reason", "date")
PERSONS_COLUMNS = ("duf", "name", "category", "goal", "status", "deadline")
"""The columns shown; the persons can also be ordered by reason and date."""

LabelPairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The texts shown for codes: their alphabetical order is the order of the rows."""

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
    """By which column, which way; `labels` are what is shown where it is not the canonical text."""

    column: str = "reason"
    descending: bool = False
    labels: Labels = CANONICAL

    def by(self, column: str) -> "Order":
        """Order by a column; by the same again turns it round."""
        return replace(
            self, column=column, descending=column == self.column and not self.descending
        )


def first_order(list_filter: ListFilter) -> Order:
    """The report by reason; persons by deadline where one is asked for, else by name."""
    if list_filter.subject is Subject.ENDED:
        return Order()
    return Order("name" if list_filter.deadline_within is None else "deadline")


def ordering(order: Order, deadline: Any) -> list[Any]:
    """The ORDER BY of rows that are sorted, whatever index they come from.

    `deadline` is what holds it. Ties end on the DUF number, and what is empty comes last of days.
    """
    row = IndexHiddenColumns()
    match order.column:
        case "duf":
            first = [row.duf]
        case "name":
            first = [row.sort_name]
        case "category":
            first = [_rank(row.category, order.labels.categories)]
        case "goal":
            first = [_rank(row.goal, order.labels.goals)]
        case "reason":
            first = [_rank(row.reason, order.labels.reasons)]
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
    """The codes by their labels in Norwegian order."""
    return [code for code, _label in sorted(labels, key=lambda item: sort_key(item[1]))]


def _rank(column: Any, labels: LabelPairs) -> Any:
    """Number the codes by their labels in Norwegian order; an empty one comes first."""
    return NodeList((SQL("CASE"), column, SQL(_ranks(labels))))


@cache
def _ranks(labels: LabelPairs) -> str:
    """Written out: to have each of the codes bound takes longer than to read the page.

    They are the program's own, letters and hyphens; nobody types them.
    """
    ranks = list(enumerate(ranked(labels), 1))
    if not all(code.replace("-", "").isalnum() for _rank, code in ranks):
        raise ValueError(f"a code is no SQL text: {ranks}")
    return "".join(f"WHEN '{code}' THEN {rank} " for rank, code in ranks) + "ELSE 0 END"

"""A list with its filter, order and day, to be read from repeatedly."""

import datetime
from dataclasses import dataclass, replace

from models.list_filter import ListFilter
from models.lists.conditions import conditions
from models.lists.counts import count_list
from models.lists.deadline_columns import IndexHiddenColumns
from models.lists.list_line import ListLine
from models.lists.pages import count_before, first_after, list_beyond, list_dufs, list_page
from models.lists.sort_order import Order
from models.lists.visibility import restrict_to_access
from models.storage.register import Register
from models.tables import ReportRow
from rules.code_lists import Status

_BATCH_SIZE = 500


@dataclass(frozen=True, slots=True)
class ListReader:
    """Reads a list of a register."""

    register: Register
    list_filter: ListFilter
    order: Order
    as_of: datetime.date

    def count(self) -> int:
        """Return how many rows there are."""
        return count_list(self.register, self.list_filter, self.as_of).matching

    def whole(self) -> list[ListLine]:
        """Return every row."""
        return list_page(self.register, self.list_filter, self.order, self.as_of)

    def dufs(self) -> list[str]:
        """Return the DUF number of every row."""
        return list_dufs(self.register, self.list_filter, self.order, self.as_of)

    def beyond(self, line: ListLine, limit: int, backwards: bool = False) -> list[ListLine]:
        """Return the rows after a line, or before it, even if the line has left the list."""
        return list_beyond(
            self.register, self.list_filter, self.order, self.as_of, line, limit, backwards
        )

    def next_to_correct(self, line: ListLine) -> ListLine | None:
        """Return the first row after a line that needs correction, however far off."""
        list_filter = replace(self.list_filter, needs_correction=True)
        return first_after(self.register, list_filter, self.order, self.as_of, line)

    def position(self, line: ListLine) -> int:
        """Return how many rows come before a line."""
        return count_before(self.register, self.list_filter, self.order, self.as_of, line)

    def line_of(self, duf: str) -> ListLine | None:
        """Return the row of a person as it now is; None if they are not in the list."""
        if duf not in self.still_listed([duf]):
            return None
        only = replace(self.list_filter, duf=duf, search="", name="")
        lines = list_page(self.register, only, self.order, self.as_of, 0, 1)
        return lines[0] if lines else None

    def still_listed(self, dufs: list[str]) -> set[str]:
        """Return which of some persons are in the list now."""
        with self.register.read():
            here = restrict_to_access(self.register, self.list_filter)
            # The rows are found by DUF number: no other column may use an index.
            found = conditions(here, self.register.reference, self.as_of, IndexHiddenColumns())
            return self._among(dufs, *found)

    def still_to_correct(self, dufs: list[str]) -> set[str]:
        """Return which of some persons need correction now, in the list or not."""
        with self.register.read():
            every = restrict_to_access(self.register, ListFilter(self.list_filter.subject, None))
            here = conditions(every, self.register.reference, self.as_of)
            return self._among(dufs, ReportRow.status == str(Status.NEEDS_CORRECTION), *here)

    def _among(self, dufs: list[str], *found: object) -> set[str]:
        among: set[str] = set()
        for start in range(0, len(dufs), _BATCH_SIZE):
            some = ReportRow.duf.in_(dufs[start : start + _BATCH_SIZE])
            query = ReportRow.select(ReportRow.duf).where(some, *found)
            among.update(row.duf for row in query)
        return among

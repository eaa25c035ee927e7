"""A whole list as a stream: as it is, or the report as it was known at the end of a day."""

import datetime
from collections.abc import Iterator

from models.list_filter import ListFilter
from models.lists.list_line import ListLine
from models.lists.pages import stream_list
from models.lists.sort_order import Order
from models.storage.register import Register


def stream_list_known(
    register: Register,
    list_filter: ListFilter,
    order: Order,
    as_of: datetime.date,
    known_at: datetime.date | None,
) -> Iterator[ListLine]:
    """Yield a list one row at a time, inside a transaction, with every field filled in.

    `known_at`: the report as it was known at the end of a day; None for the list as it is.
    """
    if known_at is None:
        return stream_list(register, list_filter, order, as_of)
    from models.lists.known_at import stream_known

    return stream_known(register, list_filter, order, as_of, known_at)

"""The persons set aside that a user may see."""

import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple

from models.journal.actor import Actor
from models.list_filter import ListFilter, Subject
from models.lists.conditions import conditions
from models.lists.deadline_columns import IndexHiddenColumns
from models.lists.visibility import restrict_to_access
from models.storage.known_codes import WAITING_FOR
from models.storage.register import Register
from models.tables import ReportRow, SetAsideRow, database
from models.tables.base import day_of
from rules.code_lists import Status, WaitingFor


class SetAside(NamedTuple):
    """A person whom a user has set aside, the day until which, and the reason."""

    duf: str
    until: datetime.date
    because: WaitingFor | None
    by: str


def set_asides(
    register: Register, as_of: datetime.date, dufs: Sequence[str] | None = None
) -> list[SetAside]:
    """Return who is set aside on a day, by DUF number; of some persons where `dufs` are given.

    It ends on its day, and when the person no longer needs correction.
    """
    with register.read():
        found = []
        for subject in Subject:
            # A case is seen by the person's municipality, and by the termination's.
            here = restrict_to_access(register, ListFilter(subject, None))
            found.append(conditions(here, register.reference, as_of, IndexHiddenColumns()))
        rows: dict[tuple[str, str], SetAside] = {}
        for seen in found:
            for duf, until, because, by in _rows(as_of, dufs, seen):
                waits = WAITING_FOR[because] if because else None
                rows[duf, by] = SetAside(duf, day_of(until), waits, by)
        return [rows[key] for key in sorted(rows)]


def own_set_asides(register: Register, actor: Actor) -> set[str]:
    """Return the DUF numbers of the persons whom the user has set aside."""
    found = set_asides(register, actor.as_of)
    return {one.duf for one in found if one.by == actor.user}


def _rows(as_of: datetime.date, dufs: Sequence[str] | None, seen: list[Any]) -> Any:
    columns = (ReportRow.duf, SetAsideRow.until, SetAsideRow.because, SetAsideRow.user)
    query = SetAsideRow.select(*columns).join(ReportRow, on=SetAsideRow.person == ReportRow.person)
    needs = ReportRow.status == str(Status.NEEDS_CORRECTION)
    query = query.where(SetAsideRow.until > as_of, needs, *seen)
    if dufs is not None:
        query = query.where(ReportRow.duf.in_(list(dufs)))
    return database.execute(query)

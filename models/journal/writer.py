"""Writing of journal entries: user, time, action, and the values before and after."""

import json
from datetime import UTC, datetime
from typing import Any

from models.journal.actions import JournalAction
from models.journal.actor import Actor
from models.journal.hash_chain import append_lines
from models.storage.register import Register
from models.tables import PersonRow

Values = dict[str, Any]


def append_entry(
    actor: Actor,
    action: JournalAction,
    duf: str | None,
    before: Values | None = None,
    after: Values | None = None,
) -> None:
    """Write an entry, inside the transaction of the action that it records.

    If the actor's day is not the register's own, the entry states both.
    """
    append_lines([entry_values(actor, action, duf, before, after, actor.now())])


def entry_values(
    actor: Actor,
    action: JournalAction,
    duf: str | None,
    before: Values | None,
    after: Values | None,
    now: datetime,
) -> tuple[str | None, ...]:
    """Return an entry as it is stored, for callers that write many at once."""
    if actor.as_of != actor.register_date:
        days = {"as_of": actor.as_of.isoformat(), "register_date": actor.register_date.isoformat()}
        after = {**(after or {}), **days}
    at = now.astimezone(UTC).isoformat(timespec="seconds")
    return at, actor.user, str(action), duf, _json(before), _json(after)


def write_refused(
    register: Register,
    actor: Actor,
    action: str,
    duf: str | None = None,
    asked: str | None = None,
) -> None:
    """Journal an attempt that is not allowed; a DUF number that nobody has is left out."""
    with register.write():
        is_known = duf is not None and PersonRow.select().where(PersonRow.duf == duf).exists()
        values = {"action": action, **({"asked": asked} if asked else {})}
        append_entry(actor, JournalAction.REFUSED, duf if is_known else None, None, values)


def _json(values: Values | None) -> str | None:
    return json.dumps(values, ensure_ascii=False, default=str) if values is not None else None

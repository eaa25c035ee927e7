"""Reading the journal for display. Each reading is journalled first."""

from models.cases.case import load_case, load_context
from models.journal.actions import JournalAction
from models.journal.actor import Actor
from models.journal.reader import JournalEntry, entry_of
from models.journal.writer import append_entry
from models.storage.register import Register
from models.tables import JournalRow


def record_journal_read(
    register: Register, actor: Actor, duf: str | None = None, by: str | None = None
) -> None:
    """Journal a reading of the journal before it happens; raise as `read_lines` does."""
    with register.write():
        _require_sight(register, duf)
        append_entry(actor, JournalAction.JOURNAL_READ, duf, None, {"by": by} if by else None)


def read_lines(
    register: Register, duf: str | None = None, by: str | None = None, limit: int | None = None
) -> list[JournalEntry]:
    """Return journal entries, newest first: of one person, of one user, or all.

    Without `duf`, raises NotAllowed for all but administrators. A person's entries are for users
    who see the person.
    """
    with register.read():
        _require_sight(register, duf)
        query = JournalRow.select().order_by(JournalRow.id.desc()).limit(limit)
        if duf:
            query = query.where(JournalRow.duf == duf)
        if by:
            query = query.where(JournalRow.by == by)
        return [entry_of(row) for row in query]


def _require_sight(register: Register, duf: str | None) -> None:
    if duf:
        load_case(duf, load_context(register))
    else:
        register.require_administrator()

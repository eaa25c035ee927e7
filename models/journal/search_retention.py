"""Emptying of old searches: they are personal data, which the journal keeps for some months."""

from datetime import UTC, datetime, time

from models.journal.actions import JournalAction
from models.journal.actor import Actor
from models.journal.erased_entries import empty_lines
from models.journal.writer import append_entry
from models.storage.register_settings import search_months
from models.tables import JournalRow
from rules.months import add_months

SEARCHES = (JournalAction.LIST_SEARCH, JournalAction.LIST_DOWNLOAD, JournalAction.REFUSED)
"""The actions whose personal part is emptied after some months."""


def forget_old_searches(actor: Actor) -> int:
    """Empty searches older than `search_months`; return how many there were."""
    oldest = datetime.combine(add_months(actor.register_date, -search_months()), time(), UTC)
    old = JournalRow.select(JournalRow.id).where(
        JournalRow.action.in_(SEARCHES),
        JournalRow.at < oldest,
        JournalRow.salt.is_null(False),
    )
    emptied = empty_lines([row.id for row in old])
    if emptied.lines:
        append_entry(actor, JournalAction.JOURNAL_FORGET, None, None, emptied.values)
    return emptied.lines

"""Journal entries of list searches, and the description of a list in the journal."""

from dataclasses import asdict, replace
from datetime import date

from models.journal.actions import JournalAction
from models.journal.actor import Actor
from models.journal.writer import append_entry
from models.list_filter import ListFilter, all_persons
from models.storage.register import Register


def write_search(
    register: Register, actor: Actor, list_filter: ListFilter, known_at: date | None = None
) -> None:
    """Journal a search before its result is shown; `known_at`: as known at the end of a day."""
    with register.write():
        append_entry(actor, JournalAction.LIST_SEARCH, None, None, about(list_filter, known_at))


def search_filter(text: str) -> ListFilter:
    """Return the filter of a text search among all persons."""
    return replace(all_persons(), search=text)


def about(list_filter: ListFilter, known_at: date | None = None) -> dict[str, object]:
    """Return which list it is and how it is filtered, as values of a journal entry.

    `known_at`: the day at whose end the list was known so.
    """
    nothing = asdict(list_filter.cleared())
    narrowed = {
        name: value for name, value in asdict(list_filter).items() if value != nothing[name]
    }
    then = {"known_at": known_at.isoformat()} if known_at else {}
    return {"list": list_filter.subject, "law": list_filter.law, **narrowed, **then}

"""What the journal is told of somebody who looks through a list, or takes it out."""

from dataclasses import asdict, replace

from models.journal.actor import Actor
from models.journal.writer import append_entry
from models.list_filter import ListFilter, all_persons
from models.storage.register import Register


def write_search(register: Register, actor: Actor, list_filter: ListFilter) -> None:
    """Write that somebody searched, before they see what they found."""
    with register.write():
        append_entry(actor, "list.search", None, None, about(list_filter))


def search_filter(text: str) -> ListFilter:
    """Somebody who searches for a text among all persons."""
    return replace(all_persons(), search=text)


def about(list_filter: ListFilter) -> dict[str, object]:
    """Which list, and what it was narrowed to."""
    nothing = asdict(list_filter.cleared())
    narrowed = {
        name: value for name, value in asdict(list_filter).items() if value != nothing[name]
    }
    return {"list": list_filter.subject, "law": list_filter.law, **narrowed}

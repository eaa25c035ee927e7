"""What the journal is told of somebody who looks through a list, or takes it out."""

from dataclasses import asdict, replace

from models.journal.actor import Actor
from models.journal.writer import write_line
from models.list_filter import ListFilter, all_persons
from models.storage.register import Register


def write_search(register: Register, actor: Actor, chosen: ListFilter) -> None:
    """Write that somebody searched, before they see what they found."""
    with register.write():
        write_line(actor, "list.search", None, None, about(chosen))


def search_of(text: str) -> ListFilter:
    """Somebody who searches for a text among all persons."""
    return replace(all_persons(), search=text)


def about(chosen: ListFilter) -> dict[str, object]:
    """Which list, and what it was narrowed to."""
    nothing = asdict(chosen.cleared())
    narrowed = {name: value for name, value in asdict(chosen).items() if value != nothing[name]}
    return {"list": chosen.subject, "law": chosen.law, **narrowed}

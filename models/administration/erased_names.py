"""Emptying of the journal entries that are about erased persons, or that name them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from models.collation import fold, search_key, search_words, without_separators
from models.journal.actions import JournalAction
from models.journal.erased_entries import Emptied, empty_lines
from models.journal.search_retention import SEARCHES
from models.list_filter import ListFilter
from models.lists.conditions import searched
from models.tables import JournalRow

_NAMING = (*SEARCHES, JournalAction.IMPORT, JournalAction.EXPORT, JournalAction.COMPARE)
"""The actions whose entries may name a person without having the DUF number."""


@dataclass(frozen=True)
class Erased:
    """A person being erased, with every name that the register has known them by."""

    duf: str
    names: frozenset[str]

    @cached_property
    def search_keys(self) -> list[str]:
        """The search key of each name: the spellings under which it is found."""
        return [search_key(name) for name in self.names]

    @cached_property
    def whole_words(self) -> frozenset[str]:
        """Every spelling of each single name: one of them identifies, even beside a wrong word."""
        parts = {word for name in self.names for word in name.replace(",", " ").split()}
        spellings = {key for part in parts for key in search_key(part).split(",")}
        return frozenset(word for word in spellings if len(word) > 2)


def known_names(duf: str, *present: str) -> frozenset[str]:
    """Return the folded names of a person: those given, and those in the unemptied journal."""
    lines = JournalRow.select(JournalRow.before, JournalRow.after).where(JournalRow.duf == duf)
    found = {fold(name) for name in present}
    for line in lines.iterator():
        for text in (line.before, line.after):
            found |= {fold(name) for name in _names_in(json.loads(text or "null"))}
    return frozenset(name for name in found if name.strip(" ,"))


def empty_lines_of(erased: Iterable[Erased]) -> Emptied:
    """Empty the entries about erased persons and those that name them, during a purge."""
    erased = list(erased)
    numbers = [
        row.id
        for one in erased
        for row in JournalRow.select(JournalRow.id).where(JournalRow.duf == one.duf)
    ]
    return empty_lines([*numbers, *_lines_that_name(erased)])


def _lines_that_name(erased: list[Erased]) -> list[int]:
    lines = JournalRow.select(JournalRow.id, JournalRow.after).where(
        JournalRow.action.in_(_NAMING), JournalRow.after.is_null(False)
    )
    return [line.id for line in lines.iterator() if _fits(json.loads(line.after), erased)]


def _fits(about: dict[str, Any], erased: list[Erased]) -> bool:
    """Return whether a search finds one of them, or a text in the entry has a number or name."""
    texts = [fold(text) for text in _texts_in(about)]
    duf, name, search = (str(about.get(part) or "") for part in ("duf", "name", "search"))
    words, digits = searched(ListFilter(duf=duf, name=name, search=search))
    return any(
        any(one.duf in "".join(text.split()) for text in texts)
        or any(_holds(text, known) for text in texts for known in one.names)
        or (
            bool(words or digits)
            and all(part in one.duf for part in digits)
            and (not words or any(all(w in key for w in words) for key in one.search_keys))
        )
        or any(word in one.whole_words for text in texts for word in search_words(text))
        for one in erased
    )


def _holds(text: str, name: str) -> bool:
    words = [without_separators(word) for word in name.replace(",", " ").split()]
    return bool(words) and all(word in without_separators(text) for word in words)


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts_in(inner)


def _names_in(value: Any) -> Iterator[str]:
    """Yield the whole names in the values of an entry, at any depth."""
    if isinstance(value, dict):
        first, last = value.get("first_name"), value.get("last_name")
        if isinstance(first, str) or isinstance(last, str):
            yield f"{first or ''}, {last or ''}"
        for inner in value.values():
            yield from _names_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _names_in(inner)

"""The source of a rule: a law, a regulation, the guide, or the register's own choice.

A choice of the register never looks like law.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.message import Message, message

NBSP = "\N{NO-BREAK SPACE}"
"""Follows every § and §§, so that the number stays on the line of the sign."""


class SourceKind(StrEnum):
    """The kind of a source."""

    LAW = "law"
    REGULATION = "regulation"
    GUIDE = "guide"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class Source:
    """One source; `valid_from` and `valid_to` are the first and last day on which it applies.

    `paragraph` is `§ 13`, or the guide's `avsnitt 1`. `choice` is what the register has chosen,
    if the source is its own choice. `is_amended`: another wording applied before `valid_from`.
    """

    kind: SourceKind
    name: str
    paragraph: str = ""
    ledd: Message | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    url: str = ""
    choice: Message | None = None
    is_amended: bool = False

    @property
    def text(self) -> Message:
        """The citation, with dates if another wording applies before or after."""
        name = message(self.name)
        return message("{name} {place}", name=name, place=self.place) if self.paragraph else name

    @property
    def place(self) -> Message:
        """The citation without the name."""
        place = message(self.paragraph)
        if self.ledd:
            place = message("{paragraph} {ledd}", paragraph=place, ledd=self.ledd)
        if self.valid_to:
            return message("{place} (til og med {day})", place=place, day=self.valid_to)
        if self.is_amended and self.valid_from:
            return message("{place} (fra {day})", place=place, day=self.valid_from)
        return place


def joined(sources: Iterable[Source]) -> Message:
    """Join sources into one text, each once; consecutive sources of one name share the name."""
    text, name = message(""), ""
    for source in dict.fromkeys(sources):
        if not name:
            text = source.text
        elif source.name == name and source.paragraph:
            text = message("{some}, {other}", some=text, other=source.place)
        elif source.name != name:
            text = message("{some}; {other}", some=text, other=source.text)
        name = source.name
    return text

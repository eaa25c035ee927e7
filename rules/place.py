"""A municipality, as the rules want to see it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality as an event names it, and the number it has today."""

    number: str
    name: str
    number_today: str

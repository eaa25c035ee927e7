"""A municipality, as the rules want to see it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality as an event names it, and the number it has today.

    `successors` are the numbers of today that it became, several of a divided one; none stands for
    its own number. `began` and `ended` are the first and last day of its own number.
    """

    number: str
    name: str
    number_today: str
    successors: tuple[str, ...] = ()
    began: date | None = None
    ended: date | None = None

    @property
    def became(self) -> frozenset[str]:
        """The numbers of today that it became."""
        return frozenset(self.successors or (self.number_today,))

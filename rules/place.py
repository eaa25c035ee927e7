"""A municipality, as the rules use it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality as an event names it, and the number it has today.

    `successors` are today's numbers of what it became: several if it was divided, none if only
    `number_today`. `began` and `ended` are the first and last day of `number`.
    """

    number: str
    name: str
    number_today: str
    successors: tuple[str, ...] = ()
    began: date | None = None
    ended: date | None = None

    @property
    def became(self) -> frozenset[str]:
        """Today's numbers of the municipalities that it became."""
        return frozenset(self.successors or (self.number_today,))

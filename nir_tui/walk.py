"""The walk of a correction session: the report as it was when the person was opened."""

from models.database import Register
from models.lists.listing import still_to_correct


class Walk:
    """Persons in the report's order, and where we are; it stays as it was when it began.

    Who stood after a person then is still next, even where a correction has since taken that
    person out of the filter.
    """

    def __init__(self, register: Register, dufs: list[str], index: int) -> None:
        self._register = register
        self._dufs = dufs
        self._index = index
        self._to_correct = still_to_correct(register, dufs)
        self._left = set(self._to_correct)

    @property
    def current(self) -> str:
        """The DUF number of the person we are at."""
        return self._dufs[self._index]

    @property
    def number(self) -> int:
        """Where we are, counted from one."""
        return self._index + 1

    @property
    def length(self) -> int:
        """How many persons there are."""
        return len(self._dufs)

    @property
    def has_next(self) -> bool:
        """Whether somebody stands after the person we are at."""
        return self.number < self.length

    @property
    def corrected(self) -> int:
        """How many needed correction when the walk began, and no longer do."""
        return len(self._to_correct - self._left)

    def recount(self) -> None:
        """Look again at who still needs correction."""
        self._left = still_to_correct(self._register, list(self._to_correct))

    def step(self, by: int) -> bool:
        """Go some persons on, or back; False at the end, and then nothing moves."""
        if not 0 <= self._index + by < len(self._dufs):
            return False
        self._index += by
        return True

    def step_to_correct(self) -> bool:
        """Go on to the next who still needs correction; False where there is none."""
        self.recount()
        for index in range(self._index + 1, len(self._dufs)):
            if self._dufs[index] in self._left:
                self._index = index
                return True
        return False

    def place_in(self, now: list[str]) -> int:
        """Where the report's cursor belongs, as the report now is.

        On the person we are at; where a correction has taken them away, on who comes after.
        """
        positions = {duf: position for position, duf in enumerate(now)}
        for duf in self._dufs[self._index :]:
            if duf in positions:
                return positions[duf]
        return max(0, len(now) - 1)

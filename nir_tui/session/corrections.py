"""How many persons the user has corrected today, in this session and the one before."""

from datetime import date


class Corrections:
    """The persons who needed correction before a change of the user, and not after it."""

    def __init__(self) -> None:
        self._day = date.min
        self._before = 0
        self._dufs: set[str] = set()

    def begin_with(self, count: int, day: date) -> None:
        """Count on from an earlier session's number of a day."""
        self._before, self._day = count, day

    def note(self, duf: str, needed: bool, needs: bool, day: date) -> None:
        """Note whether a person needed correction before a change, and needs it after."""
        self._turn_to(day)
        if needed and not needs:
            self._dufs.add(duf)
        elif needs:
            self._dufs.discard(duf)

    def count(self, day: date) -> int:
        """Return how many were corrected on a day."""
        self._turn_to(day)
        return self._before + len(self._dufs)

    def _turn_to(self, day: date) -> None:
        if day != self._day:
            self._day, self._before, self._dufs = day, 0, set()

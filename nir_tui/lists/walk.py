"""The walk of a correction session: the list as it was when the person was opened."""

from collections.abc import Container, Iterator
from contextlib import contextmanager

from models.errors import RegisterError
from models.lists.list_line import ListLine
from models.lists.list_reader import ListReader
from models.lists.pages import Anchor
from nir_tui.presentation.i18n import _

REMEMBERED_WHOLE = 2_000
"""The longest list remembered whole; of a longer one only the rows passed are remembered."""

_BATCH_SIZE = 50


class Walk:
    """Persons in the list's order, and the current one; the order stays as it was at the start.

    The next person stays the same, even if a correction has since taken the current one out of the
    filter.
    """

    def __init__(self, reader: ListReader, line: ListLine, position: int, length: int) -> None:
        """`line` is at `position` of the list, whose length is `length`."""
        self._reader = reader
        self._start, self._lines = position, [line]
        self._index = position
        self.length = length
        self._to_correct: set[str] = set()
        if length <= REMEMBERED_WHOLE:
            self._start, self._lines = 0, reader.whole()
            self.length = len(self._lines)
            here = (n for n, known in enumerate(self._lines) if known.duf == line.duf)
            self._index = next(here, min(position, self.length - 1))
        self._left: set[str] = set()
        self._take_note(self._lines)

    @classmethod
    def resumed(cls, reader: ListReader, lines: list[ListLine], duf: str) -> "Walk":
        """Return a walk over persons of an earlier session, at one of them."""
        place = next(n for n, line in enumerate(lines) if line.duf == duf)
        walk = cls(reader, lines[place], place, REMEMBERED_WHOLE + 1)
        walk._start, walk._lines, walk.length = 0, lines, len(lines)
        walk._take_note(lines)
        return walk

    @property
    def dufs(self) -> tuple[str, ...]:
        """The DUF numbers of a walk that is remembered whole; none of a longer one."""
        return tuple(line.duf for line in self._lines) if self._is_whole else ()

    def _take_note(self, lines: list[ListLine]) -> None:
        needing = {line.duf for line in lines if line.needs_correction}
        self._to_correct |= needing
        self._left |= needing

    @property
    def current(self) -> str:
        """The DUF number of the current person."""
        return self._lines[self._index - self._start].duf

    @property
    def number(self) -> int:
        """The position of the current person, counted from one."""
        return self._index + 1

    @property
    def has_next(self) -> bool:
        """Whether a person comes after the current one."""
        return self.number < self.length

    @property
    def corrected(self) -> int:
        """The number of loaded persons that needed correction and no longer do."""
        return len(self._to_correct - self._left)

    @property
    def left(self) -> int:
        """The number of loaded persons that still need correction."""
        return len(self._left)

    def left_among(self, dufs: Container[str]) -> set[str]:
        """Return which of some persons still need correction, of those that are loaded."""
        return {duf for duf in self._left if duf in dufs}

    def recount(self) -> None:
        """Look up again which persons still need correction."""
        self._left = self._reader.still_to_correct(sorted(self._to_correct))

    @contextmanager
    def restore_on_error(self) -> Iterator[None]:
        """Go back to the current person if the block raises RegisterError."""
        before = self._index, self._start, list(self._lines)
        try:
            yield
        except RegisterError:
            self._index, self._start, self._lines = before
            raise

    def step(self, by: int) -> bool:
        """Go `by` persons on, or back; False beyond either end, and then nothing moves."""
        if not self._reaches(self._index + by):
            return False
        self._index += by
        return True

    def step_to_correct(self, passed_over: Container[str] = ()) -> bool:
        """Go to the next person that still needs correction; False if there is none.

        `passed_over`: the persons whom the user has set aside.
        """
        self.recount()
        ahead = range(self._index + 1, self._start + len(self._lines))
        for index in ahead:
            duf = self._lines[index - self._start].duf
            if duf in self._left and duf not in passed_over:
                self._index = index
                return True
        return not self._is_whole and self._jump_to_correct(passed_over)

    @property
    def _is_whole(self) -> bool:
        return self._start == 0 and len(self._lines) == self.length

    def _jump_to_correct(self, passed_over: Container[str]) -> bool:
        """Go to the next person that needs correction beyond the loaded rows, however far off."""
        line = self._reader.next_to_correct(self._lines[-1])
        while line is not None and line.duf in passed_over:
            line = self._reader.next_to_correct(line)
        if line is None:
            return False
        self._index = self._start = self._reader.position(line)
        self._lines = [line]
        self._take_note(self._lines)
        return True

    def _reaches(self, index: int) -> bool:
        """Load rows up to the person at an index; False if there is none."""
        if not 0 <= index < self.length:
            return False
        while index >= self._start + len(self._lines):
            more = self._reader.beyond(self._lines[-1], _BATCH_SIZE)
            if not more:
                return False
            self._lines += more
            self._take_note(more)
        while index < self._start:
            more = self._reader.beyond(self._lines[0], _BATCH_SIZE, backwards=True)
            if not more:
                return False
            self._start -= len(more)
            self._lines[:0] = more
            self._take_note(more)
        return True

    def place(self) -> tuple[int, Anchor | None]:
        """Return the cursor's position in the list as it now is, and an anchor for a long list.

        That is the current person; if a correction has removed them, the person after.
        """
        if self._is_whole:
            return self._place_in(self._reader.dufs()), None
        before = [line.duf for line in self._lines[: self._index - self._start]]
        position = self._start + len(self._reader.still_listed(before))
        return position, Anchor(position, self._lines[self._index - self._start])

    def _place_in(self, now: list[str]) -> int:
        positions = {duf: position for position, duf in enumerate(now)}
        for line in self._lines[self._index :]:
            if line.duf in positions:
                return positions[line.duf]
        return max(0, len(now) - 1)


def no_walk() -> str:
    """Why there is no next person."""
    return _("Åpnet uten liste: det er ingen neste")

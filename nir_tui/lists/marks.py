"""The persons marked in a list, for one registration for all of them."""

from collections.abc import Iterable, Iterator

from nir_tui.presentation.i18n import _

MOST_MARKED = 500
"""The most persons that are registered for at once."""


class Marks:
    """DUF numbers in the order they were marked; a mark stays when its row goes out of sight."""

    def __init__(self) -> None:
        self._dufs: dict[str, None] = {}

    def __contains__(self, duf: object) -> bool:
        """Whether a person is marked."""
        return duf in self._dufs

    def __iter__(self) -> Iterator[str]:
        """Yield the DUF numbers."""
        return iter(self._dufs)

    def __len__(self) -> int:
        """Return how many are marked."""
        return len(self._dufs)

    def toggle(self, duf: str) -> None:
        """Mark a person, or take the mark away."""
        if duf in self._dufs:
            del self._dufs[duf]
        else:
            self._dufs[duf] = None

    def toggle_all(self, dufs: Iterable[str]) -> None:
        """Mark all of some persons; if all of them are marked, take their marks away."""
        every = list(dufs)
        if all(duf in self._dufs for duf in every):
            self.remove(every)
        else:
            self._dufs |= dict.fromkeys(every)

    def remove(self, dufs: Iterable[str]) -> None:
        """Take the marks of some persons away."""
        for duf in dufs:
            self._dufs.pop(duf, None)

    def clear(self) -> None:
        """Take all marks away."""
        self._dufs.clear()

    def text(self) -> str:
        """Return how many are marked, before the count line; nothing for none."""
        return _("{count} merket").format(count=len(self)) + "  ·  " if self._dufs else ""

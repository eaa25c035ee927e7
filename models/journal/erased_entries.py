"""A digest of the emptied journal entries, which a later entry states."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from models.journal.actions import JournalAction
from models.tables import JournalRow
from models.tables.termination_digest import MODULUS

EMPTYING = (JournalAction.PURGE, JournalAction.JOURNAL_FORGET, JournalAction.REGISTER_MIGRATE)
"""The actions whose entries state what they emptied."""
EMPTY = {"duf": None, "before": None, "after": None, "salt": None}
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Emptied:
    """The number of emptied entries, the sum of their digests, and the newest one's number."""

    lines: int = 0
    sum: int = 0
    last: int = field(default=0, compare=False)

    def with_line(self, number: int, digest: str) -> "Emptied":
        """Return the same with one more entry."""
        added = int.from_bytes(blake2b(f"{number}:{digest}".encode(), digest_size=32).digest())
        return Emptied(self.lines + 1, (self.sum + added) % MODULUS, max(self.last, number))

    def __add__(self, other: "Emptied") -> "Emptied":
        total = (self.sum + other.sum) % MODULUS
        return Emptied(self.lines + other.lines, total, max(self.last, other.last))

    @property
    def values(self) -> dict[str, Any]:
        """The values that a journal entry states."""
        return {"lines": self.lines, "digest": f"{self.sum:064x}"}

    @classmethod
    def of(cls, stated: dict[str, Any]) -> "Emptied":
        """Return what an entry states; entries of an earlier version state nothing."""
        return cls(stated.get("lines", 0), int(stated.get("digest", "0"), 16))


def empty_lines(numbers: Sequence[int]) -> Emptied:
    """Empty the personal part of entries; return what to state.

    Runs inside a transaction. The database refuses entries that it must still keep.
    """
    emptied = Emptied()
    for start in range(0, len(numbers), _CHUNK):
        some = list(numbers[start : start + _CHUNK])
        chosen = JournalRow.id.in_(some) & JournalRow.salt.is_null(False)
        for row in JournalRow.select(JournalRow.id, JournalRow.digest).where(chosen):
            emptied = emptied.with_line(row.id, row.digest)
        JournalRow.update(**EMPTY).where(chosen).execute()
    return emptied

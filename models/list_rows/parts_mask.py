"""What a case has, as one number of a list row: a bit for each part."""

from collections.abc import Collection
from functools import cache

from rules.code_lists import CasePart

_BITS = tuple((part, 1 << place) for place, part in enumerate(CasePart))
_MASKS = range(1 << len(CasePart))

NO_MASK = -1
"""A number that no row has."""


def parts_mask(parts: Collection[CasePart]) -> int:
    """Return the number of a row whose case has exactly some parts."""
    return sum([bit for part, bit in _BITS if part in parts])


@cache
def masks_of(present: tuple[CasePart, ...], absent: tuple[CasePart, ...]) -> tuple[int, ...]:
    """Return the numbers of the rows that have all of some parts and none of others.

    If a part is both, it is `NO_MASK` alone: a set of values is never empty.
    """
    with_all, with_none = parts_mask(set(present)), parts_mask(set(absent))
    found = (mask for mask in _MASKS if mask & with_all == with_all and not mask & with_none)
    return tuple(found) or (NO_MASK,)

"""What follows from the facts of a case alone is reckoned once: they are frozen."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from rules.facts import CaseFacts

T = TypeVar("T")


def cached_on_case(reckon: Callable[[CaseFacts], T]) -> Callable[[CaseFacts], T]:
    """Keep beside the facts what was reckoned from them; other facts are reckoned anew."""
    name = f"_{reckon.__qualname__}"

    @wraps(reckon)
    def kept(facts: CaseFacts) -> T:
        beside = vars(facts)
        if name not in beside:
            beside[name] = reckon(facts)
        found: T = beside[name]
        return found

    return kept

"""Values computed once from the facts of a case: the facts are frozen, so they stay valid."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from rules.facts import CaseFacts

T = TypeVar("T")


def cached_on_case(reckon: Callable[[CaseFacts], T]) -> Callable[[CaseFacts], T]:
    """Decorate a function of a case so that its result is stored on the facts object.

    A changed copy of the facts is computed again.
    """
    name = f"_{reckon.__qualname__}"

    @wraps(reckon)
    def kept(facts: CaseFacts) -> T:
        beside = vars(facts)
        if name not in beside:
            beside[name] = reckon(facts)
        found: T = beside[name]
        return found

    return kept

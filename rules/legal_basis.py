"""The sources that each function of the rules rests on, listed by `engine law` and docs/law.md."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from rules.sources import Source

F = TypeVar("F", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Rule:
    """A function of the rules, the first line of its docstring, and its sources."""

    module: str
    function: str
    says: str
    sources: tuple[Source, ...]

    @property
    def place(self) -> str:
        """The file and the function."""
        return f"{self.module.replace('.', '/')}.py: {self.function}"


RULES: list[Rule] = []
"""Filled as the modules of the rules are imported."""


def rests_on(*sources: Source) -> Callable[[F], F]:
    """Record the sources of the decorated rule in `RULES`."""

    def noted(rule: F) -> F:
        says = (rule.__doc__ or "").strip().partition("\n")[0]
        RULES.append(Rule(rule.__module__, rule.__qualname__, says, sources))
        return rule

    return noted

"""The mutation operators for the rules: those of cosmic-ray, and four that it does not have."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import parso
from cosmic_ray.plugins import get_operator
from parso.python.tree import Keyword, Name

Position = tuple[tuple[int, int], tuple[int, int]]

# For each comparison the three changes that imply the rest: border, one side only, opposite.
_COMPARISONS = (
    *("Lt_LtE", "Lt_NotEq", "Lt_GtE", "LtE_Lt", "LtE_Eq", "LtE_Gt"),
    *("Gt_GtE", "Gt_NotEq", "Gt_LtE", "GtE_Gt", "GtE_Eq", "GtE_Lt"),
    *("Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is"),
)
# For an arithmetic operator the opposite only: most others are a type error, which kills them.
_ARITHMETIC = ("Add_Sub", "Sub_Add", "Mul_FloorDiv", "FloorDiv_Mul", "Mod_FloorDiv")
_SETS = ("BitAnd_BitOr", "BitOr_BitAnd")
_OTHERS = (
    *("ReplaceUnaryOperator_USub_UAdd", "ReplaceUnaryOperator_Delete_Not"),
    *("AddNot", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue"),
    *("ReplaceAndWithOr", "ReplaceOrWithAnd"),
    *("ReplaceBreakWithContinue", "ReplaceContinueWithBreak"),
    *("ExceptionReplacer", "NumberReplacer", "ZeroIterationForLoop"),
)
NAMES = (
    *(f"ReplaceComparisonOperator_{pair}" for pair in _COMPARISONS),
    *(f"ReplaceBinaryOperator_{pair}" for pair in (*_ARITHMETIC, *_SETS)),
    *_OTHERS,
)


class SwapNames:
    """Swaps two functions: `min` and `max`, `any` and `all`."""

    OTHER = {"min": "max", "max": "min", "any": "all", "all": "any"}  # noqa: RUF012

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        """Yield where such a function is called."""
        if isinstance(node, Name) and node.value in self.OTHER:
            following = node.get_next_sibling()
            if following is not None and following.type == "trailer":
                yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        """Return the call of the other function."""
        node.value = self.OTHER[node.value]
        return node


class SwapIn:
    """Swaps `in` and `not in`."""

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        """Yield every such comparison; the `in` of a loop is not one."""
        if node.type == "comparison" and self._operator(node) in ("in", "not in"):
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        """Return the opposite comparison."""
        other = " not in" if self._operator(node) == "in" else " in"
        node.children[1] = parso.parse(other)
        return node

    @staticmethod
    def _operator(node: Any) -> str:
        return " ".join(node.children[1].get_code().split())


class DropOperand:
    """Drops one operand of `a and b and c`, or of `a or b`."""

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        """Yield each operand."""
        if node.type in ("and_test", "or_test"):
            for part in node.children[::2]:
                yield part.start_pos, part.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        """Return the expression without that operand."""
        parts = node.children[::2]
        word = f" {node.children[1].value} "
        rest = [part for place, part in enumerate(parts) if place != index]
        code = word.join(part.get_code().strip() for part in rest)
        return parso.parse(parts[0].get_first_leaf().prefix + code)


class DropFilter:
    """Drops the `if` of a comprehension."""

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        """Yield every `if` of a comprehension."""
        if node.type in ("comp_if", "sync_comp_for", "comp_for"):
            for child in islice(node.children, 1, None):
                if isinstance(node.children[0], Keyword) and node.children[0].value == "if":
                    yield child.start_pos, child.end_pos
                    return

    def mutate(self, node: Any, index: int) -> Any:
        """Return the comprehension with a condition that always holds."""
        node.children[1] = parso.parse(" True")
        return node


OWN: tuple[Callable[[], Any], ...] = (SwapNames, SwapIn, DropOperand, DropFilter)


def all_operators() -> list[tuple[str, Any]]:
    """Return each operator with its name."""
    theirs = [(name, get_operator(f"core/{name}")()) for name in NAMES]
    return [*theirs, *((type(one).__name__, one) for one in (make() for make in OWN))]

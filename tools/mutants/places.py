"""The parts of a file that are not mutated: annotations, texts with values, dataclass options."""

import ast
from collections.abc import Iterator

Place = tuple[int, int]

NO_RULES = {
    *("message", "cite", "guide", "marked"),
    *("dataclass", "field", "rests_on", "lru_cache", "TypeVar"),
}
"""Calls whose arguments are texts for users, or options of a class or a cache."""


def left_out(source: str) -> list[tuple[Place, Place]]:
    """Return the first and the last place of each such part of a file."""
    return [
        ((node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0))
        for node in _nodes(ast.parse(source))
    ]


def _nodes(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield from filter(None, [node.returns])
        elif isinstance(node, ast.arg):
            yield from filter(None, [node.annotation])
        elif isinstance(node, ast.AnnAssign):
            yield node.annotation
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in NO_RULES:
                yield node
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript):
            # A name for a type: `Period = tuple[date, date]`.
            yield node.value


def is_inside(start: Place, end: Place, parts: list[tuple[Place, Place]]) -> bool:
    """Whether a place lies inside one of them."""
    return any(first <= start and end <= last for first, last in parts)

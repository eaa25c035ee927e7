"""Only nir_tui/runtime/ uses what is private in Textual."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import nir_tui
from tests.nir_tui.runtime.test_reserved_names import ours, private

_FOLDER = Path(nir_tui.__file__).parent
_PRIVATE = re.compile(r"_(?!_)")


def _elsewhere() -> Iterator[tuple[str, ast.Module]]:
    """Yield the path and the code of each module outside the folder."""
    for path in sorted(_FOLDER.rglob("*.py")):
        name = path.relative_to(_FOLDER).as_posix()
        if not name.startswith("runtime/"):
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def _defined(tree: ast.AST) -> set[str]:
    """Return the private names that some code defines or sets."""
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                found.add(name)
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                found.add(name)
            case ast.Name(id=name, ctx=ast.Store()):
                found.add(name)
    return {name for name in found if _PRIVATE.match(name)}


def test_no_other_module_imports_a_private_module_or_a_driver() -> None:
    wrong = [
        (name, node.module)
        for name, tree in _elsewhere()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and re.match(r"textual\.(_|drivers)", node.module or "")
    ]
    assert wrong == []


def test_no_other_module_uses_a_private_name_of_textual() -> None:
    theirs = {name for base in _bases() for name in (*private(base), *vars(base))}
    of_ours = set().union(*(_defined(tree) for _, tree in _elsewhere()))
    wrong = []
    for name, tree in _elsewhere():
        here = _defined(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and _PRIVATE.match(node.attr):
                is_own = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
                if node.attr in theirs - (of_ours if is_own else here):
                    wrong.append((name, node.lineno, ast.unparse(node)))
    assert wrong == []


def test_no_other_class_overrides_a_private_method_of_textual() -> None:
    """Handlers too: one without the underscore does the same, and is documented."""
    theirs = {name for base in _bases() for name in vars(base) if _PRIVATE.match(name)}
    wrong = [
        (owner.__qualname__, name)
        for owner in ours()
        if not owner.__module__.startswith("nir_tui.runtime.")
        for name, value in vars(owner).items()
        if inspect.isfunction(value) and name in theirs & _inherited(owner)
    ]
    assert wrong == []


def _inherited(owner: type) -> set[str]:
    return {name for base in owner.__mro__[1:] if _is_theirs(base) for name in vars(base)}


def _is_theirs(owner: type) -> bool:
    return owner.__module__.startswith("textual.")


def _bases() -> set[type]:
    """Return all classes of Textual that a class of ours inherits from."""
    return {base for owner in ours() for base in owner.__mro__ if _is_theirs(base)}

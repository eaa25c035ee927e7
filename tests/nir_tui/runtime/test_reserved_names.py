"""No private attribute of ours has the name of a private one in Textual: one hides the other."""

import ast
import importlib
import inspect
import pkgutil
import re
import textwrap
from collections.abc import Iterator
from functools import cache

import pytest
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widgets import DataTable

import nir_tui

MEANT = {
    "_compositor_refresh": "draws once what would be drawn twice (runtime/paint_batching.py)",
    "_screen_resized": "lays out for a size once (runtime/terminal_size.py)",
    "_set_pointer_shape": "sends a shape only when it changes (runtime/pointer_shape.py)",
    "_render_line_in_row": "renders a row in one piece (runtime/whole_row.py)",
    "_display": "paints a note where there is no room (runtime/terminal_size.py)",
    "_return_code": "a crash is never exit status 0 (runtime/crash_without_data.py)",
    "_fatal_error": "shows nothing of what the program held (runtime/crash_without_data.py)",
}
"""Textual's private attributes overridden on purpose. Handlers (`_on_...`) override nothing."""


def ours() -> Iterator[type]:
    """Yield every class of ours that is a widget, a screen or the application."""
    for module in pkgutil.walk_packages(nir_tui.__path__, "nir_tui."):
        if module.name == "nir_tui.__main__":
            continue
        for found in vars(importlib.import_module(module.name)).values():
            is_ours = isinstance(found, type) and found.__module__ == module.name
            if is_ours and issubclass(found, MessagePump):
                yield found


@cache
def private(owner: type) -> frozenset[str]:
    """Return a class's private names from its source: methods and attributes set on `self`."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(owner)))
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                found.add(name)
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                found.add(name)
    return frozenset(name for name in found if re.match(r"_(?!_|on_)", name))


@pytest.mark.parametrize("owner", [*ours()], ids=lambda owner: owner.__qualname__)
def test_no_name_of_ours_is_one_of_textuals(owner: type) -> None:
    of_textual = [base for base in owner.__mro__ if base.__module__.startswith("textual.")]
    theirs = {name for base in of_textual for name in private(base)}
    assert not private(owner) & theirs - set(MEANT)


@pytest.mark.parametrize("owner", [*ours()], ids=lambda owner: owner.__qualname__)
def test_no_handler_calls_the_one_before_it(owner: type) -> None:
    """Textual calls the handler of every base class itself: `super()` would run it twice."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(owner)))
    handlers = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Call)
        and ast.unparse(node.value.func) == "super"
        and re.match("_?on_", node.attr)
    }
    assert handlers <= {"on_event"}, "on_event is no handler, but what asks them"


def test_what_is_another_on_purpose_is_there() -> None:
    theirs = {name for base in (App, Screen, DataTable) for name in private(base)}
    assert set(MEANT) <= theirs

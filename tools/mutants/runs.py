"""Runs the tests of the rules over one mutant: in a fork of this process, nothing on disk changed.

pytest and what it needs are imported once here; the rules and their tests in each fork.
"""

import os
import signal
import sys
from collections.abc import Iterable, Iterator
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from types import ModuleType
from typing import Any

import hypothesis
import pytest
from hypothesis import is_hypothesis_test

from tools.mutants.made import ROOT, Mutant

SECONDS = 120
"""A mutant that takes longer hangs, and is killed by that; the tests take a tenth of it."""

PYTEST = (
    *(str(ROOT / "tests" / "rules"), "--noconftest", "-x", "-p", "no:xdist"),
    # It is imported before the fork, on purpose.
    *("-W", "ignore:Module already imported:pytest.PytestAssertRewriteWarning"),
)


class _Changed(MetaPathFinder, Loader):
    """Gives the mutant in place of the file."""

    def __init__(self, mutant: Mutant) -> None:
        self.name, self.code = f"rules.{mutant.module}", mutant.code

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> ModuleSpec | None:
        """Only that one module is ours."""
        return spec_from_loader(fullname, self) if fullname == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed text."""
        exec(compile(self.code, f"<mutant of {self.name}>", "exec"), module.__dict__)


class _InOrder:
    """The tests by hypothesis last, since they take longest, or left out."""

    def __init__(self, tables_only: bool) -> None:
        self.tables_only = tables_only

    def pytest_collection_modifyitems(self, items: list[pytest.Function]) -> None:
        drawn = [item for item in items if is_hypothesis_test(item.obj)]
        tables = [item for item in items if not is_hypothesis_test(item.obj)]
        items[:] = tables if self.tables_only else [*tables, *drawn]


def survivors(
    mutants: Iterable[Mutant], workers: int, tables_only: bool
) -> Iterator[tuple[Mutant, bool]]:
    """Each mutant, and whether every test passed with it."""
    # The same examples every time; a failing one need not be made small.
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile("mutants", derandomize=True, database=None, phases=phases)
    hypothesis.settings.load_profile("mutants")
    running: dict[int, Mutant] = {}
    for mutant in mutants:
        running[_start(mutant, tables_only)] = mutant
        if len(running) >= workers:
            yield _ended(running)
    while running:
        yield _ended(running)


def passes_unchanged() -> bool:
    """Whether the tests pass with no change at all: else nothing is learnt."""
    [(_mutant, passes)] = survivors([Mutant("", 0, "", "", "", "")], 1, tables_only=False)
    return passes


def _ended(running: dict[int, Mutant]) -> tuple[Mutant, bool]:
    process, status = os.wait()
    return running.pop(process), status == 0


def _start(mutant: Mutant, tables_only: bool) -> int:
    process = os.fork()
    if process:
        return process
    signal.alarm(SECONDS)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    sys.meta_path.insert(0, _Changed(mutant))
    status = 1
    try:
        status = pytest.main([*PYTEST, f"--rootdir={ROOT}"], plugins=[_InOrder(tables_only)])
    finally:
        os._exit(status)

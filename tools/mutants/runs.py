"""Runs the tests of the rules on one mutant, in a fork of this process. No file is changed.

pytest and its dependencies are imported once here, the rules and their tests in each fork.
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
import hypothesis.strategies
import pytest
import pytest_asyncio.plugin  # noqa: F401  (imported here, not in every fork)
from hypothesis import is_hypothesis_test

from tools.mutants.made import ROOT, Mutant

SECONDS = 120
"""Processor time after which a mutant hangs, and so is killed; the tests take a tenth of it."""

PYTEST = (
    *(str(ROOT / "tests" / "rules"), "--noconftest", "-x"),
    *("-p", "no:xdist", "-p", "no:syrupy"),
    # It is imported before the fork, on purpose.
    *("-W", "ignore:Module already imported:pytest.PytestAssertRewriteWarning"),
)


class _Changed(MetaPathFinder, Loader):
    """Imports the mutant in place of the file."""

    def __init__(self, mutant: Mutant) -> None:
        self.name, self.code = f"rules.{mutant.module}", mutant.code

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> ModuleSpec | None:
        """Return a spec for the mutated module only."""
        return spec_from_loader(fullname, self) if fullname == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed text."""
        exec(compile(self.code, f"<mutant of {self.name}>", "exec"), module.__dict__)


class _InOrder:
    """Runs tests that import the mutated module first; those by hypothesis last, or not at all."""

    def __init__(self, mutant: Mutant, tables_only: bool) -> None:
        self.changed, self.tables_only = f"rules.{mutant.module}", tables_only

    def pytest_collection_modifyitems(self, items: list[pytest.Function]) -> None:
        if self.tables_only:
            items[:] = [item for item in items if not is_hypothesis_test(item.obj)]
        items.sort(key=lambda item: (is_hypothesis_test(item.obj), not self._is_about(item)))

    def _is_about(self, item: pytest.Function) -> bool:
        imported = vars(item.module).values()
        return any(getattr(one, "__module__", None) == self.changed for one in imported)


def survivors(
    mutants: Iterable[Mutant], workers: int, tables_only: bool
) -> Iterator[tuple[Mutant, bool]]:
    """Yield each mutant, and whether every test passed with it."""
    # The same examples every time, and no shrinking of a failing one.
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile("mutants", derandomize=True, database=None, phases=phases)
    hypothesis.settings.load_profile("mutants")
    # The tests are compiled once, not in every fork.
    sys.dont_write_bytecode = False
    running: dict[int, Mutant] = {}
    for mutant in mutants:
        running[_start(mutant, tables_only)] = mutant
        if len(running) >= workers:
            yield _ended(running)
    while running:
        yield _ended(running)


def passes_unchanged(tables_only: bool) -> bool:
    """Whether the tests pass without a change: otherwise their failures mean nothing."""
    [(_mutant, passes)] = survivors([Mutant("", 0, "", "", "", "")], 1, tables_only)
    return passes


def _ended(running: dict[int, Mutant]) -> tuple[Mutant, bool]:
    process, status = os.wait()
    return running.pop(process), status == 0


def _start(mutant: Mutant, tables_only: bool) -> int:
    process = os.fork()
    if process:
        return process
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    sys.meta_path.insert(0, _Changed(mutant))
    status = 1
    try:
        status = pytest.main(
            [*PYTEST, f"--rootdir={ROOT}"], plugins=[_InOrder(mutant, tables_only)]
        )
    finally:
        os._exit(status)

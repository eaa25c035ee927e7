"""Measures two checkouts of the program in turn: `python -m tools.bench.two_versions OTHER`.

A figure of one run says little on a machine that others share. Here each round measures both, and
the least processor time of the rounds is compared. Both use the same Python and packages.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from contextlib import chdir
from pathlib import Path

from tools.bench.figures import DAY
from tools.bench.terminal import terminal

_COMMANDS: dict[str, tuple[str, ...]] = {
    "report as CSV": ("report", "--format", "csv"),
    "engine over every case, nothing changed": ("engine", "run", "--all", "--dry-run"),
    "check": ("check",),
    "export": ("export", "exported"),
    "import of that bundle into an empty register": ("import", "exported"),
}
_FIRST_SCREEN = "first usable screen"


def main() -> None:
    """Print, for each thing that is measured, the milliseconds of both and their ratio."""
    parser = argparse.ArgumentParser()
    parser.add_argument("other", type=Path, help="a checkout of another version")
    parser.add_argument("--size", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    ours = Path(__file__).parents[2]
    spent: dict[tuple[str, Path], list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as scratch:
        versions = {ours: Path(scratch, "ours"), options.other.resolve(): Path(scratch, "other")}
        for root, folder in versions.items():
            folder.mkdir()
            # Without compiled modules a start would measure the compiler.
            _run(root, folder, ["-m", "compileall", "-q", *("rules", "models", "nir_tui")], root)
            _nir(root, folder, "init", "--synthetic", str(options.size), "--seed", "1")
            _first_screen(root, folder, key="j")
        for _ in range(options.rounds):
            for root, folder in versions.items():
                spent[_FIRST_SCREEN, root].append(_first_screen(root, folder))
                for what, words in _COMMANDS.items():
                    spent[what, root].append(_command(root, folder, words))
    print("| what | other | this version | |\n|---|---|---|---|")
    for what in (_FIRST_SCREEN, *_COMMANDS):
        now, before = (min(spent[what, root]) * 1000 for root in versions)
        print(f"| {what} | {before:.0f} ms | {now:.0f} ms | {now / before:.2f} x |")


def _command(root: Path, folder: Path, words: Sequence[str]) -> float:
    """Return the processor seconds of a command and the processes that it starts."""
    register = "register.db"
    if words[0] == "import":
        register = "empty.db"
        for file in folder.glob(f"{register}*"):
            file.unlink()
        _nir(root, folder, "init", register=register)
    if words[0] == "export":
        shutil.rmtree(folder / words[1], ignore_errors=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _nir(root, folder, *words, register=register)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _first_screen(root: Path, folder: Path, key: str = "") -> float:
    """Return the processor seconds until the first list is painted; then press a key.

    A key takes away what a user's very first start shows besides.
    """
    words = [sys.executable, *_words(folder, "register.db")]
    # Python looks for modules in the current folder first.
    with chdir(folder), terminal(words, {"PYTHONPATH": str(root)}) as program:
        program.wait_for("linjer")
        spent = program.processor_seconds()
        if key:
            program.press(key)
        return spent


def _nir(root: Path, folder: Path, *words: str, register: str = "register.db") -> None:
    _run(root, folder, [*_words(folder, register), *words], folder)


def _words(folder: Path, register: str) -> list[str]:
    return ["-m", "nir_tui", "--register", str(folder / register), "--as-of", DAY.isoformat()]


def _run(root: Path, folder: Path, words: Sequence[str], place: Path) -> None:
    """Run Python with the modules of a version; the answer is not wanted."""
    with (folder / "answer").open("wb") as answer:
        subprocess.run(
            [sys.executable, *words],
            env={**os.environ, "PYTHONPATH": str(root)},
            cwd=place,
            stdout=answer,
            check=False,
        )


if __name__ == "__main__":
    main()

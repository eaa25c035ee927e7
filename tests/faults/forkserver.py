"""Runs a command in many child processes, each with a fault at a different system call.

It runs under strace, which makes the nth call of a process fail, or kills the process there; n is
the same for all. A child therefore first makes enough calls without effect that its nth is the one.
"""

import json
import os
import shutil
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from nir_tui.cli import main
from nir_tui.commands import engine, exchange, purge, termination
from nir_tui.commands import maintenance as upkeep

PRELOADED = (engine, exchange, purge, termination, upkeep)

Attempt = tuple[int, int, str]
"""The number of the call, the child's exit status (minus the signal if killed), its output."""


def attempt(folder: Path, words: list[str], call: str, idle: int) -> int:
    """Run the command in a child after `idle` calls without effect; return its exit status."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    output = os.open(folder / "output", os.O_CREAT | os.O_WRONLY, 0o600)
    for stream in (1, 2):
        os.dup2(output, stream)
    nothing = os.open(os.devnull, os.O_RDWR)
    for _number in range(idle):
        _do_nothing(call, nothing)
    os._exit(main(words))


def _do_nothing(call: str, nothing: int) -> None:
    try:
        match call:
            case "pwrite64":
                os.pwrite(nothing, b"x", 0)
            case "fsync" | "fdatasync":
                getattr(os, call)(nothing)
            case "ftruncate":
                os.ftruncate(nothing, 0)
            case "unlink":
                os.unlink("/finnes/ikke")  # noqa: PTH108  (the call itself is meant)
            case "rename":
                os.rename("/finnes/ikke", "/finnes/ikke/heller")  # noqa: PTH104
            case _:
                raise ValueError(call)
    except OSError:
        return


def _in_a_place_of_its_own(spec: dict[str, Any], name: str) -> list[str]:
    """Copy the register to its own folder; return the command's arguments for the copy."""
    folder = Path(spec["folder"]) / name
    folder.mkdir()
    register = folder / "register.db"
    shutil.copy(spec["start"], register)
    return ["--register", str(register), *spec["words"]]


def main_of_this() -> None:
    """Read the specification from standard input; write the result of each attempt."""
    spec = json.load(sys.stdin)
    found: list[Attempt] = []
    # A run in this process fills the caches that every child inherits. It makes fewer calls than
    # the number at which strace strikes.
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
        once = main(_in_a_place_of_its_own(spec, "once"))
    if once != 0:
        sys.exit(f"undisturbed it ends with {once}")
    for number in spec["numbers"]:
        words = _in_a_place_of_its_own(spec, str(number))
        folder = Path(spec["folder"]) / str(number)
        status = attempt(folder, words, spec["call"], spec["at"] - number)
        found.append((number, status, (folder / "output").read_text()))
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main_of_this()

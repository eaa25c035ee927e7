"""Fault injection with strace: a system call of the program fails, or the program is killed."""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.forkserver import Attempt

WRITES = ("pwrite64", "fsync", "fdatasync", "ftruncate", "unlink", "rename")
"""The calls that change a register's file; the index of the write-ahead log is shared memory."""

FAULTS = {
    "killed": "signal=SIGKILL",
    "no space": "error=ENOSPC",
    "input/output error": "error=EIO",
}

_HOW_MANY = os.environ.get("NIR_FAULTS", "some")
_SOME = 15


def step_of(name: str) -> int:
    """Return the distance between the calls at which a fault is injected.

    With `NIR_FAULTS=all`, as in CI, it is 1 for all but an erasure, most of whose calls only
    rewrite the file. With `NIR_FAULTS=each` it is 1 for an erasure too.
    """
    strikes_always = _HOW_MANY == "each" or (_HOW_MANY == "all" and name != "purge")
    return 1 if strikes_always else _SOME


needs_strace = pytest.mark.skipif(
    shutil.which("strace") is None and not os.environ.get("CI"), reason="strace is not installed"
)


@dataclass(frozen=True, slots=True)
class Doing:
    """A command, the register it starts from, and a folder for the results."""

    words: tuple[str, ...]
    start: Path
    folder: Path


def calls_of(doing: Doing) -> tuple[Counter[str], Path]:
    """Return the number of calls of each kind that a command makes, and the register after it."""
    log = doing.folder / "log"
    place = doing.folder / "whole"
    [(_number, status, output)] = _strace(doing, place, "unlink", [1], 1, "", log)
    assert status == 0, output
    lines = [line.split(maxsplit=1) for line in log.read_text().splitlines() if "(" in line]
    # The forking process ran the command once itself: its calls do not count.
    forking = lines[0][0]
    calls = Counter(call.split("(")[0] for process, call in lines if process != forking)
    return calls, place / "1" / "register.db"


def with_fault_at(doing: Doing, fault: str, call: str, count: int, step: int) -> list[Attempt]:
    """Run the command once for every `step`th call of a kind, with the fault at that call."""
    place = doing.folder / f"{fault.replace('/', ' ')} {call}"
    numbers = sorted({*range(1, count + 1, step), count})
    inject = f"{call}:{FAULTS[fault]}:when={count + 1}"
    return _strace(doing, place, call, numbers, count + 1, inject, Path(os.devnull))


def _strace(
    doing: Doing, place: Path, call: str, numbers: list[int], at: int, inject: str, log: Path
) -> list[Attempt]:
    place.mkdir()
    # Stopping only at these calls is much quicker, but strace then cannot kill the process.
    at_these = [] if "signal" in inject else ["--seccomp-bpf"]
    strace = ["strace", "-f", *at_these, "-qq", "-o", str(log)]
    strace += ["-e", f"trace={','.join(WRITES)}"]
    strace += ["-e", f"inject={inject}"] if inject else []
    ended = subprocess.run(
        [*strace, sys.executable, "-m", "tests.faults.forkserver"],
        input=json.dumps(
            {
                "start": str(doing.start),
                "folder": str(place),
                "words": doing.words,
                "call": call,
                "numbers": numbers,
                "at": at,
            }
        ),
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    return [(number, status, output) for number, status, output in json.loads(ended.stdout)]

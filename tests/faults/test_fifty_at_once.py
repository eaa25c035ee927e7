"""Fifty processes at once: all acknowledged changes are stored and the register is consistent."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from models.administration.check import check_register
from models.administration.journal_view import read_lines
from models.engine.run import run_engine
from models.journal.reader import JournalEntry
from tests.case_builder import World, actor
from tests.faults.stress_worker import KILLED, PROCESSES

SECONDS = int(os.environ.get("NIR_FAULT_SECONDS", "6"))
"""The length of the run, in seconds; longer in CI."""

DUFS = [f"9924000{number:05d}" for number in range(20)]
NOT_DONE = ("second", "refused")
OWN = {
    *("termination.add", "termination.edit", "termination.delete"),
    *("goal.set", "decision.add", "decision.annul", "engine.run"),
}


def test_what_was_acknowledged_is_there_and_nothing_is_out_of_joint(
    world: World, tmp_path: Path
) -> None:
    for duf in DUFS:
        world.participant(date(2024, 9, 2), duf=duf)
    world.register.close()
    before = len(read_lines(world.register))
    spec = {"place": world.place, "dufs": DUFS, "folder": str(tmp_path), "seconds": SECONDS}
    ended = subprocess.run(
        [sys.executable, "-m", "tests.faults.stress_worker"],
        input=json.dumps(spec),
        capture_output=True,
        text=True,
        check=True,
        timeout=SECONDS + 120,
    )
    statuses = Counter(json.loads(ended.stdout))
    assert statuses == {0: PROCESSES - KILLED, -signal.SIGKILL: KILLED}, ended.stderr
    lines = read_lines(world.register)[::-1][before:]
    output = Counter[str]()
    for number in range(PROCESSES):
        user = f"P{number:02d}"
        acknowledged = [json.loads(line) for line in (tmp_path / user).read_text().splitlines()]
        output.update(action for action, _duf in acknowledged)
        done = [tuple(one) for one in acknowledged if one[0] not in NOT_DONE]
        kept = [(line.action, line.duf) for line in lines if line.by == user and line.action in OWN]
        # A killed process may have made one change more than was acknowledged to it.
        assert kept[: len(done)] == done
        assert len(kept) - len(done) <= (1 if number < KILLED else 0)
    assert set(output) >= OWN | {"second"}, "everything was done, and somebody came second"
    assert output.total() > SECONDS * 10
    _require_that_cases_are_what_the_journal_tells(world, lines)
    assert check_register(world.register, actor(), integrity_only=True) == []
    assert run_engine(world.register, actor(), every=True).unchanged == len(DUFS)


def _require_that_cases_are_what_the_journal_tells(world: World, lines: list[JournalEntry]) -> None:
    """Assert that each person's active termination is the one the journal's entries lead to."""
    for duf in DUFS:
        active: int | None = None
        for line in (line for line in lines if line.duf == duf):
            before, after = line.before or {}, line.after or {}
            if line.action in ("termination.add", "termination.edit", "engine.add"):
                assert before.get("id") == (None if line.action == "engine.add" else active)
                assert line.action != "engine.add" or active is None
                active = after["id"]
            elif line.action in ("termination.delete", "engine.withdraw"):
                assert before["id"] == active
                active = None
        found = world.case(duf).facts.active
        assert (found.id if found else None) == active

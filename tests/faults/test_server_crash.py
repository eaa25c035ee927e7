"""The server crashes in the middle of many changes, without warning, and restarts."""

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from models.administration.check import check_register
from models.administration.journal_view import read_lines
from models.engine.run import run_engine
from models.journal.actor import Actor
from models.sample_data.synthetic import make_synthetic_register
from models.storage.register import open_register
from tests.case_builder import actor
from tests.postgres import Server
from tests.registers import administering

pytestmark = pytest.mark.server

DAY = date(2026, 11, 24)
PERSONS = 1500
WORKER = """
import sys
from models.storage.register import open_register
from models.engine.run import run_engine
from models.errors import Unusable
from models.changes.apply_change import apply_change
from models.changes.programme import SetGoal
from rules.code_lists import Goal
from tests.case_builder import actor
register, user, duf = open_register(sys.argv[1]), sys.argv[2], sys.argv[3]
try:
    for number in range(100_000):
        if user == "natt":
            run_engine(register, actor(user), every=True)
        else:
            goal = SetGoal(list(Goal)[number % 2])
            apply_change(register, actor(user), duf, goal, confirmed=True)
        print(number, flush=True)
except Unusable as trouble:
    print(trouble, file=sys.stderr)
"""


@pytest.fixture
def server() -> Iterator[Server]:
    own = Server()
    yield own
    own.remove()


def begun(words: list[str], out: Path) -> "subprocess.Popen[str]":
    with out.open("w") as stream:
        return subprocess.Popen(words, stdout=stream, stderr=subprocess.PIPE, text=True)


def acknowledged(out: Path) -> int:
    return len(out.read_text().splitlines())


def test_what_was_acknowledged_survives_and_what_was_not_is_taken_back(
    server: Server, tmp_path: Path
) -> None:
    place = f"{server.address}/crash"
    with administering(f"{server.address}/postgres") as line:
        line.execute("CREATE DATABASE crash")
    maker = Actor("ces", DAY, DAY, lambda: datetime(2026, 11, 24, 12, tzinfo=UTC))
    make_synthetic_register(place, maker, PERSONS, seed=1, stands_still=True)
    register = open_register(place)
    with register.read():
        rows = register.execute("SELECT duf FROM person WHERE known = 'full' ORDER BY id LIMIT 2")
        dufs = [str(duf) for (duf,) in rows]
    workers = {
        user: begun([sys.executable, "-c", WORKER, place, user, duf], tmp_path / user)
        for user, duf in zip(("kari", "ola", "natt"), (*dufs, dufs[0]), strict=True)
    }
    deadline = time.monotonic() + 60
    while min(acknowledged(tmp_path / user) for user in workers) < 3:
        assert time.monotonic() < deadline, "somebody has come nowhere in a minute"
        time.sleep(0.1)
    server.stop("immediate")
    output = {user: worker.communicate(timeout=60)[1] for user, worker in workers.items()}
    server.start()
    lines = read_lines(register)
    for user, err in output.items():
        kept = sum(line.by == user and line.action in ("goal.set", "engine.run") for line in lines)
        assert kept - acknowledged(tmp_path / user) in (0, 1), (user, err)
        assert "Mistet forbindelsen" in err or "Får ikke kontakt" in err
    assert check_register(register, actor(today=DAY), integrity_only=True) == []
    run_engine(register, actor(today=DAY), every=True)
    assert check_register(register, actor(today=DAY), integrity_only=True) == []
    register.close()

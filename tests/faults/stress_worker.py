"""Fifty processes that change the same few persons at once for a number of seconds.

Each logs to a file what the register has acknowledged. Some are killed on the way.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from models.cases.case import Case
from models.cases.lookup import read_case
from models.changes.apply_change import apply_change
from models.changes.programme import AddDecision, AnnulDecision, SetGoal
from models.changes.terminations import DeleteTermination, EditTermination, RegisterTermination
from models.engine.run import run_engine
from models.errors import ChangedMeanwhile, Refused
from models.journal.actor import Actor
from models.storage.register import Register, open_register
from rules.code_lists import DecisionKind, Goal
from rules.facts import Decision
from tests.case_builder import actor

PROCESSES, KILLED = 50, 5
_THOUGHT = 0.2
_REASONS = ("helse", "ukjent", "annet", "fengsel")

Done = tuple[str, str | None]
"""The journal's action and the DUF number of the person concerned."""
Do = Callable[[Register, Actor, Case, random.Random], str]


def _register(register: Register, by: Actor, case: Case, chance: random.Random) -> str:
    day = date(2024, 10, chance.randint(1, 31))
    reason, duf, expected_version = chance.choice(_REASONS), case.person.duf, case.person.version
    active = case.facts.active
    if active is None or active.by_engine:
        apply_change(
            register,
            by,
            duf,
            RegisterTermination(reason, day),
            confirmed=True,
            expected_version=expected_version,
        )
        return "termination.add"
    apply_change(
        register,
        by,
        duf,
        EditTermination(reason, day),
        confirmed=True,
        expected_version=expected_version,
    )
    same = (active.reason, active.date) == (reason, day)
    return "" if same else "termination.edit"


def _delete(register: Register, by: Actor, case: Case, _chance: random.Random) -> str:
    if case.facts.active_by_municipality is None:
        return ""
    apply_change(
        register, by, case.person.duf, DeleteTermination(), expected_version=case.person.version
    )
    return "termination.delete"


def _goal(register: Register, by: Actor, case: Case, chance: random.Random) -> str:
    goal = chance.choice(list(Goal))
    apply_change(
        register,
        by,
        case.person.duf,
        SetGoal(goal),
        expected_version=case.person.version,
        confirmed=True,
    )
    return "" if goal is case.facts.goal else "goal.set"


def _decide(register: Register, by: Actor, case: Case, _chance: random.Random) -> str:
    leave = Decision(DecisionKind.LEAVE, None, date(2024, 10, 1), date(2024, 10, 31))
    standing = case.facts.decisions_in_force(DecisionKind.LEAVE)
    expected_version = case.person.version
    if standing and standing[0].id:
        apply_change(
            register,
            by,
            case.person.duf,
            AnnulDecision(standing[0].id),
            expected_version=expected_version,
        )
        return "decision.annul"
    apply_change(
        register,
        by,
        case.person.duf,
        AddDecision(leave),
        confirmed=True,
        expected_version=expected_version,
    )
    return "decision.add"


def _engine(register: Register, by: Actor, _case: Case, _chance: random.Random) -> str:
    run_engine(register, by)
    return "engine.run"


COMMANDS: tuple[tuple[Do, int], ...] = (
    (_register, 8),
    (_delete, 4),
    (_goal, 2),
    (_decide, 3),
    (_engine, 1),
)


def change(place: str, user: str, dufs: list[str], end: float, acknowledged: Path) -> None:
    """Run one process: read a person, wait, change the person, log what was acknowledged."""
    chance, by = random.Random(user), actor(user)
    register = open_register(place)
    log = os.open(acknowledged, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    doings, weights = zip(*COMMANDS, strict=True)
    while time.monotonic() < end:
        case = read_case(register, chance.choice(dufs))
        time.sleep(chance.uniform(0, 2 * _THOUGHT))
        [doing] = chance.choices(doings, weights)
        try:
            action = doing(register, by, case, chance)
        except ChangedMeanwhile:
            action = "second"
        except Refused:
            action = "refused"
        if action:
            duf = None if action == "engine.run" else case.person.duf
            os.write(log, f"{json.dumps([action, duf])}\n".encode())
    register.close()


def main() -> None:
    """Fork the processes, kill some half way, wait for the rest, write all exit statuses."""
    spec = json.load(sys.stdin)
    end = time.monotonic() + spec["seconds"]
    crowd = []
    for number in range(PROCESSES):
        user = f"P{number:02d}"
        child = os.fork()
        if not child:
            path = Path(spec["folder"]) / user
            change(spec["place"], user, spec["dufs"], end, path)
            os._exit(0)
        crowd.append(child)
    for child in crowd[:KILLED]:
        time.sleep(spec["seconds"] / 2 / KILLED)
        os.kill(child, signal.SIGKILL)
    statuses = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in crowd]
    json.dump(statuses, sys.stdout)


if __name__ == "__main__":
    main()

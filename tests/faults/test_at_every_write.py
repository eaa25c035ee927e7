"""A kill, a full disk or an error at each write leaves the register as before or as after.

Acknowledged changes are stored. Each test compares all data that people entered and runs `check`.
"""

import re
import shutil
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from models.administration.check import check_register
from models.administration.migrate import migrate_register
from models.errors import Unusable
from models.storage.register import open_register
from nir_tui.cli import main
from rules.code_lists import DecisionKind
from tests.case_builder import DUF, World, actor
from tests.faults.syscall_faults import (
    FAULTS,
    Doing,
    calls_of,
    needs_strace,
    step_of,
    with_fault_at,
)
from tests.models.administration.test_migrate import as_made_by, entered_data
from tests.models.exchange.files import BELA, CARL, bundle, person

pytestmark = [pytest.mark.file, needs_strace]

BYSTANDER = "992400088804"


def _participants(world: World, _folder: Path) -> Path:
    world.participant(date(2024, 9, 2))
    world.participant(date(2022, 9, 1), duf=BYSTANDER, name="ANDRE, BY")
    world.decide(DecisionKind.LEAVE, date(2024, 10, 1), date(2024, 10, 31))
    return Path(world.place)


def _expired(world: World, folder: Path) -> Path:
    """Return a register with two persons whose fifteen years have passed, and two who stay."""
    for number, year in (("992400066602", 2008), ("992400055501", 2009)):
        world.participant(date(year, 3, 1), duf=number, as_of=date(year, 3, 2))
    return _participants(world, folder)


def _old(_world: World, folder: Path) -> Path:
    """Return a register of an earlier version, five migrations back, with three persons."""
    path = as_made_by("0004_filters_covered", folder)
    with sqlite3.connect(path) as file:
        found = file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        guards = found.fetchall()
        for name, _sql in guards:
            file.execute(f"DROP TRIGGER {name}")
        for table in ("termination", "decision", "measure", "event", "report_row"):
            file.execute(f"DELETE FROM {table} WHERE person_id > 3")
        file.execute("DELETE FROM person WHERE id > 3")
        file.execute("DELETE FROM journal WHERE id > 5")
        for _name, sql in guards:
            file.execute(sql)
    file.execute("VACUUM")
    file.close()
    return path


Start = Callable[[World, Path], Path]
COMMANDS: dict[str, tuple[tuple[str, ...], Start]] = {
    "registration": (
        ("termination", "add", DUF, "--reason", "helse", "--date", "2024-11-01", "--yes"),
        _participants,
    ),
    "import": (("import", "{bundle}"), _participants),
    "engine": (("--as-of", "2025-06-01", "engine", "run", "--yes"), _participants),
    "purge": (("purge", "--yes"), _expired),
    "migration": (("migrate",), _old),
}


def entered_data_and_schema(path: Path) -> str:
    """Return all data that people entered and the applied migrations, without times of day."""
    with sqlite3.connect(path) as looking:
        steps = looking.execute("SELECT name FROM schema_migration ORDER BY name").fetchall()
    looking.close()
    found = entered_data(path)
    found["setting"] = [row for row in found["setting"] if row[0] != "unwashed"]
    return re.sub(r"T\d\d:\d\d:\d\d", "T", repr((steps, found)))


Rows = list[tuple[object, ...]]


def everything(path: Path) -> Rows:
    """Return every row of every table, with the text index's own, and SQLite's integrity check."""
    with closing(sqlite3.connect(path)) as file:
        found = file.execute("PRAGMA integrity_check").fetchall()
        schema = file.execute("SELECT name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        tables = [name for name, sql in schema if (sql or "").startswith("CREATE TABLE")]
        for name in tables:
            found += file.execute(f'SELECT * FROM "{name}"').fetchall()
    return [*schema, *found]


def require_whole(path: Path, whole: Rows) -> None:
    """Assert that `check` finds nothing, after a migration if the register is of an old version.

    A register equal in every row to `whole`, which has been checked, is not checked again.
    """
    if everything(path) == whole:
        return
    try:
        register = open_register(str(path))
    except Unusable:
        migrate_register(str(path))
        register = open_register(str(path))
    found = [str(message) for message in check_register(register, actor(), integrity_only=True)]
    register.close()
    assert found == []


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", COMMANDS)
def test_before_or_after_and_what_was_acknowledged_is_there(
    world: World, tmp_path: Path, name: str, fault: str
) -> None:
    words, start = COMMANDS[name]
    files = bundle(tmp_path / "files", persons=[person(BELA), person(CARL)])
    beginning = start(world, tmp_path)
    world.register.close()
    words = ("--user", "ces", *(word.format(bundle=files) for word in words))
    doing = Doing(words, beginning, tmp_path)
    calls, whole = calls_of(doing)
    before, after = entered_data_and_schema(beginning), entered_data_and_schema(whole)
    require_whole(Path(shutil.copy(beginning, tmp_path / "copy.db")), whole=[])
    whole_before = everything(beginning)
    assert before != after
    step = step_of(name)
    outcomes: set[tuple[bool, bool]] = set()
    for call, count in calls.items():
        for number, status, output in with_fault_at(doing, fault, call, count, step):
            where = f"{fault} at {call} {number} of {count}: {status} {output}"
            path = tmp_path / f"{fault.replace('/', ' ')} {call}" / str(number) / "register.db"
            found = entered_data_and_schema(path)
            assert found in (before, after), where
            outcomes.add((status == 0, found == after))
            if fault == "killed":
                assert status == -signal.SIGKILL, where
            elif status:
                assert status in (1, 5) and len(output.splitlines()) == 1, where
                assert "Uventet" not in output, where
            else:
                assert found == after, where
            assert found != after or "ingenting er endret" not in output, where
            require_whole(path, whole_before)
            if found == before and number % 30 == 1:
                assert main(["--register", str(path), *words]) == 0, where
                assert entered_data_and_schema(path) == after, where
    # The faults struck: some runs stopped before the commit, some after it.
    assert (False, False) in outcomes
    assert (fault != "killed", True) in outcomes

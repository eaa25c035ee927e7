"""Without cysqlite, which lacks a wheel for some systems, Python's own SQLite does the same."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from models.cases.lookup import read_case
from models.storage.register import open_register

pytestmark = pytest.mark.file

_CALL = """
import sys
sys.modules["cysqlite"] = None
from nir_tui.cli import main
status = main(sys.argv[1:])
import models.storage.sqlite_connection
assert models.storage.sqlite_connection.cysqlite is None
sys.exit(status)
"""
GRANITT = "992400002200"


def call(*words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", _CALL, *words], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_a_register_is_made_read_and_looked_through(tmp_path: Path) -> None:
    place = str(tmp_path / "new.db")
    assert call("--register", place, "init", "--synthetic", "50", "--seed", "1")[0] == 0
    status, output = call("--register", place, "persons", "--format", "json")
    assert status == 0
    assert json.loads(output)["total"] == 50
    status, output = call("--register", place, "check")
    assert status == 0, output


def test_a_correction_is_made_and_read_by_the_other(demo_copy: str) -> None:
    words = ("termination", "add", GRANITT, "--reason", "helse", "--date", "2024-09-02", "--yes")
    status, output = call("--register", demo_copy, "--user", "4204-MABE", *words)
    assert status == 0, output
    register = open_register(demo_copy)
    active = read_case(register, GRANITT).facts.active
    register.close()
    assert active is not None
    assert active.reason == "helse"

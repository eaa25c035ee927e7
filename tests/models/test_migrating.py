"""A register of an earlier version is brought up to this one, with nothing lost on the way."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playhouse.migrations import Runner

from models import schema
from models.check import check_register
from models.database import Register, create_register, open_register
from models.errors import Unusable
from models.lists.chosen import ListFilter, all_persons
from models.lists.counting import count_list
from models.migrating import migrate_register
from models.report_row import rebuild_report_rows
from models.tables import database
from tests.world import CHANCE, TODAY, actor

KEPT = ("person", "decision", "measure", "event", "termination", "journal", "setting")
SINCE = schema.known_migrations()[1:]

pytestmark = pytest.mark.file


@pytest.fixture
def of_the_first_version(demo_place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demo register's content in a register as the first version made them."""
    path = tmp_path / "old.db"

    def only_the_first(storage: Any, _afterwards: Any) -> tuple[str, ...]:
        runner = Runner(storage.database, str(schema._FOLDER), table_name=schema.HISTORY)
        return tuple(runner.up("0001_register"))

    monkeypatch.setattr("models.database.migrate", only_the_first)
    with create_register(str(path)) as register, register.connected():
        register.execute("ATTACH ? AS demo", (demo_place,))
        with register.write():
            for table in (*KEPT, "municipality", "district"):
                columns = CHANCE.get(table, "*")
                register.execute(f"INSERT INTO main.{table} SELECT {columns} FROM demo.{table}")
    monkeypatch.undo()
    return path


def test_an_old_register_says_so_and_is_brought_up_to_date(
    of_the_first_version: Path, demo_place: str
) -> None:
    path = str(of_the_first_version)
    with pytest.raises(Unusable, match="nir-tui migrate"):
        open_register(path)
    assert migrate_register(path) == SINCE
    register, demo = open_register(path), open_register(demo_place)
    for chosen in (ListFilter(), all_persons()):
        assert count_list(register, chosen, TODAY) == count_list(demo, chosen, TODAY)
    assert check_register(register, actor()) == []
    rows = {}
    for opened in (register, demo):
        with opened.read():
            rows[opened] = [
                opened.execute(f"SELECT {CHANCE.get(t, '*')} FROM {t} ORDER BY 1") for t in KEPT
            ]
        opened.close()
    assert rows[register] == rows[demo]


def test_a_migration_that_fails_half_way_leaves_the_old_register(
    of_the_first_version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(of_the_first_version)

    def fails(register: Register, as_of: date | None) -> None:
        rebuild_report_rows(register, as_of)
        raise OSError("the lights went out")

    with monkeypatch.context() as patched:
        patched.setattr("models.migrating.rebuild_report_rows", fails)
        with pytest.raises(OSError, match="lights"):
            migrate_register(path)
    with pytest.raises(Unusable, match="nir-tui migrate"):
        open_register(path)
    assert database.is_closed()
    assert migrate_register(path) == SINCE

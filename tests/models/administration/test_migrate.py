"""Migration of registers from earlier versions, with nothing lost.

Each file in `earlier/` was made by the program of that version: its demo register, one correction.
"""

import lzma
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from models.administration.check import check_register
from models.administration.migrate import migrate_register
from models.cases.lookup import read_case
from models.engine.run import run_engine
from models.errors import Unusable
from models.list_filter import all_persons
from models.list_rows.projection import rebuild_report_rows
from models.lists.counts import count_list
from models.storage import schema_version as schema
from models.storage.register import Register, open_register
from models.tables import database
from tests.case_builder import TODAY, actor

pytestmark = pytest.mark.file

KEPT = {
    "person": "*",
    "decision": "*",
    "measure": "*",
    "event": "*",
    "termination": (
        'id, person_id, kind, reason, tenths_of_hours, "date", municipality, district,'
        " registered_by, registered_at, deleted_by, deleted_at"
    ),
    "setting": "*",
    "journal": 'id, at, "by", action, duf, before, after',
}
EARLIER = schema.known_migrations()[:-1]


def as_made_by(version: str, folder: Path) -> Path:
    """Return a register as the program of an earlier version made it."""
    kept = Path(__file__).with_name("earlier") / f"{version}.db.xz"
    path = folder / "old.db"
    path.write_bytes(lzma.decompress(kept.read_bytes()))
    path.chmod(0o600)
    return path


def entered_data(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return all data that people entered, without derived data: a migration may rebuild those."""
    with sqlite3.connect(path) as looking:
        found = {
            table: looking.execute(f"SELECT {columns} FROM {table} ORDER BY 1").fetchall()
            for table, columns in KEPT.items()
        }
    looking.close()
    # A migration may add a journal entry about what it found.
    found["journal"] = [line for line in found["journal"] if line[3] != "register.migrate"]
    return found


@pytest.mark.parametrize("version", EARLIER)
def test_a_register_of_each_earlier_version_is_brought_up_to_date(
    version: str, tmp_path: Path
) -> None:
    path = as_made_by(version, tmp_path)
    before, original = entered_data(path), path.read_bytes()
    with pytest.raises(Unusable, match="nir-tui migrate"):
        open_register(str(path))
    assert path.read_bytes() == original, "who only looks writes nothing"
    done = migrate_register(str(path))
    assert done.steps == schema.known_migrations()[EARLIER.index(version) + 1 :]
    assert entered_data(path) == before
    register = open_register(str(path))
    assert check_register(register, actor()) == []
    assert count_list(register, all_persons(), TODAY).total == len(before["person"])
    report = run_engine(register, actor())
    assert (report.added, report.withdrawn) == ({}, {})
    assert report.examined == len(before["person"]), "a change of version may change any answer"
    assert read_case(register, "992400002200").terminations[0].reason == "helse"
    register.close()


def test_guards_of_another_wording_are_made_again(tmp_path: Path) -> None:
    """A register made between two releases may lack a trigger or have an older version of it."""
    path = as_made_by(EARLIER[-1], tmp_path)
    with sqlite3.connect(path) as changing:
        changing.execute("DROP TRIGGER journal_is_never_replaced")
        changing.execute("DROP TRIGGER purge_waits_fifteen_years")
    changing.close()
    migrate_register(str(path))
    register = open_register(str(path))
    assert check_register(register, actor()) == []
    register.close()


@pytest.mark.parametrize("version", EARLIER)
def test_what_it_was_before_is_kept_beside_it(version: str, tmp_path: Path) -> None:
    path = as_made_by(version, tmp_path)
    before = entered_data(path)
    done = migrate_register(str(path))
    assert done.copy == f"{path}.{version}"
    assert entered_data(Path(done.copy)) == before
    assert Path(done.copy).stat().st_mode & 0o777 == 0o600
    # The copy is a complete register of the earlier version.
    assert migrate_register(done.copy).steps == done.steps


@pytest.mark.parametrize("version", EARLIER)
def test_a_migration_that_fails_half_way_leaves_the_old_register(
    version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = as_made_by(version, tmp_path)
    before = entered_data(path)

    def fails(register: Register, as_of: date | None) -> None:
        rebuild_report_rows(register, as_of)
        raise OSError("the lights went out")

    with monkeypatch.context() as patched:
        patched.setattr("models.administration.migrate.rebuild_report_rows", fails)
        with pytest.raises(OSError, match="lights"):
            migrate_register(str(path))
    assert database.is_closed()
    with pytest.raises(Unusable, match="nir-tui migrate"):
        open_register(str(path))
    assert entered_data(path) == before
    assert migrate_register(str(path)).steps


def test_there_is_one_of_each_earlier_version() -> None:
    folder = Path(__file__).with_name("earlier")
    assert sorted(file.name.removesuffix(".db.xz") for file in folder.iterdir()) == [*EARLIER]

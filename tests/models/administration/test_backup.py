"""Backup of a register in use, the check of the copy, and a restore from it."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from models.administration.backup import back_up, back_up_with_rotation
from models.administration.check import check_register
from models.cases.lookup import read_case
from models.errors import NotFound, RegisterError
from models.list_filter import all_persons
from models.lists.counts import count_list
from models.storage.register import Register, open_register
from models.storage.register_settings import VACUUM_PENDING, store
from tests.case_builder import DUF, TODAY, World, actor, contents

pytestmark = pytest.mark.file


def test_a_copy_is_the_register(demo: Register, tmp_path: Path) -> None:
    path = tmp_path / "kopi.db"
    back_up(demo, actor(), str(path))
    assert path.stat().st_mode & 0o777 == 0o600
    copy = open_register(str(path))
    assert contents(copy) == contents(demo)
    assert check_register(copy, actor()) == []
    copy.close()
    assert [entry.name for entry in tmp_path.glob(".*")] == []


WRITER = """
import sys
from datetime import UTC, date, datetime
from functools import partial
from tests.case_builder import actor
from models.storage.register import open_register
from models.changes.apply_change import apply_change
from models.changes.programme import SetGoal
from rules.code_lists import Goal
register = open_register(sys.argv[1])
print("begynt", flush=True)
for number in range(10_000):
    goal = list(Goal)[number % 2]
    apply_change(register, actor(), sys.argv[2], SetGoal(goal))
"""


def test_a_copy_while_others_write_is_of_one_moment(world: World, tmp_path: Path) -> None:
    world.participant(date(2024, 9, 1))
    words = [sys.executable, "-c", WRITER, world.place, DUF]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as writer:
        assert writer.stdout and writer.stdout.readline()
        for number in range(3):
            path = tmp_path / f"kopi-{number}.db"
            back_up(world.register, actor(), str(path))
            copy = open_register(str(path))
            assert check_register(copy, actor()) == []
            copy.close()
        assert writer.poll() is None, "still writing"
        writer.kill()


def test_what_is_no_copy_is_left_alone(demo: Register, tmp_path: Path) -> None:
    other = tmp_path / "brev.txt"
    other.write_text("Kjære deg")
    for place, why in ((other, "ingen sikkerhetskopi"), (demo.location, "selve registeret")):
        with pytest.raises(RegisterError, match=why):
            back_up(demo, actor(), str(place))
    with pytest.raises(RegisterError):
        back_up(demo, actor(), str(tmp_path / "borte" / "kopi.db"))
    assert other.read_text() == "Kjære deg"


def test_another_register_is_not_taken_for_an_older_copy(
    world: World, demo: Register, tmp_path: Path
) -> None:
    """A mistyped name must not destroy the register of that name."""
    before = Path(world.place).read_bytes()
    with pytest.raises(RegisterError, match="ingen eldre kopi av dette registeret"):
        back_up(demo, actor(), world.place)
    assert Path(world.place).read_bytes() == before
    path = tmp_path / "kopi.db"
    back_up(world.register, actor(), str(path))
    world.participant(date(2024, 9, 1))
    back_up(world.register, actor(), str(path))
    copy = open_register(str(path))
    assert count_list(copy, all_persons(), TODAY).total == 1
    copy.close()


def test_a_diverged_copy_is_not_backed_up_over_its_origin(world: World, tmp_path: Path) -> None:
    """A register for practice began as a copy, and so did a restored one; both have diverged."""
    practice, later = str(tmp_path / "ovelse.db"), str(tmp_path / "senere.db")
    back_up(world.register, actor(), practice)
    world.participant(date(2024, 9, 1))
    back_up(world.register, actor(), later)
    other = open_register(practice)
    for place in (later, world.place):
        before = Path(place).read_bytes()
        with pytest.raises(RegisterError, match="ingen eldre kopi"):
            back_up(other, actor(), place)
        assert Path(place).read_bytes() == before
    other.close()


_LOCKS = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("BEGIN EXCLUSIVE")
print("locked", flush=True)
sys.stdin.read()
"""


@contextmanager
def locked_by_another_process(path: Path) -> Iterator[None]:
    """Lock a file from another process: two SQLite libraries in one drop each other's locks."""
    words = [sys.executable, "-c", _LOCKS, str(path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"locked\n"
        yield
        other.communicate()


def test_a_refused_file_is_as_it_was(demo: Register, world: World, tmp_path: Path) -> None:
    path = tmp_path / "annet.db"
    back_up(world.register, actor(), str(path))
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA journal_mode = delete")
    other.close()
    before = path.read_bytes()
    with pytest.raises(RegisterError, match="ingen eldre kopi"):
        back_up(demo, actor(), str(path))
    assert path.read_bytes() == before
    in_use = pytest.raises(RegisterError, match="er i bruk; prøv igjen")
    with locked_by_another_process(path), in_use:
        back_up(demo, actor(), str(path))
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.glob("*annet*")] == ["annet.db"]


def test_a_copy_that_somebody_has_open_is_not_replaced(demo: Register, tmp_path: Path) -> None:
    """SQLite would apply the old copy's log to the new file, even one left by a killed process."""
    path = tmp_path / "kopi.db"
    back_up(demo, actor(), str(path))
    before = path.read_bytes()
    log = Path(f"{path}-wal")
    log.write_bytes(b"x")
    with pytest.raises(RegisterError, match="database i bruk"):
        back_up(demo, actor(), str(path))
    assert path.read_bytes() == before
    log.unlink()
    back_up(demo, actor(), str(path))


def test_an_older_copy_gives_way_only_to_a_whole_one(
    demo: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kopi.db"
    back_up(demo, actor(), str(path))
    first = path.read_bytes()
    with demo.write():
        demo.execute("UPDATE report_row SET search_name = 'x' WHERE person_id = 1")
    with pytest.raises(RegisterError, match="ikke hel"):
        back_up(demo, actor(), str(path))
    assert path.read_bytes() == first


def test_a_restore(world: World, tmp_path: Path) -> None:
    world.participant(date(2023, 3, 1))
    path = tmp_path / "kopi.db"
    back_up(world.register, actor(), str(path))
    world.person("992400088804", name="NY, BY")
    world.register.close()
    for part in ("", "-wal", "-shm"):
        Path(f"{world.place}{part}").unlink(missing_ok=True)
    shutil.copy(path, world.place)
    restored = open_register(world.place)
    assert check_register(restored, actor()) == []
    assert count_list(restored, all_persons(), TODAY).total == 1
    with pytest.raises(NotFound):
        read_case(restored, "992400088804")
    restored.close()


def test_of_the_nightly_copies_the_newest_stay(demo: Register, tmp_path: Path) -> None:
    folder = tmp_path / "kopier"
    folder.mkdir()
    (folder / "brev.txt").write_text("Kjære deg")
    nights = [datetime(2024, 12, day, 2, 30, tzinfo=UTC) for day in range(1, 6)]
    for night in nights:
        back_up_with_rotation(demo, actor(), str(folder), 3, clock=partial(_at, night))
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["brev.txt", *(f"nir-2024-12-0{day}T023000Z.db" for day in (3, 4, 5))]
    copy = open_register(str(folder / names[-1]))
    assert check_register(copy, actor()) == []
    copy.close()


def test_only_copies_go_and_never_the_new_one_or_the_register(world: World, tmp_path: Path) -> None:
    theirs = ("nir-0301.db", "nir-2023-regnskap.db", "nir-2024-01-01T000000Z.db.txt")
    for name in theirs:
        (tmp_path / name).write_text("ikke min")
    future = tmp_path / "nir-2099-01-01T000000Z.db"
    future.write_text("fra en klokke som gikk galt")
    new = back_up_with_rotation(world.register, actor(), str(tmp_path), 1)
    assert new.exists() and Path(world.place).exists() and future.exists()
    assert all((tmp_path / name).exists() for name in theirs)


def test_a_register_with_an_erasure_to_finish_is_backed_up_all_the_same(
    world: World, tmp_path: Path
) -> None:
    with world.register.write():
        store(VACUUM_PENDING, "2040-01-01")
    assert any("purge --yes" in str(s) for s in check_register(world.register, actor()))
    back_up(world.register, actor(), str(tmp_path / "kopi.db"))


def test_no_copy_goes_while_the_new_one_is_not_whole(demo: Register, tmp_path: Path) -> None:
    folder = tmp_path / "kopier"
    folder.mkdir()
    first = back_up_with_rotation(demo, actor(), str(folder), 1)
    with demo.write():
        demo.execute("UPDATE report_row SET search_name = 'x' WHERE person_id = 1")
    later = datetime(2099, 1, 1, tzinfo=UTC)
    with pytest.raises(RegisterError, match="ikke hel"):
        back_up_with_rotation(demo, actor(), str(folder), 1, clock=partial(_at, later))
    assert [*folder.iterdir()] == [first]
    with pytest.raises(RegisterError, match="ingen mappe"):
        back_up_with_rotation(demo, actor(), str(tmp_path / "borte"), 1)


def _at(moment: datetime) -> datetime:
    return moment

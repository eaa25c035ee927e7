"""Copies of a register, and a register whose files are moved or replaced while open."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from models.access import Role
from models.administration.backup import back_up, back_up_with_rotation
from models.administration.check import check_register
from models.administration.create import make_register
from models.administration.journal_view import read_lines
from models.administration.users import add_user
from models.atomic_files import AlreadyThere, new_file
from models.changes.apply_change import apply_change
from models.changes.terminations import RegisterTermination
from models.errors import Unusable
from models.exchange.exporting.download import FileFormat
from models.list_filter import ListFilter
from models.lists.search_journal import write_search
from models.lists.sort_order import Order
from models.storage.register import Register, open_register
from nir_tui.lists.downloads import Download, write_download
from nir_tui.session.config import Config
from nir_tui.session.session import Session, open_session
from tests.case_builder import DUF, World, actor
from tests.nir_tui.commands.cli_runner import GRANITT, Run

pytestmark = pytest.mark.file


def clock(hour: int) -> Callable[[], datetime]:
    return lambda: datetime(2024, 12, 9, hour, tzinfo=UTC)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("nir-*"))


def test_rotation_goes_by_the_register_and_not_by_the_folder(
    world: World, tmp_path: Path, place_for: Callable[[str], str]
) -> None:
    folder = tmp_path / "kopier"
    folder.mkdir()
    other_place = place_for("annet.db")
    make_register(other_place, actor())
    other = open_register(other_place)
    theirs = [
        back_up_with_rotation(other, actor(), str(folder), 9, clock(hour)).name
        for hour in (1, 2, 3)
    ]
    for hour in (4, 5, 6):
        back_up_with_rotation(world.register, actor(), str(folder), 2, clock(hour))
    own = ["nir-2024-12-09T050000Z.db", "nir-2024-12-09T060000Z.db"]
    assert names(folder) == [*theirs, *own]
    other.close()


def test_a_copy_of_a_register_that_went_another_way_is_kept(world: World, tmp_path: Path) -> None:
    """Both came from one file: the copy may hold the only record of the other's changes."""
    world.register.close()
    twin_place = tmp_path / "tvilling.db"
    twin_place.write_bytes(Path(world.place).read_bytes())
    folder = tmp_path / "kopier"
    folder.mkdir()
    twin = open_register(str(twin_place))
    write_search(twin, actor(), ListFilter(search="noe"))
    theirs = back_up_with_rotation(twin, actor(), str(folder), 1, clock(1))
    twin.close()
    own = back_up_with_rotation(world.register, actor(), str(folder), 1, clock(2))
    assert names(folder) == [theirs.name, own.name]


def test_a_copy_dated_in_the_future_pushes_nothing_out(world: World, tmp_path: Path) -> None:
    future = tmp_path / "nir-2099-01-01T000000Z.db"
    back_up(world.register, actor(), str(future))
    for hour in (1, 2, 3):
        back_up_with_rotation(world.register, actor(), str(tmp_path), 2, clock(hour))
    own = ["nir-2024-12-09T020000Z.db", "nir-2024-12-09T030000Z.db"]
    assert names(tmp_path) == [*own, future.name]


@pytest.fixture
def copy(nir: Run, tmp_path: Path) -> str:
    """A copy of the demo register, which has since got one correction."""
    path = str(tmp_path / "kopi.db")
    assert nir("backup", path)[0] == 0
    done = nir("termination", "add", GRANITT, "--reason", "helse", "--date", "2024-09-01", "--yes")
    assert done[0] == 0
    return path


def test_a_restore_says_what_is_lost_and_asks(nir: Run, copy: str, demo_copy: str) -> None:
    before = Path(demo_copy).read_bytes()
    status, out, err = nir("restore", copy)
    assert (status, out) == (1, "")
    assert "Den er fra 09.12.2024 kl." in err and "som går tapt: 1" in err and "--yes" in err
    assert Path(demo_copy).read_bytes() == before
    status, _out, err = nir("restore", copy, "--yes")
    assert status == 0, err
    assert '"helse"' not in nir("person", GRANITT, "--json")[1]
    assert nir("check")[0] == 0
    register = open_register(demo_copy)
    assert "register.restore" in {line.action for line in read_lines(register)}
    register.close()
    [kept] = Path(demo_copy).parent.glob("demo.db.before-restore-*")
    assert str(kept) in err
    old = open_register(str(kept))
    assert check_register(old, actor("4204-MABE")) == []
    old.close()


def test_a_restore_is_refused_in_words(
    nir: Run, copy: str, demo_copy: str, tmp_path: Path, place_for: Callable[[str], str]
) -> None:
    other = place_for("annet.db")
    make_register(other, actor())
    assert nir("restore", other, "--yes")[::2] == (
        1,
        f"{other} er en kopi av et annet register\n",
    )
    rubbish = tmp_path / "tull.db"
    rubbish.write_bytes(b"ikke en database" * 1000)
    assert nir("restore", str(rubbish), "--yes")[0] == 3
    assert nir("restore", str(tmp_path / "finnes-ikke.db"))[0] == 3
    assert nir("restore", demo_copy)[0] == 1
    half = tmp_path / "halv.db"
    half.write_bytes(Path(copy).read_bytes()[:-40_000])
    assert nir("restore", str(half), "--yes")[0] in (3, 5)
    register = open_register(demo_copy)
    with register.connected(), register.read():
        status, _out, err = nir("--user", "4204-MABE", "restore", copy, "--yes")
        assert status == 5 and "er i bruk; be alle avslutte først" in err
    register.close()
    assert '"helse"' in nir("person", GRANITT, "--json")[1]
    assert list(tmp_path.glob(".*restore*")) == []


def test_a_damaged_register_is_restored_too(nir: Run, copy: str, demo_copy: str) -> None:
    Path(demo_copy).write_bytes(b"overskrevet" * 1000)
    status, _out, err = nir("restore", copy)
    assert status == 1 and "Registeret kan ikke leses" in err
    assert nir("restore", copy, "--yes")[0] == 0
    assert nir("check")[0] == 0


def test_two_who_saw_the_same_name_free_get_a_file_each(demo: Register, tmp_path: Path) -> None:
    names = tuple(tmp_path / f"liste{number}.csv" for number in ("", "-2", "-3"))
    wanted = Download(FileFormat.CSV, names, may_replace=False)
    written = []
    for municipality in ("4204", "0301"):
        session = Session(demo, actor())
        chosen = ListFilter(municipality=municipality)
        written.append(write_download(session, wanted, chosen, Order(), municipality))
    assert written == [*names[:2]]
    contents = [path.read_text(encoding="utf-8-sig") for path in written]
    assert "4204" in contents[0] and "0301" in contents[1] and contents[0] != contents[1]


def test_two_processes_write_at_once_and_nothing_is_replaced(tmp_path: Path) -> None:
    words = [sys.executable, "-c", _WRITES, str(tmp_path / "liste.csv")]
    both = [
        subprocess.Popen([*words, text], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for text in "ab"
    ]
    for process in both:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
    said = [process.communicate(b"go\n")[0].decode().strip() for process in both]
    assert sorted(said) == ["AlreadyThere", "written"]
    assert (tmp_path / "liste.csv").read_text() == "ab"[said.index("written")]
    assert [path.name for path in tmp_path.iterdir()] == ["liste.csv"]


_WRITES = """
import sys
from models.atomic_files import AlreadyThere, new_file
try:
    with new_file(sys.argv[1], "register.db", may_replace=False) as path:
        path.write_text(sys.argv[2])
        print("ready", flush=True)
        sys.stdin.readline()
except AlreadyThere:
    print("AlreadyThere")
else:
    print("written")
"""


def test_over_ssh_each_user_has_a_folder(demo_copy: str, tmp_path: Path) -> None:
    config = Config(downloads=str(tmp_path))
    register = open_register(demo_copy)
    add_user(register, actor(), "0301-ALNA", Role.CASE_WORKER, "0301")
    register.close()
    folders = []
    for user in ("4204-MABE", "0301-ALNA"):
        session = open_session(demo_copy, user, config, over_ssh=True)
        folders.append(session.downloads)
        session.register.close()
    assert folders == [tmp_path / "4204-MABE", tmp_path / "0301-ALNA"]
    assert all(folder.stat().st_mode & 0o777 == 0o700 for folder in folders)


def test_a_link_of_the_proposed_name_is_not_followed(tmp_path: Path) -> None:
    theirs = tmp_path / "deres.txt"
    (tmp_path / "liste.csv").symlink_to(theirs)
    with (
        pytest.raises(AlreadyThere),
        new_file(str(tmp_path / "liste.csv"), "x.db", may_replace=False) as path,
    ):
        path.write_text("hemmelig")
    assert not theirs.exists()


def add(register: Register) -> None:
    day = date(2024, 11, 1)
    apply_change(register, actor(), DUF, RegisterTermination("helse", day), confirmed=True)


@pytest.fixture
def session(world: World) -> World:
    """An open register with a person in it."""
    world.participant(date(2024, 9, 2))
    return world


def test_a_log_that_is_removed_is_noticed_before_anything_is_called_saved(session: World) -> None:
    with session.register.connected():
        with session.register.read():
            session.case()
        Path(f"{session.place}-wal").unlink()
        with pytest.raises(Unusable, match="er flyttet eller erstattet"):
            add(session.register)


def test_a_copy_put_over_a_register_in_use_is_noticed(session: World, tmp_path: Path) -> None:
    copy = tmp_path / "kopi.db"
    back_up(session.register, actor(), str(copy))
    with session.register.connected():
        session.case()
        with Path(session.place).open("r+b") as file:
            file.write(copy.read_bytes())
        with pytest.raises(Unusable, match="er flyttet eller erstattet"):
            add(session.register)


def test_an_older_copy_of_itself_put_over_a_register_in_use_is_noticed(
    session: World, tmp_path: Path
) -> None:
    """Copied with cp between two sessions: only the counter of transactions reveals it."""
    session.register.close()
    older = Path(session.place).read_bytes()
    write_search(session.register, actor(), ListFilter(search="noe"))
    session.register.close()
    with session.register.connected():
        session.case()
        write_search(session.register, actor(), ListFilter(search="mer"))
        with Path(session.place).open("r+b") as file:
            file.write(older)
        with pytest.raises(Unusable, match="er flyttet eller erstattet"):
            add(session.register)


@pytest.mark.parametrize("length", [0, 20_000])
def test_a_log_that_is_cut_is_noticed(session: World, length: int) -> None:
    with session.register.connected():
        add(session.register)
        os.truncate(f"{session.place}-wal", length)
        with pytest.raises(Unusable, match="er flyttet eller erstattet"):
            write_search(session.register, actor(), ListFilter(search="noe"))


def test_a_log_that_another_session_wrote_into_the_file_is_no_trouble(session: World) -> None:
    """`purge` and SQLite itself do this too."""
    with session.register.connected():
        add(session.register)
        words = [sys.executable, "-c", _CHECKPOINTS, session.place]
        assert subprocess.run(words, check=True, capture_output=True, text=True).stdout == "0\n"
        write_search(session.register, actor(), ListFilter(search="noe"))
    assert check_register(session.register, actor()) == []


_CHECKPOINTS = """
import sqlite3, sys
client = sqlite3.connect(sys.argv[1])
print(client.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
"""


@pytest.mark.parametrize("place", [":memory:", "file:x.db", "FILE:x.db?mode=rw"])
def test_a_place_that_is_no_file_is_refused(
    place: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from nir_tui.cli import main

    monkeypatch.chdir(tmp_path)
    for word in ("init", "check"):
        assert main([f"--register={place}", "--user", "x", word]) == 5
    assert "er ingen fil; skriv en sti" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []

"""Copies of a register, and a register whose files others move about."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from models.administration.backup import back_up, back_up_among
from models.administration.check import check_register
from models.administration.create import make_register
from models.administration.journal_view import read_lines
from models.atomic_files import AlreadyThere, new_file
from models.changes.terminations import register_termination
from models.errors import Unusable
from models.storage.register import Register, open_register
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
    theirs = [back_up_among(other, actor(), str(folder), 9, clock(hour)).name for hour in (1, 2, 3)]
    for hour in (4, 5, 6):
        back_up_among(world.register, actor(), str(folder), 2, clock(hour))
    own = ["nir-2024-12-09T050000Z.db", "nir-2024-12-09T060000Z.db"]
    assert names(folder) == [*theirs, *own]
    other.close()


def test_a_copy_dated_in_the_future_pushes_nothing_out(world: World, tmp_path: Path) -> None:
    future = tmp_path / "nir-2099-01-01T000000Z.db"
    back_up(world.register, actor(), str(future))
    for hour in (1, 2, 3):
        back_up_among(world.register, actor(), str(tmp_path), 2, clock(hour))
    own = ["nir-2024-12-09T020000Z.db", "nir-2024-12-09T030000Z.db"]
    assert names(tmp_path) == [*own, future.name]


@pytest.fixture
def copy(nir: Run, tmp_path: Path) -> str:
    """A copy of the demo register, and one correction in the register since."""
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


def test_two_processes_get_a_file_each(tmp_path: Path) -> None:
    """Both saw the name free; what is written last does not replace what is there."""
    place, written = str(tmp_path / "liste.csv"), []
    ready = threading.Barrier(2)

    def write(text: str) -> None:
        try:
            with new_file(place, "register.db", may_replace=False) as path:
                path.with_suffix(f".{text}").touch()
                path.write_text(text)
                ready.wait()
            written.append(text)
        except AlreadyThere:
            pass

    # One process has one name for what it writes: so one after the other here.
    ready = threading.Barrier(1)
    write("a")
    write("b")
    assert written == ["a"] and Path(place).read_text() == "a"


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
    register_termination(register, actor(), DUF, "helse", day, confirmed=True)


@pytest.fixture
def session(world: World) -> World:
    """A register that somebody has open, with a person in it."""
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


@pytest.mark.parametrize("place", [":memory:", "file:x.db", "file:x.db?mode=rw"])
def test_a_place_that_is_no_file_is_refused(
    place: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from nir_tui.cli import main

    monkeypatch.chdir(tmp_path)
    for word in ("init", "check"):
        assert main([f"--register={place}", "--user", "x", word]) == 5
    assert "er ingen fil; skriv en sti" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []

"""Downloads over SSH: only one's own are fetched, and they go after a day."""

import os
import time
from pathlib import Path

import pytest

from models.errors import NotAllowed, NotFound
from models.exchange.exporting.download import FileFormat
from models.list_filter import ListFilter
from models.lists.sort_order import Order
from nir_tui.lists.downloads import Download, download_paths, saved_text, write_download
from nir_tui.session.config import Config
from nir_tui.session.session import Session, open_session
from nir_tui.session.ssh_downloads import (
    folder_name,
    open_download,
    own_downloads,
    remove_old_downloads,
)

DAY = 24 * 60 * 60


def write(path: Path, age: float = 0) -> Path:
    path.write_text("innhold")
    then = time.time() - age
    os.utime(path, (then, then))
    return path


def test_the_newest_comes_first_and_only_what_the_program_writes(tmp_path: Path) -> None:
    write(tmp_path / "eldre.csv", 60)
    write(tmp_path / "ny.xlsx")
    write(tmp_path / "notat.doc")
    write(tmp_path / ".skjult.csv")
    (tmp_path / "mappe.csv").mkdir()
    (tmp_path / "lenke.csv").symlink_to("/etc/passwd")
    assert [one.name for one in own_downloads(tmp_path)] == ["ny.xlsx", "eldre.csv"]
    assert own_downloads(tmp_path / "finnes-ikke") == []


def test_one_of_them_is_opened(tmp_path: Path) -> None:
    write(tmp_path / "ny.csv")
    with open_download(tmp_path, "ny.csv") as stream:
        assert stream.read() == b"innhold"


@pytest.mark.parametrize(
    "name", ["../annen/ny.csv", "/etc/passwd", "..", ".", "a/b.csv", "", "ny\0.csv"]
)
def test_a_path_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "annen").mkdir()
    write(tmp_path / "annen" / "ny.csv")
    (tmp_path / "min").mkdir()
    with pytest.raises(NotAllowed):
        open_download(tmp_path / "min", name)


def test_no_other_file_and_no_link_is_a_download(tmp_path: Path) -> None:
    write(tmp_path / "notat.doc")
    (tmp_path / "lenke.csv").symlink_to("/etc/passwd")
    (tmp_path / "mappe.csv").mkdir()
    os.mkfifo(tmp_path / "ror.csv")
    for name in ("notat.doc", "lenke.csv", "mappe.csv", "ror.csv", "finnes-ikke.csv"):
        with pytest.raises(NotFound):
            open_download(tmp_path, name)


def test_what_is_older_than_a_day_goes(tmp_path: Path) -> None:
    old, young = write(tmp_path / "a.csv", DAY + 60), write(tmp_path / "b.csv", DAY - 60)
    other = write(tmp_path / "gammelt.doc", 9 * DAY)
    remove_old_downloads(tmp_path)
    assert (old.exists(), young.exists(), other.exists()) == (False, True, True)


@pytest.mark.parametrize("user", ["4204-MABE", "ola@kommune.no"])
def test_a_folder_has_the_users_own_name(user: str) -> None:
    assert folder_name(user) == user


@pytest.mark.parametrize("user", [".", "..", "a/b", "/etc"])
def test_no_id_names_a_folder_of_others(user: str) -> None:
    assert folder_name(user).isalnum() and len(folder_name(user)) == 16


def test_a_session_over_ssh_removes_its_own_and_says_how_to_fetch(
    demo_copy: str, tmp_path: Path
) -> None:
    folder = tmp_path / "4204-DEMO"
    folder.mkdir()
    own = write(folder / "gammel.csv", 2 * DAY)
    of_another = write(tmp_path / "gammel.csv", 2 * DAY)
    session = open_session(demo_copy, "4204-DEMO", Config(downloads=str(tmp_path)), over_ssh=True)
    assert (own.exists(), of_another.exists()) == (False, True)
    write(folder / "gammel.csv", 2 * DAY)
    path = _download(session)
    assert not own.exists() and path.parent == folder
    assert saved_text(session, path) == (
        "Lagret. På din egen maskin: ssh HOST fetch avsluttede-2024-12-09.csv"
    )
    assert [one.name for one in own_downloads(folder)] == [path.name]
    session.register.close()


def test_nothing_of_ones_own_machine_is_removed(demo_copy: str, tmp_path: Path) -> None:
    kept = write(tmp_path / "gammel.csv", 400 * DAY)
    session = open_session(demo_copy, "4204-DEMO", Config(downloads=str(tmp_path)))
    path = _download(session)
    assert kept.exists() and path.parent == tmp_path
    assert saved_text(session, path) == f"Lagret: {path}"
    session.register.close()


def _download(session: Session) -> Path:
    list_filter = ListFilter()
    paths = download_paths(session, list_filter, FileFormat.CSV)
    wanted = Download(FileFormat.CSV, paths, may_replace=False)
    return write_download(session, wanted, list_filter, Order("reason"), "")

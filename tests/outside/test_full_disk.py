"""A full disk and a busy register are reported as such, and reading continues."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import peewee
import pytest

from models.storage.sqlite_files import unusable_file
from tests.outside.pty_session import NIR, on_pty

pytestmark = pytest.mark.file

CODES = [
    (5, "opptatt av andre"),
    (6, "opptatt av andre"),
    (15, "opptatt av andre"),
    (13, "Disken er full"),
    (10, "Disken svikter"),
    (8, "kan bare leses"),
    (14, "sjekk rettighetene"),
    (7, "ikke mer minne"),
    (9, "Avbrutt"),
    (11, "er skadet"),
    (26, "er skadet"),
    (1, "svarte med feil 1"),
    (21, "svarte med feil 21"),
]


@pytest.mark.parametrize(("code", "words"), CODES)
def test_only_damage_is_called_damage(code: int, words: str, tmp_path: Path) -> None:
    """The statement's text does not count: it may contain a name or the words of another error."""
    statement = "[INSERT INTO person VALUES ('disk full, malformed, locked (code=11, ext=11)')]"
    error = peewee.OperationalError(f"error executing query: {statement} x (code={code}, ext=1)")
    said = str(unusable_file(str(tmp_path / "register.db"), error))
    assert words in said
    assert ("er skadet" in said) is (code in (11, 26))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A separate disk of six megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)]
    done = subprocess.run(words, capture_output=True, check=False)
    if done.returncode:
        assert not os.environ.get("CI"), done.stderr
        pytest.skip("only root may mount a disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_on_a_full_disk_reading_goes_on_and_writing_says_why(
    demo_copy: str, small_disk: Path
) -> None:
    register = small_disk / "r.db"
    register.write_bytes(Path(demo_copy).read_bytes())
    register.chmod(0o600)
    with on_pty(str(register)) as session:
        session.waits_for("Viser 1 - 10")
        no_space = pytest.raises(OSError, match="space")
        with (small_disk / "fill").open("wb", buffering=0) as file, no_space:
            while True:
                file.write(b"\0" * 4096)
        session.send("\r")
        session.waits_for("Disken er full; ingenting er endret")
        session.send("a")
        session.waits_for("av 346 linjer")
        session.send("3")
        session.waits_for("Begge lover")
        words = ["--register", str(register), "--user", "4204-DEMO", "goal", "992400002200"]
        done = subprocess.run(
            [NIR, *words, "grunnskole"], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout) == (5, "")
        assert "Disken er full; ingenting er endret" in done.stderr
        (small_disk / "fill").unlink()
        session.send("1")
        session.comes_to_rest()
        session.send("\r")
        session.waits_for("Frist for gjennomføring")
        assert session.quits() == 0

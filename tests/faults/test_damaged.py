"""Damaged, newer and read-only files are reported as such and never made worse."""

import os
import random
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from models.administration.backup import back_up
from models.administration.migrate import migrate_register
from models.errors import RegisterError, Unusable
from models.storage.register import open_register
from nir_tui.cli import main
from tests.case_builder import actor

pytestmark = pytest.mark.file

PAGE = 4096
REGISTER_UNUSABLE = 5
NOBODY = 65534


def closed(place: str) -> Path:
    """Move a register's data from the write-ahead log into its file; return the file's path."""
    with sqlite3.connect(place) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.close()
    return Path(place)


Spoil = Callable[[bytes, random.Random], bytes]


def truncated(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(1, len(content))]


def zeroed(content: bytes, chance: random.Random) -> bytes:
    at = PAGE * chance.randrange(len(content) // PAGE)
    return content[:at] + bytes(PAGE) + content[at + PAGE :]


def swapped(content: bytes, chance: random.Random) -> bytes:
    first, second = sorted(chance.sample(range(1, len(content) // PAGE), 2))
    pages = [content[at : at + PAGE] for at in range(0, len(content), PAGE)]
    pages[first], pages[second] = pages[second], pages[first]
    return b"".join(pages)


def scribbled(content: bytes, chance: random.Random) -> bytes:
    spoiled = bytearray(content)
    # A page that is mostly full: bytes that hold nothing may change without any damage.
    full = [
        at
        for at in range(0, len(content) - PAGE + 1, PAGE)
        if content[at : at + PAGE].count(0) < PAGE // 2
    ]
    at = chance.choice(full)
    for place in chance.sample(range(PAGE), 200):
        spoiled[at + place] = chance.randrange(256)
    return bytes(spoiled)


COMMANDS = (
    ("report", "--format", "json"),
    ("persons", "--format", "json"),
    ("person", "992400002200"),
    ("journal",),
    ("engine", "run", "--dry-run"),
    ("termination", "add", "992400002200", "--reason", "helse", "--date", "2024-06-01", "--yes"),
    ("check",),
)


@pytest.mark.parametrize("spoil", [truncated, zeroed, swapped, scribbled])
@pytest.mark.parametrize("seed", range(6))
def test_damage_is_said_in_a_sentence_and_found_by_check(
    demo_copy: str, capsys: pytest.CaptureFixture[str], spoil: Spoil, seed: int
) -> None:
    path = closed(demo_copy)
    whole = path.read_bytes()
    path.write_bytes(spoil(whole, random.Random(seed)))
    if path.read_bytes() == whole:
        pytest.fail("nothing was spoiled")
    for words in COMMANDS:
        status = main(["--register", demo_copy, "--user", "4204-DEMO", *words])
        output = capsys.readouterr()
        assert status in (0, 1, 3, REGISTER_UNUSABLE), words
        assert "Traceback" not in output.err, words
        assert "Uventet" not in output.err, (words, output.err)
        assert status == 0 or output.err, words
    assert status in (1, REGISTER_UNUSABLE), "check must find it"


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_register_is_never_backed_up_over_a_whole_copy(
    demo_copy: str, tmp_path: Path, seed: int
) -> None:
    register = open_register(demo_copy)
    copy = tmp_path / "kopi.db"
    back_up(register, actor(), str(copy))
    register.close()
    before = copy.read_bytes()
    path = closed(demo_copy)
    path.write_bytes(zeroed(path.read_bytes(), random.Random(seed)))
    with pytest.raises(RegisterError):
        register = open_register(demo_copy)
        try:
            back_up(register, actor(), str(copy))
        finally:
            register.close()
    assert copy.read_bytes() == before


def test_a_truncated_log_loses_only_the_incomplete_change(demo_copy: str, tmp_path: Path) -> None:
    """A change committed and complete in the log is read; an incomplete one never is."""
    register = open_register(demo_copy)
    with register.connected():
        with register.write():
            register.execute("UPDATE setting SET value = '25' WHERE name = 'start_deadline_months'")
        for suffix in ("", "-wal"):
            shutil.copy(demo_copy + suffix, tmp_path / f"cut.db{suffix}")
    register.close()
    log = tmp_path / "cut.db-wal"
    log.write_bytes(log.read_bytes()[:-100])
    cut = open_register(str(tmp_path / "cut.db"))
    with cut.read():
        [(value,)] = cut.execute("SELECT value FROM setting WHERE name = 'start_deadline_months'")
    cut.close()
    assert value == "24"


def test_a_newer_register_is_refused_without_a_write(demo_copy: str) -> None:
    with sqlite3.connect(demo_copy) as newer:
        newer.execute("INSERT INTO schema_migration (name, applied) VALUES ('9999_later', 'now')")
    newer.close()
    path = closed(demo_copy)
    before = path.read_bytes()
    for attempt in (open_register, migrate_register):
        with pytest.raises(Unusable, match="nyere versjon"):
            attempt(demo_copy)
    for words in COMMANDS:
        assert main(["--register", demo_copy, "--user", "x", *words]) == REGISTER_UNUSABLE
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.glob(f"{path.name}.*")] == []


@pytest.mark.parametrize("folder_too", [False, True])
def test_a_file_that_can_only_be_read_is_said_to_be_so(
    demo_copy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder_too: bool
) -> None:
    """The command runs as a user who owns neither file nor folder, as root may write anywhere."""
    folder = Path(tempfile.mkdtemp(prefix="nir-read-only-"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    path = Path(shutil.copy(closed(demo_copy), folder / "register.db"))
    path.chmod(0o444)
    folder.chmod(0o555 if folder_too else 0o755)
    before = path.read_bytes()
    words = ["termination", "add", "992400002200", "--reason", "helse", "--date", "2024-06-01"]
    words = ["--user", "4204-DEMO", *words, "--yes"]
    # The first run loads the program: a user who owns nothing cannot load it.
    assert main(["--register", demo_copy, *words]) == 0
    output = tmp_path / "output"
    status = _as_nobody(["--register", str(path), *words], output)
    after = path.read_bytes()
    folder.chmod(0o755)
    shutil.rmtree(folder)
    assert status == REGISTER_UNUSABLE, output.read_text()
    assert "kan bare leses" in output.read_text() or "Kan ikke åpne" in output.read_text()
    assert "Uventet" not in output.read_text()
    assert after == before


def _as_nobody(words: list[str], output: Path) -> int:
    """Run the program in a child that may write nothing but its output; return its status."""
    output.touch()
    written = output.open("w", encoding="utf-8")
    child = os.fork()
    if not child:
        sys.stdout = sys.stderr = written
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        status = main(words)
        written.flush()
        os._exit(status)
    written.close()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

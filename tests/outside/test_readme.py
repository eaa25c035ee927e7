"""README.md and docs/files.md: every block and every command in a sentence is run."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nir_tui.cli import main
from tests.outside.deploy_page import INSTALL, PAGE
from tests.outside.documents import ROOT, blocks_of, commands_in_sentences
from tests.sessions.tmux import Terminal, needs_tmux

README = "README.md"
BLOCKS = {block.text.split()[0] + block.language: block.text for block in blocks_of(README)}
MAKE, NEW, FILES, LAYOUT = "makesh", "python3sh", "nir/bin/nir-tuish", "rules/"

pytestmark = pytest.mark.file


def test_every_block_is_run_by_a_test_of_this_file() -> None:
    assert list(BLOCKS) == [MAKE, NEW, FILES, LAYOUT]
    assert len(BLOCKS) == len(blocks_of(README))
    assert blocks_of("docs/files.md") == []


@pytest.fixture
def scratch(tmp_path: Path, demo_copy: str) -> Path:
    """A folder with the program at the page's path, and the demo register in the data folder."""
    folder = tmp_path / "scratch"
    for name in ("nir", ".venv"):
        (folder / name).mkdir(parents=True)
        (folder / name / "bin").symlink_to(Path(sys.executable).parent)
    data = tmp_path / "home" / ".local" / "share" / "nir-tui"
    data.mkdir(parents=True)
    shutil.copy(demo_copy, data / "demo.db")
    return folder


def run(folder: Path, script: str, **environment: str) -> str:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-euc", script],
        cwd=folder,
        env={**os.environ, "PATH": path, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, script + done.stderr
    return done.stdout


def test_make_knows_what_it_is_asked_for() -> None:
    for line in BLOCKS[MAKE].splitlines():
        words = shlex.split(line, comments=True)
        assert words[0] == "make"
        run(ROOT, shlex.join(["make", "--dry-run", *words[1:]]))


@needs_tmux
def test_the_program_is_installed_and_opened(scratch: Path, terminal: Terminal) -> None:
    install, *lines = BLOCKS[NEW].splitlines()
    there = install.replace("venv nir", "venv /opt/nir").replace(" nir/bin", " /opt/nir/bin")
    [deployed] = [block for block in blocks_of(PAGE) if block.name == INSTALL]
    assert there in deployed.text.splitlines(), "deploy.md installs it, and is run"
    script = "; ".join(["set -eu", *(shlex.join(shlex.split(one, comments=True)) for one in lines)])
    folder = shlex.quote(str(scratch))
    terminal.start(f"cd {folder}; sh -c {shlex.quote(script)}; echo ferdig $?; sleep 60")
    terminal.waits_for("linjer")
    terminal.press("C-q")
    terminal.waits_for("ferdig 0")


def test_real_data_goes_in_and_lists_come_out(scratch: Path, demo_copy: str) -> None:
    demo = ("--register", demo_copy, "--user", "4204-DEMO")
    report = scratch / "report.csv"
    assert main([*demo, "report", "--format", "csv", "--out", str(report)]) == 0
    assert main([*demo, "export", str(scratch / "uttrekk")]) == 0
    register = {"NIR_REGISTER": str(scratch / "register.db"), "NIR_USER": "drift"}
    run(scratch, "nir-tui init", **register)
    listed = run(scratch, BLOCKS[FILES], **register)
    assert (scratch / "avsluttede.xlsx").read_bytes()[:2] == b"PK"
    persons = run(scratch, "nir-tui persons --format csv", **register)
    assert "FORNØYDE" in persons and len(persons) > len(listed)


def test_the_folders_of_the_layout_are_there() -> None:
    for line in BLOCKS[LAYOUT].splitlines():
        assert (ROOT / line.split()[0]).is_dir()


COMMANDS = [
    (page, words)
    for page in (README, "docs/files.md")
    for words in commands_in_sentences(page)
    # The usage line `nir-tui [...]` is not a command.
    if not words.startswith("[")
]


@pytest.mark.parametrize(("page", "words"), COMMANDS, ids=lambda one: one.split("/")[-1])
def test_a_command_in_a_sentence_does_what_it_says(
    scratch: Path, demo_copy: str, page: str, words: str
) -> None:
    run(scratch, "nir-tui export bundle", NIR_REGISTER=demo_copy, NIR_USER="4204-DEMO")
    new = words.startswith("init")
    register = str(scratch / "new.db") if new else demo_copy
    path = "bundle" if "import" in words else "out"
    script = f".venv/bin/nir-tui {words.replace('PATH', path)}"
    run(scratch, script, NIR_REGISTER=register, NIR_USER="4204-DEMO")


def test_there_are_commands_in_sentences() -> None:
    assert len(COMMANDS) >= 5

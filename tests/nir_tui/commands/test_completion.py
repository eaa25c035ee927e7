"""Completion scripts and the manual page are fresh, and complete nested commands in bash."""

import shutil
import subprocess
from pathlib import Path

import pytest

from nir_tui.commands.completion import SHELLS, completion_file
from tests.nir_tui.commands.cli_runner import Run
from tests.nir_tui.commands.test_start import modules_of
from tools.completions import MAN_PAGE, completion_script, man_page

BASH = shutil.which("bash")
ASK = """
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_shtab_nir_tui
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_a_shell_is_fresh(shell: str, nir: Run) -> None:
    written = completion_file(shell).read_text(encoding="utf-8")
    assert written == completion_script(shell), "make man"
    assert nir("completion", shell) == (0, written, "")


def test_the_manual_page_is_fresh() -> None:
    assert MAN_PAGE.read_text(encoding="utf-8") == man_page(), "make man"


def test_another_shell_is_wrong_usage(nir: Run) -> None:
    assert nir("completion", "tcsh")[0] == 2


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_takes_its_script(shell: str) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    subprocess.run([program, "-n", str(completion_file(shell))], check=True)


@pytest.mark.skipif(BASH is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["sta"], {"statistics"}),
        (["decision", ""], {"add", "edit", "annul"}),
        (["users", "li"], {"list"}),
        (["users", "list", "--fo"], {"--format"}),
        (["users", "list", "--format", ""], {"text", "json", "csv"}),
        (["statistics", "--format", "x"], {"xlsx"}),
        (["--user", "ces", "engine", "ex"], {"explain"}),
        (["engine", "explain", "992400002200", "--le"], {"--letter"}),
        (["config", "--d"], {"--defaults"}),
        (["completion", ""], set(SHELLS)),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_bash_completes(words: list[str], found: set[str], tmp_path: Path) -> None:
    assert BASH
    script = str(completion_file("bash"))
    run = subprocess.run(
        [BASH, "--norc", "-c", ASK, "bash", script, "nir-tui", *words],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert set(run.stdout.split()) == found


def test_no_generator_is_imported(demo_copy: str) -> None:
    for words in (["completion", "bash"], ["codes"]):
        found = modules_of("--register", demo_copy, *words)
        assert found.isdisjoint({"shtab", "argparse_manpage", "textual"})

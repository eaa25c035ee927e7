"""A fixture that calls the program on a demo register."""

import pytest

from nir_tui.cli import main
from tests.nir_tui.commands.cli_runner import Run


@pytest.fixture
def nir(demo_copy: str, capsys: pytest.CaptureFixture[str]) -> Run:
    """A function that runs a command; it returns exit status, standard output and error."""

    def run(*words: str) -> tuple[int, str, str]:
        try:
            status = main(["--register", demo_copy, "--user", "4204-MABE", *words])
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        output = capsys.readouterr()
        return status, output.out, output.err

    return run

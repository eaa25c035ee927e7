"""A driver for tests: answers typed ahead on standard input, and everything that was said."""

import os
import subprocess
import sys


def conversation(place: str, *answers: str, user: str = "4204-DEMO", as_of: str = "") -> str:
    """Return what is said when each line is answered in turn; standard input then ends.

    Asserts that the program ends well, and that it writes nothing but lines.
    """
    words = [sys.executable, "-m", "nir_tui", "--register", place, "--user", user]
    words += ["--as-of", as_of] if as_of else []
    run = subprocess.run(
        [*words, "plain"],
        input="".join(f"{answer}\n" for answer in answers),
        capture_output=True,
        text=True,
        env={**os.environ, "TERM": "dumb"},
        timeout=120,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, ""), run.stderr + run.stdout
    assert all(letter.isprintable() or letter in "\n\N{NO-BREAK SPACE}" for letter in run.stdout)
    return run.stdout


def after(said: str, text: str) -> str:
    """Return what was said after the first occurrence of a text."""
    assert text in said, said
    return said.partition(text)[2]

"""A new reason is one new row of the table: everything else is made from that."""

import subprocess
import sys
from pathlib import Path

WALK = Path(__file__).with_name("walk_one_more_reason.py")


def test_a_reason_that_is_added_to_the_table_is_everywhere() -> None:
    """In a process of its own, so that the row is there before anything reads the table."""
    options = ("-q", "-p", "tests.newer.one_more_reason", "-p", "no:cacheprovider")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(WALK)],
        cwd=WALK.parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr

"""The reproductions of docs/upstream.md do what the page says, with the installed Textual."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

_PAGE = (Path(__file__).parents[3] / "docs" / "upstream.md").read_text(encoding="utf-8")
_REPORT = re.compile(
    r"^## (?P<title>.+?)\n.*?^```python\n(?P<code>.+?)^```\n\n^```text\n(?P<said>.+?)^```\n",
    re.DOTALL | re.MULTILINE,
)
REPORTS = {found["title"]: found for found in _REPORT.finditer(_PAGE)}


def test_every_section_has_a_reproduction() -> None:
    assert len(REPORTS) == _PAGE.count("\n## ") == _PAGE.count("\n```python\n")


@pytest.mark.parametrize("title", REPORTS)
def test_it_still_happens(title: str) -> None:
    """If this fails after an upgrade, perhaps the workaround can go, and the section with it."""
    report = REPORTS[title]
    words = [sys.executable, "-c", report["code"]]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.strip() == report["said"].strip(), done.stderr

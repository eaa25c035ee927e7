"""Every action that the program writes has words of its own on the screen."""

import re
from pathlib import Path

from nir_tui.journal_words import ACTIONS

ROOT = Path(__file__).parent.parent.parent
WRITTEN = re.compile(
    r'(?:write_line|Change|_write_line)\(\s*(?:[\w.]+,\s*)?"([a-z]+(?:\.[a-z]+)?)"'
)


def test_no_action_is_without_words() -> None:
    sources = [*(ROOT / "models").rglob("*.py"), *(ROOT / "nir_tui").rglob("*.py")]
    written = {name for path in sources for name in WRITTEN.findall(path.read_text())}
    assert {"person.look", "termination.add", "purge", "session.begin"} <= written
    assert written <= set(ACTIONS)

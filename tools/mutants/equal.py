"""The equivalent mutants, which no test can kill: a table in docs/mutants.md."""

import re

from tools.mutants.made import ROOT

Key = tuple[str, str, str, str]
PAGE = ROOT / "docs" / "mutants.md"
_CELLS = re.compile(r"(?<!\\)\|")


def equal_ones() -> dict[Key, str]:
    """Return each equivalent mutant, with the reason why it behaves the same."""
    found = {}
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip().replace("\\|", "|") for cell in _CELLS.split(line)[1:-1]]
        if len(cells) == 4 and cells[1].startswith("`"):
            module, _, function = cells[0].partition(": ")
            key = (module, function, cells[1].strip("`"), cells[2].strip("`"))
            found[key] = cells[3]
    return found


def row(key: Key, why: str = "") -> str:
    """Return a line of that table."""
    module, function, before, after = (part.replace("|", "\\|") for part in key)
    return f"| {module}: {function} | `{before}` | `{after}` | {why} |"

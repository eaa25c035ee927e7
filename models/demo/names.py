"""Names for the generated population, from the file beside this module."""

import random
from pathlib import Path


def draw_name(chance: random.Random, sex: str) -> tuple[str, str]:
    """Draw a given name and a family name that go together; sex is `K` or `M`."""
    language = chance.choice(_LANGUAGES)
    given = _LISTS[f"{language} {'women' if sex == 'K' else 'men'}"]
    return chance.choice(given), chance.choice(_LISTS[f"{language} families"])


def _read() -> dict[str, tuple[str, ...]]:
    lists: dict[str, tuple[str, ...]] = {}
    title = ""
    for line in Path(__file__).with_name("names.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            title = line.strip("[]")
        elif not line.startswith("#"):
            lists[title] = tuple(name.strip() for name in line.split(","))
    return lists


_LISTS = _read()
_LANGUAGES = tuple(title.rsplit(" ", 1)[0] for title in _LISTS if title.endswith("families"))

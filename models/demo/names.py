"""Names for the generated population, from the file beside this module."""

from pathlib import Path


def _read() -> dict[str, tuple[str, ...]]:
    lists: dict[str, list[str]] = {}
    current: list[str] = []
    for line in Path(__file__).with_name("names.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = lists.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            current.extend(name.strip() for name in line.split(",") if name.strip())
    return {title: tuple(names) for title, names in lists.items()}


_LISTS = _read()
WOMEN = _LISTS["women"]
MEN = _LISTS["men"]
FAMILIES = _LISTS["families"]

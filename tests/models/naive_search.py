"""A second, naive implementation of search: try every text that the typed letters stand for."""

from collections.abc import Iterator
from functools import lru_cache

from models.collation import fold

SEPARATORS = "'’ʼ´-‑– "
STANDS_FOR = {
    "a": ("a", "æ", "å"),
    "o": ("o", "ø"),
    "å": ("å", "aa"),
    "aa": ("å",),
    "ae": ("æ",),
    "oe": ("ø",),
}


def finds(typed: str, name: str) -> bool:
    """Return whether each typed word occurs within the first name or within the last name."""
    parts = [without(part) for part in fold(name).split(",")]
    words = filter(None, map(without, fold(typed).replace(",", " ").split()))
    return all(any(text in part for text in meant(word) for part in parts) for word in words)


def without(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, SEPARATORS)))


@lru_cache(maxsize=1_000)
def meant(word: str) -> frozenset[str]:
    return frozenset(_meant(word))


def _meant(word: str) -> Iterator[str]:
    if not word:
        yield ""
        return
    for text in STANDS_FOR.get(word[0], (word[0],)):
        yield from (text + rest for rest in meant(word[1:]))
    for text in STANDS_FOR.get(word[:2], ()) if len(word) > 1 else ():
        yield from (text + rest for rest in meant(word[2:]))

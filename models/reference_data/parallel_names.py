"""Official names in several languages: every spelling under which a place is found."""

import csv
import re
from functools import cache
from itertools import permutations
from pathlib import Path

from models.collation import fold
from rules.invisible_characters import tidy

MUNICIPALITY, COUNTY = "kommune", "fylke"

_FILE = Path(__file__).with_name("parallel_names.csv")
_DASHES = re.compile(r"\s*[-‐‑–—/]\s*|\s+")
_KIND = re.compile(r"^(.+) (?:kommune|fylke|fylkeskommune)$")
# Letters of Northern Sami that Windows-1252 lacks are often replaced by these.
_SAMI = str.maketrans({"ŋ": "n", "ŧ": "t"})


def name_key(text: str) -> str:
    """Fold a name for comparing: case, dashes and the kinds of space make no difference."""
    key = _DASHES.sub(" ", fold(tidy(text))).translate(_SAMI).strip()
    kind = _KIND.match(key)
    return kind[1] if kind else key


@cache
def official_names() -> dict[tuple[str, str], str]:
    """Return the official names in all their languages, by kind of place and Norwegian name."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter=";")
        return {(row["slag"], row["navn"]): row["offisielt_navn"] for row in rows}


@cache
def name_keys(kind: str, name: str) -> frozenset[str]:
    """Return the keys of a name: itself, each part of the official name, the parts in any order."""
    parts = official_names().get((kind, name), name).split(" - ")
    together = (order for size in range(1, len(parts) + 1) for order in permutations(parts, size))
    return frozenset({name_key(name), *(name_key(" ".join(order)) for order in together)})


def is_same_county(one: str, other: str) -> bool:
    """Return whether two texts name the same county, in any language, with or without `fylke`."""
    return name_key(other) in name_keys(COUNTY, one)

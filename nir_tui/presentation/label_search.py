"""Finding a label from any part of it."""

import re
from collections.abc import Sequence

from models.collation import fold, is_found_in, typed_ends, without_separators

_BETWEEN_WORDS = re.compile(r"[\s,./()\-–:]+")


def ranked_matches(typed: str, labels: Sequence[str]) -> list[int]:
    """Return the positions of the labels that match what is typed, the likeliest first.

    First the whole label, then labels that begin with it, labels with a word that begins with it
    (several words in order), then any part. Within each rank, the labels' own order.
    """
    wanted = fold(typed).strip()
    ranked = [(rank, i) for i, text in enumerate(labels) if (rank := _rank(wanted, fold(text))) < 4]
    return [index for _rank_, index in sorted(ranked)]


def _rank(wanted: str, label: str) -> int:
    whole, part = without_separators(label), without_separators(wanted)
    ends = typed_ends(part, whole)
    if label == wanted or len(whole) in ends:
        return 0
    if ends:
        return 1
    if _words_begin_so(wanted, label):
        return 2
    return 3 if is_found_in(part, whole) else 4


def _words_begin_so(wanted: str, label: str) -> bool:
    words = iter(_words(label))
    typed = _words(wanted)
    return bool(typed) and all(any(typed_ends(part, word) for word in words) for part in typed)


def _words(text: str) -> list[str]:
    return [word for word in _BETWEEN_WORDS.split(text) if word]

"""Choices, and finding one from any part of its label."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.collation import fold, is_found_in, typed_ends, without_separators

_BETWEEN_WORDS = re.compile(r"[\s,./()\-–:]+")


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice: its value, its label, another text it is found by, and a note beside it."""

    value: str
    label: str
    also: str = ""
    note: str = ""


def matching_choices(typed: str, choices: Sequence[Choice]) -> list[int]:
    """Return the positions of the matches by label, then of those found only by the other text."""
    found = ranked_matches(typed, [choice.label for choice in choices])
    others = ranked_matches(typed, [choice.also for choice in choices])
    return [*found, *(i for i in others if i not in found and choices[i].also)]


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

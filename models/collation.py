"""Folding for search, and the Norwegian alphabet's order (… Z Æ Ø Å, Aa as Å).

Databases fold and order Æ Ø Å differently, so both keys are stored with the person.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# In byte order '{', '|' and '}' follow 'z', as the last three letters of the alphabet must.
_ORDER = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y"})

# Letters that no mark can be removed from, and how they are typed on a keyboard without them.
_TYPED = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "œ": "oe", "ə": "e"})
_MARKS = dict.fromkeys(range(0x0300, 0x0370))
_RING = "\ue000"

_APOSTROPHES = "'’‘‛ʼʻʽʹʾʿ′`´＇"
_HYPHENS = "\\-\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
_SEPARATORS = re.compile(f"[{_APOSTROPHES}{_HYPHENS}\\s]+")
"""The characters that a search ignores: apostrophes, hyphens, spaces."""

_SPELLINGS = {"æ": ("æ", "a", "ae"), "ø": ("ø", "o", "oe"), "å": ("å", "a", "aa")}
"""The spellings under which each of the three letters in a name is found."""

_TWO_TYPED = {"aa": "å", "ae": "æ", "oe": "ø"}
_ONE_TYPED = {"a": "æå", "o": "ø"}
"""The letters in a name that typed letters find, besides themselves."""

_IS_SPELLED_IN_SEVERAL_WAYS = re.compile("[æøå]|aa|[ao]e")
_HAS_MORE_THAN_TYPED = re.compile("[æøå]|aa")
_SECOND_E = re.compile("(?<=[ao])e")
_AS_SECOND = "ë"
"""Stands in for an `e` after `a` or `o`; no folded text contains this letter.

So `er` does not find `Bjørn`, although `bjoern` does.
"""

_MOST_LETTERS = 2_000
"""The most letters in all spellings of a name; beyond that, only its parts have every spelling."""
_SPELLINGS_OF_PART = 9
_LONG, _VERY_LONG = 40, 100
"""Names with more letters get fewer spellings: PostgreSQL refuses index keys of 2.7 kB."""


def fold(text: str) -> str:
    """Fold a text for comparing: drop case, and marks on letters that a Norwegian keyboard lacks.

    `ş`, `ü`, `é` become `s`, `u`, `e`; `æ`, `ø`, `å` are letters of their own and stay.
    """
    if text.isascii():
        return text.lower()
    folded = _cased(text).translate(_TYPED)
    if folded.isascii():
        return folded
    apart = unicodedata.normalize("NFD", folded.replace("å", _RING))
    return unicodedata.normalize("NFC", apart.translate(_MARKS)).replace(_RING, "å")


def without_separators(text: str) -> str:
    """Return a text without apostrophes, hyphens and spaces: `Ben-Ali`, `Ben Ali` give `BenAli`."""
    return _SEPARATORS.sub("", text)


def search_key(name: str) -> str:
    """Return the stored search key of a name: every spelling under which it is found.

    `Ås, Bjørn` becomes `ås,as,aas,bjørn,bjorn,bjoërn`. A text finds the name if each of its
    `search_words` is a substring of the key.
    """
    return ",".join(dict.fromkeys(key for part in fold(name).split(",") for key in _keys(part)))


def search_words(text: str) -> list[str]:
    """Return the words of a search text, each in the spelling that `search_key` stores."""
    words = map(without_separators, fold(text).replace(",", " ").split())
    return [_SECOND_E.sub(_AS_SECOND, word) for word in words if word]


def typed_ends(typed: str, text: str, start: int = 0) -> set[int]:
    """Return where a typed text can end in a text that it matches from `start` on; both folded.

    It is the same rule as in `search_key`, for texts too long to store in every spelling.
    """
    if not _HAS_MORE_THAN_TYPED.search(text):
        return {start + len(typed)} if text.startswith(typed, start) else set()
    ends: list[set[int]] = [{start}, *(set() for _letter in f"{typed} ")]
    for at, letter in enumerate(typed):
        for place in ends[at]:
            found = text[place : place + 1]
            if found and (found == letter or found in _ONE_TYPED.get(letter, "")):
                ends[at + 1].add(place + 1)
            if found and found == _TWO_TYPED.get(typed[at : at + 2]):
                ends[at + 2].add(place + 1)
            if letter == "å" and text.startswith("aa", place):
                ends[at + 1].add(place + 2)
    return ends[len(typed)]


def is_found_in(typed: str, text: str) -> bool:
    """Return whether a typed text is found anywhere in another; both are folded."""
    if typed in text or not _HAS_MORE_THAN_TYPED.search(text):
        return typed in text
    return any(typed_ends(typed, text, start) for start in range(len(text)))


@lru_cache(maxsize=10_000)
def _keys(part: str) -> tuple[str, ...]:
    """Return the spellings of a part of a name; none of them is a substring of another."""
    text = without_separators(part)
    if not _IS_SPELLED_IN_SEVERAL_WAYS.search(text):
        return (text,) if text else ()
    begun_with_e = (text[found.start() :] for found in _SECOND_E.finditer(text))
    spelled = [key for some in (text, *begun_with_e) for key in _spellings(some)]
    keys = dict.fromkeys(_SECOND_E.sub(_AS_SECOND, key) for key in spelled)
    return tuple(key for key in keys if not any(key in other and key != other for other in keys))


def _spellings(text: str) -> list[str]:
    """Return every spelling of a text.

    If there are too many, each way of spelling is used for the whole text, and every mix only for
    short parts: a longer part that mixes the ways does not find it. A long text has no mixes, a
    very long one only two spellings.
    """
    exact, short, long = (
        "".join(_SPELLINGS.get(letter, (letter,) * 3)[way] for letter in text) for way in range(3)
    )
    if len(text) > _VERY_LONG:
        return [exact, short]
    found = _all_spellings(text, _MOST_LETTERS // len(text))
    if found is not None:
        return found
    throughout = [exact, short, long, text.replace("aa", "å")]
    return throughout if len(text) > _LONG else [*throughout, *_spellings_of_parts(text)]


def _spellings_of_parts(text: str) -> Iterator[str]:
    start, end = 0, 1
    while end <= len(text):
        spelled = _all_spellings(text[start:end], _SPELLINGS_OF_PART)
        if spelled is None:
            start += 1
            continue
        longer = _all_spellings(text[start : end + 1], _SPELLINGS_OF_PART)
        if longer is None or end == len(text):
            yield from spelled
        end += 1


def _all_spellings(text: str, most: int) -> list[str] | None:
    """Return every spelling of a text; None if there are more than `most`."""
    until: list[list[str]] = [[""], *([] for _letter in text)]
    for at, letter in enumerate(text):
        ways = _SPELLINGS.get(letter, (letter,))
        until[at + 1] += [before + way for before in until[at] for way in ways]
        if text.startswith("aa", at):
            until[at + 2] += [f"{before}å" for before in until[at]]
        if len(until[at + 1]) > most:
            return None
    return list(dict.fromkeys(until[-1]))


def _cased(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def sort_key(text: str) -> str:
    """Return a key whose byte order is the order of the Norwegian alphabet."""
    folded = _cased(text).replace("aa", "å").translate(_ORDER)
    if folded.isascii():
        return folded
    plain = unicodedata.normalize("NFKD", folded.translate(_TYPED))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))

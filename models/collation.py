"""Folding for search, and the Norwegian alphabet's order (… Z Æ Ø Å, Aa as Å).

The databases neither fold nor order Æ Ø Å alike, so both keys are stored with the person.
"""

import unicodedata

# '{', '|' and '}' follow 'z' in every byte order: the three last letters of the alphabet.
_ORDER = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y"})

# What no mark can be taken from, as it is typed on a keyboard that does not have it.
_TYPED = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "œ": "oe", "ə": "e"})
_MARKS = dict.fromkeys(range(0x0300, 0x0370))
_RING = "\ue000"


def fold(text: str) -> str:
    """Fold for searching: case aside, and the marks on letters that a Norwegian keyboard lacks.

    `ş`, `ü`, `é` are found by `s`, `u`, `e`; `æ`, `ø`, `å` are letters of their own and stay.
    """
    if text.isascii():
        return text.lower()
    folded = _cased(text).translate(_TYPED)
    if folded.isascii():
        return folded
    apart = unicodedata.normalize("NFD", folded.replace("å", _RING))
    return unicodedata.normalize("NFC", apart.translate(_MARKS)).replace(_RING, "å")


def _cased(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def sort_key(text: str) -> str:
    """A key that any byte order puts as the Norwegian alphabet does."""
    folded = _cased(text).replace("aa", "å").translate(_ORDER)
    if folded.isascii():
        return folded
    plain = unicodedata.normalize("NFKD", folded.translate(_TYPED))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))

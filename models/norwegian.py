"""Norwegian letters: folding for search and the alphabet's order (… Z Æ Ø Å, Aa as Å).

The databases neither fold nor order Æ Ø Å alike, so both keys are stored with the person.
"""

import unicodedata

# '{', '|' and '}' follow 'z' in every byte order: the three last letters of the alphabet.
_ORDER = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y", "đ": "d"})


def fold(text: str) -> str:
    """Fold for searching: case and composition aside, every letter kept as it is."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text).casefold()


def sort_key(text: str) -> str:
    """A key that any byte order puts as the Norwegian alphabet does."""
    folded = fold(text).replace("aa", "å").translate(_ORDER)
    if folded.isascii():
        return folded
    plain = unicodedata.normalize("NFKD", folded)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))

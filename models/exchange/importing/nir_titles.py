"""Finds the title row of NIR's report, even if titles are cut or misspelt."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from models.collation import fold
from models.exchange.importing.csv_rows import read_rows
from models.exchange.importing.misread_text import misread_message
from models.exchange.importing.problems import BadFile, Problem
from models.exchange.importing.source import BUNDLE_FILES, SourceFile
from rules.code_lists import Law
from rules.message import message

TITLES = {
    "duf": "DUF-nummer",
    "name": "Fornavn, Etternavn",
    "sex": "Kjønn",
    "age": "Alder",
    "category": "Kategori",
    "goal": "Sluttmål",
    "reason": "Avslutningsårsak",
    "group": "Avslutningsårsakgruppe",
    "date": "Avslutningsdato",
    "county": "Oppfølgingsfylke",
    "municipality": "Oppf.kommune",
    "registered_at": "Registrert dato",
    "registered_by": "Registrert av",
    "deadline": "Frist for gjennomføring",
}
_ALIASES = {"sluttmaal": "goal", "oppfølgingskommune": "municipality", "kommune": "municipality"}
# From the guide's screenshot, where two columns are cut in the middle.
_ALIASES["ettkjønn"] = "sex"
_DELIMITERS = (";", "\t", ",")
_LOOKED_AT = 10
_SHORTEST_CUT = 4
_ALIKE = 0.8
_NO_LETTERS = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class TitleRow:
    """The delimiter, the title row's number and columns, and the law that the lines above name."""

    delimiter: str
    row: int
    names: list[str]
    law: Law | None


def find_titles(file: SourceFile, encoding: str) -> TitleRow:
    """Find the titles in the first ten rows. Raises BadFile with what the likeliest row lacks."""
    best: tuple[int, Problem] | None = None
    for delimiter in _DELIMITERS:
        law = None
        try:
            rows = list(islice(read_rows(file, encoding, delimiter), _LOOKED_AT))
        except BadFile as bad:
            best = best or (0, bad.problems[0])
            continue
        for number, cells in rows:
            names = match_titles(cells)
            known = [name for name in names if name]
            if len(known) == len(TITLES):
                if misread := _misread(file.name, number, cells):
                    raise BadFile(*misread)
                return TitleRow(delimiter, number, known, law)
            if len(known) > (best[0] if best else 3):
                best = (len(known), _what_is_wrong(file.name, number, cells, names))
            law = law or _law_in(" ".join(cells))
    raise BadFile(best[1] if best else _no_titles(file))


def match_titles(cells: list[str]) -> list[str | None]:
    """Return the column of each title, None for an unknown one; empty cells at the end are dropped.

    Complete titles are matched first, then cut ones, then misspelt ones. A cut title that fits
    several columns takes the first of them in NIR's order.
    """
    written = [_letters(cell) for cell in cells]
    while written and not written[-1]:
        written.pop()
    found: list[str | None] = [_ALIASES.get(text) for text in written]
    for fits in (_is_whole, _is_cut, _is_misspelt):
        for place, text in enumerate(written):
            if found[place] is None and text:
                left = (name for name in TITLES if name not in found)
                found[place] = next((n for n in left if fits(text, _letters(TITLES[n]))), None)
    return found


def _is_whole(text: str, title: str) -> bool:
    return text == title


def _is_cut(text: str, title: str) -> bool:
    return len(text) >= _SHORTEST_CUT and title.startswith(text)


def _is_misspelt(text: str, title: str) -> bool:
    beginning = title[: len(text)]
    alike = SequenceMatcher(None, text, beginning).ratio() >= _ALIKE
    return len(text) >= _SHORTEST_CUT and alike


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", fold(text))


def _law_in(text: str) -> Law | None:
    return next((law for law in Law if str(law) in fold(text)), None)


def _what_is_wrong(name: str, number: int, cells: list[str], names: list[str | None]) -> Problem:
    misread = _misread(name, number, cells)
    if misread:
        return misread[0]
    unknown = [cell for cell, known in zip(cells, names, strict=False) if known is None]
    lacking = [title for key, title in TITLES.items() if key not in names]
    expected = message("kolonnene i NIR-rapporten; mangler {lacking}", lacking=", ".join(lacking))
    if not lacking:
        expected = message("de 14 kolonnene i NIR-rapporten, ingen andre")
    return Problem(name, expected, number, value=", ".join(unknown) or None)


def _misread(name: str, number: int, cells: list[str]) -> list[Problem]:
    """Return the problems of titles that were read in the wrong encoding and saved again."""
    wrong = ((cell, misread_message(cell)) for cell in cells)
    return [Problem(name, found, number, value=cell) for cell, found in wrong if found]


def _no_titles(file: SourceFile) -> Problem:
    if file.name in BUNDLE_FILES:
        return Problem(file.name, message("er en fil i en pakke; oppgi mappa eller zip-filen"))
    expected = message("er ikke en NIR-rapport: kolonnetitlene er ikke i de ti første radene")
    return Problem(file.name, expected)

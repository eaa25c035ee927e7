"""The paragraphs of the law, with the rules that rest on each and the tests that check it."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from pkgutil import iter_modules

import rules
from rules.legal_basis import RULES, Rule
from rules.legal_sources import CHECKED
from rules.message import norwegian_date
from rules.sources import NBSP, Source, SourceKind

_ORDER = (SourceKind.LAW, SourceKind.REGULATION, SourceKind.GUIDE, SourceKind.REGISTER)
_NAMES_OF_LAW = ("integreringsloven", "integreringsforskriften", "introduksjonsloven")
_NAMES = {name: name for name in _NAMES_OF_LAW} | {
    "loven": "integreringsloven",
    "forskriften": "integreringsforskriften",
    "avsnitt": "brukerveiledningen",
    "brukerveiledningen": "brukerveiledningen",
    "registerets": "registerets valg",
    "valg": "registerets valg",
}
"""The words a user may write for a source, and the name of that source."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, section of the guide or register's choice: its wordings, rules and tests."""

    title: str
    sources: tuple[Source, ...]
    rules: tuple[Rule, ...]
    tests: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the law, the regulation or the guide, or «registerets valg»."""
        return self.sources[0].name

    @property
    def number(self) -> str:
        """The number of the paragraph or section, such as `18 a`."""
        return self.sources[0].paragraph.partition(NBSP)[2]


def paragraphs() -> list[Paragraph]:
    """Return all that a rule rests on: laws, regulation, guide, then the register's own choices."""
    for module in iter_modules(rules.__path__):
        # A rule is registered when its module is imported.
        import_module(f"rules.{module.name}")
    tests, noted = tests_by_title(), sorted(RULES, key=lambda rule: rule.place)
    found: dict[str, list[Source]] = {}
    for source in sorted(_all_sources(), key=_order):
        found.setdefault(title_of(source), []).append(source)
    return [
        Paragraph(
            title,
            tuple(sources),
            tuple(rule for rule in noted if set(rule.sources) & set(sources)),
            tuple(tests.get(title, ())),
        )
        for title, sources in found.items()
    ]


def wanted(found: Iterable[Paragraph], asked: str) -> list[Paragraph]:
    """Return the paragraphs that a user asks for.

    For example `13`, `§ 18 a`, `forskriften 19`, `avsnitt 6`, `valg`. A number alone is a paragraph
    of a law or of the regulation.
    """
    plain = asked.lower().replace("§", " ").replace(NBSP, " ")
    words = re.sub(r"(\d)([a-z])\b", r"\1 \2", plain).split()
    names = {_NAMES[word] for word in words if word in _NAMES}
    number = " ".join(word for word in words if word not in _NAMES)
    return [
        one for one in found if one.name in (names or _NAMES_OF_LAW) and number in ("", one.number)
    ]


def title_of(source: Source) -> str:
    """Return the heading that a source is listed under."""
    if source.choice:
        return f"{source.name}: {source.choice}"
    return f"{source.name} {source.paragraph}".strip()


def _all_sources() -> set[Source]:
    return {source for rule in RULES for source in rule.sources}


def _order(source: Source) -> tuple[object, ...]:
    number = "".join(sign for sign in source.paragraph if sign.isdigit())
    valid = norwegian_date(source.valid_to), str(source.ledd or "")
    return (
        _ORDER.index(source.kind),
        source.name,
        int(number or 0),
        source.paragraph,
        str(source.choice or ""),
        source.valid_from is not None and source.valid_from.isoformat(),
        valid,
    )


def tests_by_title() -> dict[str, list[str]]:
    """Return the tests of each paragraph by its title, as collected by `make law`."""
    text = files("nir_tui").joinpath("law_tests.json").read_text(encoding="utf-8")
    found: dict[str, list[str]] = json.loads(text)
    return found


def checked_line() -> str:
    """Return a line with the date of the text of the law that the rules were checked against."""
    return f"Kontrollert mot loven per {norwegian_date(CHECKED)}"

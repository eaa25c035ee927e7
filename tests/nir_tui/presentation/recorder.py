"""A translation that records which texts it translates and which of them it lacks."""

import gettext
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from nir_tui.presentation.i18n import _CATALOGUES
from rules.deadlines import Deadline
from rules.message import Message
from rules.sources import Source
from tools.messages import catalogue

TRANSLATED = ("nn", "en")


def translation(language: str) -> Catalog:
    """Return the catalogue of a language as translators write it (.po)."""
    with (_CATALOGUES / language / "LC_MESSAGES" / "nir_tui.po").open("rb") as file:
        return read_po(file, locale=language)


def templates(value: object) -> Iterator[str]:
    """Yield the template of every message within a value, recursively."""
    if isinstance(value, Message):
        yield value.template
        for _name, inner in value.values:
            yield from templates(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from templates(inner)
    elif isinstance(value, Source):
        yield from templates((value.text, value.choice))
    elif is_dataclass(value):
        yield from templates(tuple(getattr(value, field.name) for field in fields(value)))
        if isinstance(value, Deadline):
            yield from templates(value.steps)


@cache
def texts_of_the_code() -> dict[str, frozenset[str]]:
    """Return every translatable text with the files that contain it."""
    return {
        str(text.id): frozenset(file for file, _line in text.locations)
        for text in catalogue()
        if text.id
    }


def texts_of(modules: Iterable[str]) -> set[str]:
    """Return the translatable texts of some modules, given by path."""
    wanted = frozenset(modules)
    return {text for text, files in texts_of_the_code().items() if files & wanted}


class Recorder(gettext.NullTranslations):
    """A translator that records texts; paragraph numbers (`§`) need no translation."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._texts = {str(m.id): str(m.string) for m in translation(language) if m.string}
        self.seen: set[str] = set()

    def gettext(self, message: str) -> str:
        """Translate a text and record it."""
        self.seen.add(message)
        return self._texts.get(message, message)

    def translate(self, text: str) -> str:
        """Translate a text as the function from `in_language` does; an empty text stays empty."""
        return self.gettext(text) if text else ""

    def record(self, value: object) -> None:
        """Record every template within a value."""
        self.seen.update(text for text in templates(value) if text)

    @property
    def untranslated(self) -> list[str]:
        """The recorded texts that the catalogue lacks."""
        return sorted(
            text for text in self.seen if text not in self._texts and not text.startswith("§")
        )

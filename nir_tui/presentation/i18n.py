"""Translation of every text that a user reads; bokmål is the source language."""

import gettext
from collections.abc import Callable
from functools import partial
from pathlib import Path

from models.errors import RegisterError
from rules.code_lists import Labelled
from rules.message import Message, message

_CATALOGUES = Path(__file__).parent.parent / "locale"

_catalogue = gettext.NullTranslations()
"""Bokmål, whatever the environment's LANG: no other language covers all screens yet."""

LETTER_LANGUAGES = ("nb", "nn", "en")
"""Bokmål, nynorsk, English: the languages of a letter."""


class NotCompiled(RegisterError):
    """The translations into a language were not compiled when the program was installed."""

    def __init__(self, language: str) -> None:
        super().__init__(
            message(
                "Oversettelsen til «{language}» mangler i installasjonen: installer programmet på "
                "nytt, eller kjør «make messages»",
                language=language,
            )
        )


def in_language(language: str) -> Callable[[str], str]:
    """Return a function that translates a text into a language; into bokmål it changes nothing.

    Raises `NotCompiled`.
    """
    if language == LETTER_LANGUAGES[0]:
        return str
    try:
        catalogue = gettext.translation("nir_tui", _CATALOGUES, languages=[language])
    except FileNotFoundError:
        raise NotCompiled(language) from None
    return partial(_from, catalogue)


def _(text: str) -> str:
    """Translate a text."""
    return _from(_catalogue, text)


def is_english() -> bool:
    """Return whether the screens are in English."""
    return _catalogue.info().get("language") == "en"


def _from(catalogue: gettext.NullTranslations, text: str) -> str:
    """Look a text up; nothing for "", under which a catalogue keeps its header."""
    return catalogue.gettext(text) if text else ""


def marked(text: str) -> str:
    """Mark a text for the catalogues; it is translated later, where it is shown."""
    return text


def render(message: Message) -> str:
    """Return a message translated and filled in."""
    return message.text(_)


def label(item: Labelled | None) -> str:
    """Return the label of an item of a code list, translated; nothing for None."""
    return _(item.label) if item else ""

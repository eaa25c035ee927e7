"""Every text a person reads goes through here; bokmål is the source language."""

import gettext
from collections.abc import Callable
from functools import partial
from pathlib import Path

from models.errors import RegisterError
from rules.code_lists import Labelled
from rules.message import Message, message

_CATALOGUES = Path(__file__).parent.parent / "locale"

_catalogue = gettext.NullTranslations()
"""Bokmål, whatever the environment's LANG: of the screens no other language is whole yet."""

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
    """What translates a text into a language; into bokmål it stays as it is.

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


def _from(catalogue: gettext.NullTranslations, text: str) -> str:
    """Look a text up; under no text a catalogue keeps its own head."""
    return catalogue.gettext(text) if text else ""


def marked(text: str) -> str:
    """Mark a text for the catalogues where it stands; it is translated where it is shown."""
    return text


def render(message: Message) -> str:
    """What the rules say, translated and filled in."""
    return message.text(_)


def label(item: Labelled | None) -> str:
    """The label of a word of the programme; nothing for none."""
    return _(item.label) if item else ""

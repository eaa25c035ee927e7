"""Every text a person reads goes through here; bokmål is the source language."""

import gettext
from collections.abc import Callable
from pathlib import Path

from rules.code_lists import Labelled
from rules.message import Message

_CATALOGUES = Path(__file__).parent.parent / "locale"
_catalogue: gettext.NullTranslations = gettext.translation("nir_tui", _CATALOGUES, fallback=True)


LETTER_LANGUAGES = ("nb", "nn", "en")
"""Bokmål, nynorsk, English: the languages of a letter."""


def in_language(language: str) -> Callable[[str], str]:
    """What translates a text into a language; into bokmål it stays as it is."""
    if language == LETTER_LANGUAGES[0]:
        return str
    return gettext.translation("nir_tui", _CATALOGUES, languages=[language]).gettext


def _(text: str) -> str:
    """Translate a text."""
    return _catalogue.gettext(text) if text else ""


def marked(text: str) -> str:
    """Mark a text for the catalogues where it stands; it is translated where it is shown."""
    return text


def render(message: Message) -> str:
    """What the rules say, translated and filled in."""
    return message.text(_)


def label(item: Labelled | None) -> str:
    """The label of a word of the programme; nothing for none."""
    return _(item.label) if item else ""

"""The language that is asked for: English is chosen, never guessed."""

import os

from nir_tui.session.config import Config
from nir_tui.session.locations import Origin
from nir_tui.session.settings import SCREEN_LANGUAGES

VARIABLE_OF_LANGUAGE = "NIR_LANGUAGE"
_NORWEGIAN = {"nb": "nb", "no": "nb", "nn": "nn"}
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def asked_language(config: Config) -> tuple[str, Origin]:
    """Return the language asked for and its origin: environment, configuration, locale, `nb`.

    A value of the environment that is no language of the program counts as none.
    """
    variable = os.environ.get(VARIABLE_OF_LANGUAGE)
    if variable in SCREEN_LANGUAGES:
        return str(variable), Origin.ENVIRONMENT
    if config.language:
        return config.language, Origin.FILE
    locale = next(filter(None, map(os.environ.get, _LOCALE)), "")
    if language := _NORWEGIAN.get(locale[:2]):
        return language, Origin.LOCALE
    return SCREEN_LANGUAGES[0], Origin.DEFAULT

"""The settings of the configuration file: their defaults, what they mean, and which values fit."""

from collections.abc import Callable
from typing import NamedTuple

from nir_tui.presentation.i18n import marked
from rules.message import Message, message

THEMES = ("dark", "light", "terminal", "high-contrast")
SCREEN_LANGUAGES = ("nb", "nn", "en")
AUTOMATIC = "auto"
DEFAULT_IDLE_MINUTES = 30
_LONGEST_IDLE_MINUTES = 24 * 60


class Setting(NamedTuple):
    """A setting: its default as a value of TOML, a line about it, and a check of a value.

    A text that is empty, or `auto`, is the same as no setting. `fault` returns what a value should
    be, None for one that fits.
    """

    name: str
    default: str | int
    help: str
    fault: Callable[[object], Message | None]


def _text(value: object) -> Message | None:
    return None if isinstance(value, str) else message("skal være tekst")


def _one_of(*names: str) -> Callable[[object], Message | None]:
    def fault(value: object) -> Message | None:
        if isinstance(value, str) and value in names:
            return None
        return message("skal være en av: {names}", names=", ".join(filter(None, names)))

    return fault


def _switch(value: object) -> Message | None:
    if isinstance(value, bool) or value == AUTOMATIC:
        return None
    return message("skal være true, false eller {automatic}", automatic=f'"{AUTOMATIC}"')


def _minutes(value: object) -> Message | None:
    if type(value) is int and 0 < value <= _LONGEST_IDLE_MINUTES:
        return None
    return message("skal være 1 til {most}", most=_LONGEST_IDLE_MINUTES)


SETTINGS = {
    one.name: one
    for one in (
        Setting(
            "register",
            "",
            marked("Registeret: en fil eller postgresql://…; tom: register.db i datamappa"),
            _text,
        ),
        Setting("user", "", marked("Hvem du er; tom: brukeren på maskinen"), _text),
        Setting(
            "downloads", "", marked("Mappa som foreslås for filer; tom: systemets egen"), _text
        ),
        Setting(
            "language",
            "",
            marked("Språket: nb, nn eller en; tom: det miljøet sier, ellers nb"),
            _one_of("", *SCREEN_LANGUAGES),
        ),
        Setting(
            "theme",
            THEMES[0],
            marked("Fargene ved start: dark, light, terminal eller high-contrast"),
            _one_of(*THEMES),
        ),
        Setting(
            "mouse", AUTOMATIC, marked("Musa: true, false eller auto: på, men av over SSH"), _switch
        ),
        Setting(
            "ascii",
            AUTOMATIC,
            marked("Bare tegn som alle terminaler har: true, false eller auto: på en ren konsoll"),
            _switch,
        ),
        Setting(
            "idle_minutes",
            DEFAULT_IDLE_MINUTES,
            marked("Over SSH: minutter uten en tast før økta avsluttes, 1 til 1440"),
            _minutes,
        ),
    )
}
"""The settings by name, in the order of the documentation; `[keys]` is a table beside them."""

KEYS = "keys"

"""The settings in force for a call of the program, each with its origin."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from models.errors import RegisterError
from models.storage.register import redacted_location
from nir_tui.commands.context import Context
from nir_tui.presentation.i18n import _, render
from nir_tui.session.choices import choices_of
from nir_tui.session.config import Config
from nir_tui.session.language import VARIABLE_OF_LANGUAGE, asked_language
from nir_tui.session.locations import Origin, decided, downloads_folder, register_location, user_id
from nir_tui.session.settings import SCREEN_LANGUAGES
from nir_tui.session.terminal_defaults import ascii_in_force, mouse_in_force


@dataclass(frozen=True, slots=True)
class InForce:
    """The value of a setting and its origin.

    `line` is that of the configuration file, if the value is from there, else 0. `note`: the
    variable it is from, or why there is no value; "" for none.
    """

    name: str
    value: str | int | bool
    origin: Origin
    line: int = 0
    note: str = ""


def settings_in_force(context: Context) -> Iterator[InForce]:
    """Yield every setting. Raises RegisterError for a configuration that cannot be used."""
    config, options = context.config, context.options
    yield _who_and_where("register", options.register, config.register, context)
    yield _who_and_where("user", options.user, config.user, context)
    yield _of_file(config, "downloads", str(downloads_folder(config)), config.downloads)
    yield _language(config)
    yield _theme(context)
    yield _of_file(config, "mouse", mouse_in_force(config, context.over_ssh), config.mouse)
    yield _of_file(config, "ascii", ascii_in_force(config), config.ascii)
    minutes = config.lines.get("idle_minutes")
    yield _of_file(config, "idle_minutes", config.idle_minutes, minutes)


def _of_file(config: Config, name: str, value: str | int | bool, in_file: object) -> InForce:
    if in_file is None:
        return InForce(name, value, Origin.DEFAULT)
    return InForce(name, value, Origin.FILE, config.lines.get(name, 0))


def _who_and_where(name: str, option: str | None, in_file: str | None, context: Context) -> InForce:
    """Return the register or the user: an option or a variable of the environment may set them."""
    config = context.config
    variable = f"NIR_{name.upper()}"
    _asked, origin = decided(option, variable, in_file)
    finders: dict[str, Callable[[], str]] = {
        "register": lambda: redacted_location(register_location(option, config)),
        "user": lambda: user_id(option, config),
    }
    try:
        value, note = finders[name](), variable if origin is Origin.ENVIRONMENT else ""
    except RegisterError as error:
        value, note = "", "; ".join(map(render, error.messages))
    line = config.lines.get(name, 0) if origin is Origin.FILE else 0
    return InForce(name, value, origin, line, note)


def _theme(context: Context) -> InForce:
    """Return the theme: a choice on the screen comes before the configuration."""
    config = context.config
    with suppress(RegisterError):
        if chosen := choices_of(context.user, context.over_ssh).theme:
            return InForce("theme", chosen, Origin.CHOICE)
    return _of_file(config, "theme", config.theme, config.lines.get("theme"))


def _language(config: Config) -> InForce:
    """Return the language asked for; the screens do not follow it yet."""
    language, origin = asked_language(config)
    note = VARIABLE_OF_LANGUAGE if origin is Origin.ENVIRONMENT else ""
    line = config.lines.get("language", 0) if origin is Origin.FILE else 0
    if language != SCREEN_LANGUAGES[0]:
        note = "; ".join(filter(None, (note, _("skjermene er på bokmål"))))
    return InForce("language", language, origin, line, note)

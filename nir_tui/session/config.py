"""Where things are, and who is using the program: options, environment, configuration file."""

import getpass
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from models.errors import RegisterError
from nir_tui.session.paths import typed_path
from rules.code_lists import ENGINE
from rules.message import message

_NAME = "nir-tui"
_IDLE, _LONGEST_IDLE = 30, 24 * 60
THEMES = ("dark", "light")
_OWN_NUMBER = re.compile(r"(\d{4})-")


@dataclass(frozen=True, slots=True)
class Config:
    """The configuration file: register, user, folder for downloads, and keys by action id.

    `idle_minutes`: over SSH a session ends that nobody has touched for so long. `theme`: what the
    screens are at first, dark or light.
    """

    register: str | None = None
    user: str | None = None
    downloads: str | None = None
    keys: dict[str, str] = field(default_factory=dict)
    idle_minutes: int = _IDLE
    theme: str = THEMES[0]


def config_file() -> Path:
    """Where the configuration file is looked for."""
    return platformdirs.user_config_path(_NAME) / "config.toml"


def load_config() -> Config:
    """Read the configuration file; an empty one where there is none.

    Raises RegisterError for a file that cannot be read or holds what it must not.
    """
    path = config_file()
    if not path.exists():
        return Config()
    import tomllib

    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RegisterError(message("Kan ikke lese {path}: {why}", path=path, why=error)) from error
    unknown = set(values) - {"register", "user", "downloads", "keys", "idle_minutes", "theme"}
    if unknown:
        raise RegisterError(
            message("Ukjent i {path}: {names}", path=path, names=", ".join(sorted(unknown)))
        )
    keys = values.get("keys", {})
    if not (isinstance(keys, dict) and all(isinstance(key, str) for key in keys.values())):
        raise RegisterError(message("[keys] i {path} skal ha tekst som verdier", path=path))
    for name in ("register", "user", "downloads"):
        if not isinstance(values.get(name, ""), str):
            raise RegisterError(message("«{name}» i {path} skal være tekst", name=name, path=path))
    minutes = values.get("idle_minutes", _IDLE)
    if not (type(minutes) is int and 0 < minutes <= _LONGEST_IDLE):
        raise RegisterError(
            message("«idle_minutes» i {path} skal være 1 til {most}", path=path, most=_LONGEST_IDLE)
        )
    theme = values.get("theme", THEMES[0])
    if theme not in THEMES:
        raise RegisterError(
            message("«theme» i {path} skal være en av: {names}", path=path, names=", ".join(THEMES))
        )
    texts = (values.get("register"), values.get("user"), values.get("downloads"))
    return Config(*texts, keys, minutes, theme)


def register_location(option: str | None, config: Config) -> str:
    """The register to open: option, environment, configuration, else the user's data folder."""
    return (
        option
        or os.environ.get("NIR_REGISTER")
        or config.register
        or str(platformdirs.user_data_path(_NAME) / "register.db")
    )


def demo_location(option: str | None) -> str:
    """Where the demo register is."""
    return option or str(platformdirs.user_data_path(_NAME) / "demo.db")


def downloads_folder(config: Config) -> Path:
    """Where files go that are taken out: the configuration's folder, else the system's."""
    if config.downloads:
        return typed_path(config.downloads)
    folder = platformdirs.user_downloads_path()
    return folder if folder.is_dir() else Path.home()


def user_id(option: str | None, config: Config) -> str:
    """Who is using the program: option, environment, configuration, else the system's user.

    Raises RegisterError for an id that cannot be one.
    """
    user = option or os.environ.get("NIR_USER") or config.user or _system_user()
    if user.casefold() == ENGINE.casefold():
        raise RegisterError(message("{user} er registerets eget navn, ikke en bruker", user=ENGINE))
    if not (user.isprintable() and user.strip() == user and 0 < len(user) <= 40):
        raise RegisterError(message("Bruker-id skal være 1-40 skrivbare tegn"))
    return user


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        raise RegisterError(message("Systemet sier ikke hvem du er; bruk --user")) from None


def own_municipality_number(user: str) -> str | None:
    """The municipality in an id like `3025-ASGE`; others have none."""
    match = _OWN_NUMBER.match(user)
    return match[1] if match else None

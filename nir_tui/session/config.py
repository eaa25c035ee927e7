"""The paths and the user of a session: from options, environment and the configuration file."""

import getpass
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from models.errors import RegisterError, os_error_message
from nir_tui.session.paths import is_folder, typed_path
from rules.code_lists import ENGINE
from rules.message import Message, message

_NAME = "nir-tui"
_IDLE, _LONGEST_IDLE = 30, 24 * 60
THEMES = ("dark", "light")
_TYPED_OR_DROPPED = ("~", "'", '"', "file:")
_LINE_OF_ERROR = re.compile(r"at line (\d+)")
_OWN_NUMBER = re.compile(r"(\d{4})-")


@dataclass(frozen=True, slots=True)
class Config:
    """The configuration file: register, user, folder for downloads, and keys by action id.

    `idle_minutes`: over SSH, minutes without a key after which the session ends. `theme`: the
    first theme of the screens, dark or light.
    """

    register: str | None = None
    user: str | None = None
    downloads: str | None = None
    keys: dict[str, str] = field(default_factory=dict)
    idle_minutes: int = _IDLE
    theme: str = THEMES[0]


def config_file() -> Path | None:
    """Return the path of the configuration file; None for a user without a home folder."""
    folder = _of_the_user(platformdirs.user_config_path)
    return folder / "config.toml" if folder else None


def _of_the_user(folder: Callable[[str], Path]) -> Path | None:
    """Return a system folder for the program; None if it needs a home folder that is missing."""
    try:
        path = folder(_NAME)
    except RuntimeError:
        return None
    # Without a home folder `~` may stay in the path: relative to the working directory.
    return path if path.is_absolute() else None


def load_config() -> Config:
    """Read the configuration file; without one, return the defaults.

    Raises RegisterError for a file that cannot be read or is invalid.
    """
    path = config_file()
    if path is None or not _is_there(path):
        return Config()
    import tomllib

    if not (path.is_file() or path.is_dir()):
        # Reading a pipe would block.
        raise _unreadable(path, message("det er ingen vanlig fil"))
    try:
        # Some editors begin a file with a byte order mark.
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _unreadable(path, os_error_message(error)) from error
    except UnicodeDecodeError as error:
        raise _unreadable(path, message("filen er ikke UTF-8")) from error
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(path, _not_toml(error)) from error
    except (ValueError, RecursionError) as error:
        # Numbers of thousands of digits, brackets within brackets.
        raise _unreadable(path, message("innholdet er ingen konfigurasjon")) from error
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


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        raise _unreadable(path, os_error_message(error)) from error


def _unreadable(path: Path, why: Message) -> RegisterError:
    return RegisterError(message("Kan ikke lese {path}: {why}", path=path, why=why))


def _not_toml(error: ValueError) -> Message:
    """Return a message with the line of the error; the parser's own message is English."""
    line = _LINE_OF_ERROR.search(str(error))
    if line is None:
        return message("filen slutter midt i noe; det er ikke gyldig TOML")
    return message("linje {line} er ikke gyldig TOML", line=line[1])


def register_location(option: str | None, config: Config) -> str:
    """Return the register to open: option, environment, configuration, else the data folder.

    Raises RegisterError if there is none of these.
    """
    asked = option or os.environ.get("NIR_REGISTER") or config.register
    return _place(asked) if asked else _in_data_folder("register.db")


def demo_location(option: str | None) -> str:
    """Return the demo register's path. Raises RegisterError for a user without a home folder."""
    return _place(option) if option else _in_data_folder("demo.db")


def _place(typed: str) -> str:
    """Return the path of a file as typed or dropped, or the address of a server."""
    is_as_it_is = not typed.startswith(_TYPED_OR_DROPPED) and "\\ " not in typed
    return typed if is_as_it_is else str(typed_path(typed))


def _in_data_folder(name: str) -> str:
    folder = _of_the_user(platformdirs.user_data_path)
    if folder is None:
        raise RegisterError(message("Du har ingen hjemmemappe; bruk --register"))
    return str(folder / name)


def downloads_folder(config: Config) -> Path:
    """Return the folder for downloaded files: the configuration's, else the system's."""
    if config.downloads:
        return typed_path(config.downloads)
    folder = _of_the_user(lambda _name: platformdirs.user_downloads_path())
    if folder and is_folder(folder):
        return folder
    return _of_the_user(lambda _name: Path.home()) or Path.cwd()


def user_id(option: str | None, config: Config) -> str:
    """Return the user's id: from option, environment, configuration, else the system's user.

    Raises RegisterError for an invalid id.
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
    """Return the municipality in an id like `3025-ASGE`; None for other ids."""
    match = _OWN_NUMBER.match(user)
    return match[1] if match else None

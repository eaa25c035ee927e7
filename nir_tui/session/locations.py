"""The register, the downloads folder and the user of a session, and where each was decided."""

import getpass
import os
import re
from enum import StrEnum
from pathlib import Path

import platformdirs

from models.errors import RegisterError
from nir_tui.presentation.i18n import marked
from nir_tui.session.config import Config, folder_of_the_user
from nir_tui.session.paths import is_folder, typed_path
from rules.code_lists import ENGINE
from rules.message import message

_TYPED_OR_DROPPED = ("~", "'", '"', "file:")
_OWN_NUMBER = re.compile(r"(\d{4})-")


class Origin(StrEnum):
    """Where a value in force comes from; the value is what `config` shows of it."""

    OPTION = marked("valg på kommandolinja")
    ENVIRONMENT = marked("miljøet")
    CHOICE = marked("valgt i programmet")
    FILE = marked("konfigurasjonsfila")
    LOCALE = marked("språket i miljøet")
    DEFAULT = marked("standard")


def register_location(option: str | None, config: Config) -> str:
    """Return the register to open: option, environment, configuration, else the data folder.

    Raises RegisterError if there is none of these.
    """
    asked, _origin = decided(option, "NIR_REGISTER", config.register)
    return _place(asked) if asked else _in_data_folder("register.db")


def demo_location(option: str | None) -> str:
    """Return the demo register's path. Raises RegisterError for a user without a home folder."""
    return _place(option) if option else _in_data_folder("demo.db")


def decided(option: str | None, variable: str, in_file: str | None) -> tuple[str, Origin]:
    """Return a value and its origin: option, environment, file; "" where none has it."""
    if option:
        return option, Origin.OPTION
    if value := os.environ.get(variable):
        return value, Origin.ENVIRONMENT
    return (in_file, Origin.FILE) if in_file else ("", Origin.DEFAULT)


def _place(typed: str) -> str:
    """Return the path of a file as typed or dropped, or the address of a server."""
    is_as_it_is = not typed.startswith(_TYPED_OR_DROPPED) and "\\ " not in typed
    return typed if is_as_it_is else str(typed_path(typed))


def _in_data_folder(name: str) -> str:
    folder = folder_of_the_user(platformdirs.user_data_path)
    if folder is None:
        raise RegisterError(message("Du har ingen hjemmemappe; bruk --register"))
    return str(folder / name)


def downloads_folder(config: Config) -> Path:
    """Return the folder for downloaded files: the configuration's, else the system's."""
    if config.downloads:
        return typed_path(config.downloads)
    folder = folder_of_the_user(lambda _name: platformdirs.user_downloads_path())
    if folder and is_folder(folder):
        return folder
    return folder_of_the_user(lambda _name: Path.home()) or Path.cwd()


def user_id(option: str | None, config: Config) -> str:
    """Return the user's id: from option, environment, configuration, else the system's user.

    Raises RegisterError for an invalid id.
    """
    user = decided(option, "NIR_USER", config.user)[0] or _system_user()
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

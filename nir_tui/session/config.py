"""The configuration file: what it sets, and what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import platformdirs

from models.errors import RegisterError, os_error_message
from nir_tui.session.config_lines import lines_of_keys
from nir_tui.session.settings import AUTOMATIC, DEFAULT_IDLE_MINUTES, KEYS, SETTINGS, THEMES
from rules.message import Message, message

_NAME = "nir-tui"
_LINE_OF_ERROR = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of the configuration file; None for a setting that it does not have.

    `keys`: the keys of an action by its id, with commas between them. `idle_minutes`: over SSH,
    minutes without a key after which the session ends. `lines`: the line of each key of the file.
    """

    register: str | None = None
    user: str | None = None
    downloads: str | None = None
    language: str | None = None
    theme: str = THEMES[0]
    mouse: bool | None = None
    ascii: bool | None = None
    idle_minutes: int = DEFAULT_IDLE_MINUTES
    keys: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


class ConfigFault(NamedTuple):
    """A fault in the configuration file: the line, counted from 1, the key, and what is meant.

    `line` is 0 where there is none. A fault that `stops` leaves no configuration to work with.
    """

    line: int
    key: str
    meant: Message
    stops: bool = False

    def in_file(self, path: Path) -> Message:
        """Return a line about it: file, line, key, what is meant."""
        place = f"{path}:{self.line}" if self.line else str(path)
        if not self.key:
            return message("{place}: {meant}", place=place, meant=self.meant)
        return message("{place}: {key}: {meant}", place=place, key=self.key, meant=self.meant)


def config_file() -> Path | None:
    """Return the path of the configuration file; None for a user without a home folder."""
    folder = folder_of_the_user(platformdirs.user_config_path)
    return folder / "config.toml" if folder else None


def folder_of_the_user(folder: Callable[[str], Path]) -> Path | None:
    """Return a system folder for the program; None if it needs a home folder that is missing."""
    try:
        path = folder(_NAME)
    except RuntimeError:
        return None
    # Without a home folder `~` may stay in the path: relative to the working directory.
    return path if path.is_absolute() else None


def load_config() -> Config:
    """Read the configuration file; without one, return the defaults.

    Raises RegisterError for a file that cannot be read, and for values of a wrong type.
    """
    path = config_file()
    config, faults = read_config(path)
    stopping = [fault for fault in faults if fault.stops]
    if path is not None and stopping:
        raise RegisterError(*(_why_it_stops(fault, path) for fault in stopping))
    return config


def _why_it_stops(fault: ConfigFault, path: Path) -> Message:
    return fault.in_file(path) if fault.key else _unreadable(path, fault.meant)


def _unreadable(path: Path, why: Message) -> Message:
    return message("Kan ikke lese {path}: {why}", path=path, why=why)


def read_config(path: Path | None) -> tuple[Config, tuple[ConfigFault, ...]]:
    """Read a configuration file and return what it sets, and its faults.

    A setting with a fault has its default. Which actions and keys there are is not looked at.
    """
    try:
        if path is None or not path.exists():
            return Config(), ()
        if not (path.is_file() or path.is_dir()):
            # Reading a pipe would block.
            return Config(), (_of_the_whole(message("det er ingen vanlig fil")),)
        # Some editors begin a file with a byte order mark.
        return _parse(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        return Config(), (_of_the_whole(os_error_message(error)),)
    except UnicodeDecodeError:
        return Config(), (_of_the_whole(message("filen er ikke UTF-8")),)


def _of_the_whole(meant: Message, line: int = 0) -> ConfigFault:
    return ConfigFault(line, "", meant, stops=True)


@lru_cache(maxsize=1)
def _parse(text: str) -> tuple[Config, tuple[ConfigFault, ...]]:
    import tomllib

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Config(), (_not_toml(error),)
    except (ValueError, RecursionError):
        # Numbers of thousands of digits, brackets within brackets.
        return Config(), (_of_the_whole(message("innholdet er ingen konfigurasjon")),)
    return _sorted_out(values, lines_of_keys(text))


def _not_toml(error: ValueError) -> ConfigFault:
    """Return a fault with the line of the error; the parser's own message is English."""
    line = _LINE_OF_ERROR.search(str(error))
    if line is None:
        return _of_the_whole(message("filen slutter midt i noe; det er ikke gyldig TOML"))
    return _of_the_whole(message("linje {line} er ikke gyldig TOML", line=line[1]), int(line[1]))


def _sorted_out(
    values: Mapping[str, object], lines: dict[str, int]
) -> tuple[Config, tuple[ConfigFault, ...]]:
    """Tell the settings that fit from the faults."""
    faults: list[ConfigFault] = []
    kept: dict[str, object] = {}
    for name, value in values.items():
        setting = SETTINGS.get(name)
        if setting is None:
            if name != KEYS:
                known = ", ".join((*SETTINGS, f"[{KEYS}]"))
                meant = message("ukjent innstilling; de som finnes: {known}", known=known)
                faults.append(ConfigFault(lines.get(name, 0), name, meant))
        elif meant_instead := setting.fault(value):
            faults.append(ConfigFault(lines.get(name, 0), name, meant_instead, stops=True))
        elif value not in ("", AUTOMATIC):
            kept[name] = value
    keys, wrong = _keys(values.get(KEYS, {}), lines)
    faults.sort(key=lambda fault: fault.line)
    return Config(**kept, keys=keys, lines=lines), (*faults, *wrong)  # type: ignore[arg-type]


def _keys(table: object, lines: Mapping[str, int]) -> tuple[dict[str, str], list[ConfigFault]]:
    """Return the keys by action id; `report.open` may be written with and without quotes."""
    if not isinstance(table, dict):
        meant = message("skal være en tabell: [keys]")
        return {}, [ConfigFault(lines.get(KEYS, 0), KEYS, meant, stops=True)]
    keys: dict[str, str] = {}
    faults: list[ConfigFault] = []
    for name, value in table.items():
        inner = {f"{name}.{rest}": one for rest, one in value.items()} if _is_table(value) else {}
        for action, given in (inner or {name: value}).items():
            listed = [given] if isinstance(given, str) else given
            if isinstance(listed, list) and all(isinstance(key, str) for key in listed):
                keys[action] = ",".join(listed)
                continue
            meant = message("skal være tekst, eller en liste av tekster, som taster")
            faults.append(ConfigFault(lines.get(f"{KEYS}.{action}", 0), action, meant, stops=True))
    return keys, faults


def _is_table(value: object) -> bool:
    return isinstance(value, dict)

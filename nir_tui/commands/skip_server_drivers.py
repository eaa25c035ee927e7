"""Keeps database drivers that a call does not need from being imported."""

import sys
from collections.abc import Sequence
from itertools import zip_longest

from models.errors import RegisterError
from models.storage.location import SERVER_DRIVERS, SERVERS
from nir_tui.session.config import load_config
from nir_tui.session.locations import register_location

_OPTION = "--register"


def leave_drivers_out(words: Sequence[str]) -> None:
    """For a register in a file, keep Peewee from importing server drivers: that takes 100 ms.

    Call it before the words are parsed: that imports the command, and Peewee with it.
    """
    try:
        location = register_location(_option(words), load_config())
    except RegisterError:
        # The command itself reports this error, if it needs the configuration.
        return
    if not location.startswith(SERVERS):
        for name in SERVER_DRIVERS:
            # None blocks the import of a module; the type of sys.modules does not allow for it.
            sys.modules.setdefault(name, None)  # type: ignore[arg-type]


def _option(words: Sequence[str]) -> str | None:
    """Return the value of the last `--register`, as the parser does."""
    found = None
    for word, following in zip_longest(words, words[1:]):
        if word == _OPTION:
            found = following
        elif word.startswith(f"{_OPTION}="):
            found = word.partition("=")[2]
    return found

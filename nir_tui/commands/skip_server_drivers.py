"""Which database drivers are imported: none that this call does not need."""

import sys
from collections.abc import Sequence
from itertools import zip_longest

from models.errors import RegisterError
from nir_tui.session.config import load_config, register_location

_OF_SERVERS = ("psycopg", "psycopg2", "psycopg2cffi")
_OPTION = "--register"


def leave_drivers_out(words: Sequence[str]) -> None:
    """For a register in a file, keep Peewee from importing what it finds for servers: 100 ms.

    Before the words are parsed: what parses them is imported with the command it is for.
    """
    try:
        location = register_location(_option(words), load_config())
    except RegisterError:
        # Whoever needs the configuration is told what is wrong with it.
        return
    if "://" not in location:
        for name in _OF_SERVERS:
            # None stands for a module that must not be imported; its type does not know that.
            sys.modules.setdefault(name, None)  # type: ignore[arg-type]


def _option(words: Sequence[str]) -> str | None:
    """The last one, as the parser takes it."""
    found = None
    for word, following in zip_longest(words, words[1:]):
        if word == _OPTION:
            found = following
        elif word.startswith(f"{_OPTION}="):
            found = word.partition("=")[2]
    return found

"""Where tests put their registers: in files, or in databases on a server."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

SERVER = "NIR_TEST_SERVER"
"""The environment's word for the server's address: where it is set, registers are kept there."""

_numbers = count()
_made: list[str] = []


def on_a_server() -> bool:
    """Whether registers are kept on a server in this run."""
    return SERVER in os.environ


def new_place(folder: Path, name: str) -> str:
    """A place for a register that is not there yet."""
    return _new_database() if on_a_server() else str(folder / name)


def copy_place(place: str, folder: Path, name: str) -> str:
    """A copy of a register that nobody is using."""
    if not on_a_server():
        return str(shutil.copy(place, folder / name))
    return _new_database(f" TEMPLATE {place.rsplit('/', 1)[1]}")


def remove_made_since(kept: int) -> None:
    """Take away the databases a test has made."""
    while len(_made) > kept:
        with _administering() as server:
            server.execute(f"DROP DATABASE {_made.pop()} WITH (FORCE)")


def made() -> int:
    """How many databases there are now."""
    return len(_made)


def _new_database(like: str = "") -> str:
    name = f"register_{os.getpid()}_{next(_numbers)}"
    with _administering() as server:
        server.execute(f"CREATE DATABASE {name}{like}")
    _made.append(name)
    return f"{os.environ[SERVER]}/{name}"


@contextmanager
def _administering() -> Iterator[Any]:
    import psycopg

    with psycopg.connect(f"{os.environ[SERVER]}/postgres", autocommit=True) as server:
        yield server

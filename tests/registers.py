"""Places for the tests' registers: files, or databases on a server."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from models.administration.create import prepare
from models.storage.register import create_register

SERVER = "NIR_TEST_SERVER"
"""The environment variable with the server's address; if set, registers are on that server."""

_numbers = count()
_made: list[str] = []


def on_a_server() -> bool:
    """Return whether registers are kept on a server in this run."""
    return SERVER in os.environ


def new_place(folder: Path, name: str) -> str:
    """Return a place for a new register; on a server, an empty database."""
    return _new_database() if on_a_server() else str(folder / name)


@contextmanager
def shared_place(folder: Path, name: str) -> Iterator[tuple[str, bool]]:
    """Yield a place and whether this process must fill it; on a server all processes share it."""
    if not on_a_server():
        yield str(folder / name), True
        return
    with administering() as server:
        server.execute("SELECT pg_advisory_lock(1)")
        is_new = not server.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", (name,)
        ).fetchall()
        if is_new:
            server.execute(f"CREATE DATABASE {name}")
        yield f"{os.environ[SERVER]}/{name}", is_new


def copy_place(place: str, folder: Path, name: str) -> str:
    """Copy a register that no process has open; return the copy's place."""
    if not on_a_server():
        return str(shutil.copy(place, folder / name))
    return _new_database(f" TEMPLATE {place.rsplit('/', 1)[1]}")


def empty_copy(folder: Path, name: str) -> str:
    """Return a register without persons: copying one is ten times as fast as creating one."""
    return copy_place(_beginning(), folder, name)


@cache
def _beginning() -> str:
    before = made()
    place = new_place(Path(tempfile.mkdtemp()), "beginning.db")
    # No test may delete it: on a server it is deleted with the server.
    del _made[before:]
    with create_register(place) as register, register.write():
        prepare()
    return place


def drop_databases_since(kept: int) -> None:
    """Drop the databases created since `made()` returned `kept`."""
    while len(_made) > kept:
        with administering() as server:
            server.execute(f"DROP DATABASE {_made.pop()} WITH (FORCE)")


def made() -> int:
    """Return the number of databases this process has created and not dropped."""
    return len(_made)


def without(trigger: str, table: str) -> str:
    """Return the statement that drops a trigger."""
    return f"DROP TRIGGER {trigger}" + (f" ON {table}" if on_a_server() else "")


def _new_database(like: str = "") -> str:
    name = f"register_{os.getpid()}_{next(_numbers)}"
    with administering() as server:
        server.execute(f"CREATE DATABASE {name}{like}")
    _made.append(name)
    return f"{os.environ[SERVER]}/{name}"


@contextmanager
def administering(place: str | None = None) -> Iterator[Any]:
    """Connect to a place, or to the server itself, bypassing all rules of the program."""
    import psycopg

    with psycopg.connect(place or f"{os.environ[SERVER]}/postgres", autocommit=True) as server:
        yield server

"""Where tests put their registers: in files, or in databases on a server."""

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
"""The environment's word for the server's address: where it is set, registers are kept there."""

_numbers = count()
_made: list[str] = []


def on_a_server() -> bool:
    """Whether registers are kept on a server in this run."""
    return SERVER in os.environ


def new_place(folder: Path, name: str) -> str:
    """A place for a register that is not there yet."""
    return _new_database() if on_a_server() else str(folder / name)


@contextmanager
def shared_place(folder: Path, name: str) -> Iterator[tuple[str, bool]]:
    """A place that all processes of a run share on a server; whether this one has to fill it."""
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
    """A copy of a register that nobody is using."""
    if not on_a_server():
        return str(shutil.copy(place, folder / name))
    return _new_database(f" TEMPLATE {place.rsplit('/', 1)[1]}")


def empty_copy(folder: Path, name: str) -> str:
    """A register without persons: a copy, which is there ten times as soon as a new one."""
    return copy_place(_beginning(), folder, name)


@cache
def _beginning() -> str:
    before = made()
    place = new_place(Path(tempfile.mkdtemp()), "beginning.db")
    # No test takes it away: on a server it goes with the server.
    del _made[before:]
    with create_register(place) as register, register.write():
        prepare()
    return place


def examples(many: int) -> int:
    """How many registers a property is tried on: on a server each takes ten times as long."""
    return max(many // 6, 5) if on_a_server() else many


def remove_made_since(kept: int) -> None:
    """Take away the databases a test has made."""
    while len(_made) > kept:
        with administering() as server:
            server.execute(f"DROP DATABASE {_made.pop()} WITH (FORCE)")


def made() -> int:
    """How many databases there are now."""
    return len(_made)


def without(trigger: str, table: str) -> str:
    """The statement that takes a trigger away."""
    return f"DROP TRIGGER {trigger}" + (f" ON {table}" if on_a_server() else "")


def _new_database(like: str = "") -> str:
    name = f"register_{os.getpid()}_{next(_numbers)}"
    with administering() as server:
        server.execute(f"CREATE DATABASE {name}{like}")
    _made.append(name)
    return f"{os.environ[SERVER]}/{name}"


@contextmanager
def administering(place: str | None = None) -> Iterator[Any]:
    """A line to a place, or to the server itself, past all the program's rules."""
    import psycopg

    with psycopg.connect(place or f"{os.environ[SERVER]}/postgres", autocommit=True) as server:
        yield server

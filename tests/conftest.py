"""Fixtures with real registers: the demo register is built once and copied.

Registers are files. With `--postgres` they are databases on a server started for the run.
"""

import gc
import os
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from models.administration.create import prepare
from models.sample_data.demo import make_demo_register
from models.storage.register import Register, create_register, open_register
from models.storage.register_settings import store
from tests.case_builder import World
from tests.postgres import Server, programs
from tests.registers import (
    SERVER,
    copy_place,
    drop_databases_since,
    made,
    new_place,
    on_a_server,
    shared_place,
)
from tests.sessions.tmux import Terminal

_server: list[Server] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgres", action="store_true", help="keep registers on a server")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "file: what only a register in a file has")
    config.addinivalue_line("markers", "server: what only a register on a server has")
    config.addinivalue_line("markers", "register: makes registers without a fixture")
    config.addinivalue_line("markers", "screen: what the screen makes of it, wherever it is kept")
    # A test may leave a register open, as a process that ends does.
    config.addinivalue_line("filterwarnings", "ignore:.*psycopg.Connection:ResourceWarning")
    is_worker = hasattr(config, "workerinput")
    if config.getoption("--postgres") and not is_worker:
        if programs() is None and not os.environ.get("CI"):
            pytest.exit("skipped: PostgreSQL is not installed on this machine", returncode=0)
        _server.append(Server())
        os.environ[SERVER] = _server[0].address


def pytest_collection_finish() -> None:
    """Exclude all imported objects from garbage collection: they live to the end of the run."""
    gc.freeze()
    # Collecting every few milliseconds takes a tenth of the run.
    gc.set_threshold(100_000, 50, 100)


def pytest_unconfigure() -> None:
    while _server:
        _server.pop().remove()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Select tests for this run: on a server only those of a register, not of files or screens."""
    wanted = [item for item in items if _is_of_this_run(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(wanted)])
    items[:] = _longest_first(wanted, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


def _longest_first(items: list[pytest.Item], workers: int) -> list[pytest.Item]:
    """Give each worker its share of the slow tests first, so that all workers end together."""
    long = [item for item in items if item.path.parent.name == "faults"]
    left = iter([item for item in items if item.path.parent.name != "faults"])
    shared = [long[worker::workers] for worker in range(workers)]
    each = len(items) // workers
    ordered = [item for some in shared for item in (*some, *islice(left, each - len(some)))]
    return [*ordered, *left]


def _is_of_this_run(item: pytest.Item) -> bool:
    if not on_a_server():
        return not item.get_closest_marker("server")
    fixtures = set(getattr(item, "fixturenames", ()))
    touches = bool(fixtures & _OF_REGISTERS) or item.get_closest_marker("register")
    touches = touches or item.get_closest_marker("server")
    elsewhere = item.get_closest_marker("file") or item.get_closest_marker("screen")
    return bool(touches) and not elsewhere


_OF_REGISTERS = {
    *("demo_place", "demo_copy", "demo", "empty_place", "world", "place_for"),
    *("synthetic", "server"),
}


@pytest.fixture(scope="session")
def demo_place(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The demo register, built once; never opened for writing."""
    with shared_place(tmp_path_factory.mktemp("demo"), "demo") as (place, is_new):
        if is_new:
            make_demo_register(place)
    return place


@pytest.fixture
def demo_copy(demo_place: str, tmp_path: Path, _own_databases: None) -> str:
    """A demo register to change."""
    return copy_place(demo_place, tmp_path, "demo.db")


@pytest.fixture
def demo(demo_copy: str) -> Iterator[Register]:
    """The demo register, open."""
    register = open_register(demo_copy)
    yield register
    register.close()


@pytest.fixture
def place_for(tmp_path: Path, _own_databases: None) -> Callable[[str], str]:
    """A function that returns the place of a register not yet created, by name."""
    return lambda name: new_place(tmp_path, name)


@pytest.fixture(scope="session")
def prepared_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A new register to copy; its register date is that of the guide."""
    before = made()
    place = new_place(tmp_path_factory.mktemp("empty"), "register.db")
    with create_register(place) as register, register.write():
        prepare()
        store("as_of", date(2024, 12, 9).isoformat())
    yield place
    drop_databases_since(before)


@pytest.fixture
def empty_place(prepared_place: str, tmp_path: Path, _own_databases: None) -> str:
    """A new register; its register date is that of the guide."""
    return copy_place(prepared_place, tmp_path, "register.db")


@pytest.fixture
def world(empty_place: str) -> Iterator[World]:
    """An empty register to add persons to."""
    register = open_register(empty_place)
    yield World(register, empty_place)
    register.close()


@pytest.fixture
def _own_databases() -> Iterator[None]:
    """Drop the databases that a test creates on the server."""
    before = made()
    yield
    drop_databases_since(before)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """A real terminal (tmux)."""
    one = Terminal(tmp_path)
    yield one
    one.close()


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the machine's own configuration, and its terminal's colours, from every test."""
    for name in ("NIR_REGISTER", "NIR_USER", "NIR_AS_OF", "NO_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home" / name))

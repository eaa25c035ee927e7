"""Registers for tests: real files, the demo register built once and copied."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from models.database import Register, create_register, open_register
from models.demo import make_demo_register
from models.settings import store
from models.setup import prepare
from tests.sessions.tmux import Terminal
from tests.world import World


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo register, built once; never opened for writing."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    make_demo_register(str(path))
    return path


@pytest.fixture
def demo_copy(demo_file: Path, tmp_path: Path) -> Path:
    """A demo register to change."""
    return Path(shutil.copy(demo_file, tmp_path / "demo.db"))


@pytest.fixture
def demo(demo_copy: Path) -> Iterator[Register]:
    """The demo register, open."""
    register = open_register(str(demo_copy))
    yield register
    register.close()


@pytest.fixture
def empty_file(tmp_path: Path) -> Path:
    """A new register whose own day is the guide's."""
    path = tmp_path / "register.db"
    with create_register(str(path)) as register, register.write():
        prepare(register)
        store("as_of", date(2024, 12, 9).isoformat())
    return path


@pytest.fixture
def world(empty_file: Path) -> Iterator[World]:
    """An empty register to put people into."""
    register = open_register(str(empty_file))
    yield World(register, empty_file)
    register.close()


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """A real terminal."""
    one = Terminal(tmp_path)
    yield one
    one.close()


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the machine's own configuration."""
    for name in ("NIR_REGISTER", "NIR_USER", "NIR_AS_OF", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home" / name))

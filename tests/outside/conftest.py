"""Fixtures: a machine on which docs/deploy.md is followed."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from nir_tui.cli import main
from tests.nir_tui.conftest import nir
from tests.outside.deploy_page import BLOCKS, CONFIG, INSTALL, USERS, as_drift, done
from tests.outside.machine import Machine

__all__ = ["nir"]


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """A machine; deleted after the test, as it holds a copy of this machine's /etc."""
    folder = tmp_path / "machine"
    folder.mkdir()
    yield Machine(folder)
    shutil.rmtree(folder)


@pytest.fixture
def deployed(machine: Machine, demo_copy: str) -> Machine:
    """The machine after the first three blocks, with the demo register's persons."""
    installed = machine.run(BLOCKS[INSTALL].text)
    if "No matching distribution" in installed.stderr and not os.environ.get("CI"):
        pytest.skip("pip reaches no index of packages")
    assert installed.returncode == 0, installed.stderr
    machine.write(CONFIG, BLOCKS[CONFIG].text)
    done(machine, BLOCKS[USERS])
    bundle = machine.path("/mnt/bundle")
    assert main(["--register", demo_copy, "--user", "4204-DEMO", "export", str(bundle)]) == 0
    machine.run("chmod -R go+rX /mnt/bundle")
    taken = as_drift(machine, "import", "/mnt/bundle")
    assert taken.returncode == 0, taken.stderr
    return machine

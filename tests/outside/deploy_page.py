"""The blocks of docs/deploy.md by name, and helpers that run them on a machine."""

import os
import shutil
import subprocess

import pytest

from tests.outside.documents import Block, blocks_of
from tests.outside.machine import Machine

PAGE = "docs/deploy.md"
BLOCKS = {block.name.split("  ")[0]: block for block in blocks_of(PAGE)}
GRANITT = "992400002200"
SSHD = "/usr/sbin/sshd"
DROP_IN = "/etc/ssh/sshd_config.d/nir.conf"
KEYS = "/etc/ssh/nir_keys"
LIMITS = "/etc/security/limits.d/nir.conf"
SLICE = "/etc/systemd/system/user-999.slice.d/nir.conf"
CONFIG = "/srv/nir/.config/nir-tui/config.toml"
NIGHT = "/etc/systemd/system/nir-night.service"
RESTORE = "/etc/systemd/system/nir-restore-test.service"
TIMER = "/etc/systemd/system/nir-night.timer"
FILES = (DROP_IN, KEYS, LIMITS, SLICE, CONFIG, NIGHT, RESTORE, TIMER)
INSTALL = "adduser --system --group --home /srv/nir --shell /bin/sh nir"
USERS = 'nir="runuser -u nir -- /opt/nir/bin/nir-tui --register /srv/nir/register.db --user drift"'
OVER_SSH = "ssh nir@register"
DATABASE = "apt-get install postgresql"
MOVE = 'nir="runuser -u nir -- /opt/nir/bin/nir-tui --user drift"'
GUARDS = "runuser -u postgres -- createuser nir_owner"


def needs(path: str) -> pytest.MarkDecorator:
    is_there = shutil.which(path) is not None
    return pytest.mark.skipif(
        not is_there and not os.environ.get("CI"), reason=f"{path} is not installed"
    )


def done(machine: Machine, block: Block, **environment: str) -> str:
    ran = machine.run(block.text, **environment)
    assert ran.returncode == 0, f"{block.name}\n{ran.stdout}{ran.stderr}"
    return ran.stdout


def as_drift(
    machine: Machine, *words: str, register: str = "/srv/nir/register.db"
) -> subprocess.CompletedProcess[str]:
    program = ["/opt/nir/bin/nir-tui", "--register", register, "--user", "drift"]
    return machine.call("runuser", "-u", "nir", "--", *program, *words)

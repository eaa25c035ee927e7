"""docs/deploy.md: every block is tested, and sshd and systemd accept the files it shows."""

import shlex

import pytest

from tests.outside.deploy_page import (
    BLOCKS,
    DATABASE,
    DROP_IN,
    FILES,
    GUARDS,
    INSTALL,
    KEYS,
    MOVE,
    NIGHT,
    OVER_SSH,
    PAGE,
    RESTORE,
    SLICE,
    SSHD,
    TIMER,
    USERS,
    needs,
)
from tests.outside.documents import blocks_of
from tests.outside.machine import Machine, needs_machine


def test_every_block_is_run_by_a_test() -> None:
    assert set(BLOCKS) == {*FILES, INSTALL, USERS, OVER_SSH, DATABASE, MOVE, GUARDS}
    assert len(BLOCKS) == len(blocks_of(PAGE)), "two blocks have one name"


@needs_machine
@needs(SSHD)
def test_sshd_takes_its_settings_and_locks_nobody_else_out(machine: Machine) -> None:
    machine.run(shlex.join([*INSTALL.split(), "--no-create-home"]))
    before = settings(machine, "root")
    machine.write(DROP_IN, BLOCKS[DROP_IN].text)
    tested = machine.call(SSHD, "-t")
    assert (tested.returncode, tested.stdout, tested.stderr) == (0, "", "")
    after = settings(machine, "root")
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    assert changed <= {"permituserenvironment", "compression", "logingracetime", "maxstartups"}
    of_nir = settings(machine, "nir")
    wanted = {
        "authorizedkeysfile": KEYS,
        "authenticationmethods": "publickey",
        "passwordauthentication": "no",
        "disableforwarding": "yes",
        "permituserenvironment": "no",
        "permituserrc": "no",
        "maxsessions": "1",
        "maxstartups": "60:30:120",
    }
    assert {name: of_nir.get(name) for name in wanted} == wanted


@needs_machine
@needs(SSHD)
@pytest.mark.parametrize("setting", ["PermitUserEnvironment no", "Compression yes"])
def test_a_setting_of_every_user_under_match_is_found(machine: Machine, setting: str) -> None:
    machine.write(DROP_IN, f"{BLOCKS[DROP_IN].text}    {setting}\n")
    tested = machine.call(SSHD, "-t")
    assert tested.returncode != 0
    assert "not allowed within a Match block" in tested.stderr


def settings(machine: Machine, user: str) -> dict[str, str]:
    """Return the settings of sshd that apply to a user."""
    printed = machine.call(SSHD, "-T", "-C", f"user={user},host=h,addr=192.0.2.1")
    assert printed.returncode == 0, printed.stderr
    pairs = (line.partition(" ") for line in printed.stdout.splitlines())
    return {name: value for name, _, value in pairs}


@needs_machine
@needs("systemd-analyze")
def test_systemd_takes_the_units(machine: Machine) -> None:
    machine.run(shlex.join([*INSTALL.split(), "--no-create-home"]))
    # systemd-analyze requires the programs that the units start.
    machine.write("/opt/nir/bin/nir-tui", "#!/bin/sh\n", 0o755)
    for file in (SLICE, NIGHT, RESTORE, TIMER):
        machine.write(file, BLOCKS[file].text)
    # systemd-logind creates the slice when the user signs in; here an empty one replaces it.
    a_slice = SLICE.partition(".d/")[0]
    machine.write(a_slice, "[Slice]\n")
    for unit in (a_slice, NIGHT, RESTORE, TIMER):
        verified = machine.call("systemd-analyze", "verify", "--man=no", unit)
        output = verified.stdout + verified.stderr
        assert (verified.returncode, output) == (0, ""), unit

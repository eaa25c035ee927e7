"""docs/deploy.md is followed from top to bottom on a machine, block by block, unchanged."""

import configparser
import re
import shlex
import socket
import subprocess
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.outside.deploy_page import (
    BLOCKS,
    CONFIG,
    DROP_IN,
    GRANITT,
    KEYS,
    LIMITS,
    NIGHT,
    OVER_SSH,
    RESTORE,
    SSHD,
    TIMER,
    as_drift,
    needs,
)
from tests.outside.documents import Block
from tests.outside.machine import Machine, needs_machine
from tests.sessions.tmux import Terminal, needs_tmux


@pytest.mark.file
@needs_machine
@needs_tmux
@needs(SSHD)
def test_the_page_is_followed_on_a_machine(deployed: Machine, terminal: Terminal) -> None:
    users_are_as_the_page_says(deployed)
    a_key_opens_the_program(deployed, terminal)
    the_night_backs_up_and_restores(deployed)


def users_are_as_the_page_says(machine: Machine) -> None:
    mode = machine.call("stat", "--format", "%U %a", "/srv/nir", "/srv/nir/register.db")
    assert mode.stdout.split("\n")[:2] == ["nir 700", "nir 600"]
    listed = as_drift(machine, "users", "list")
    assert listed.returncode == 0
    for user in ("drift", "4204-MABE", "4204-LESE", "0301-ALNA", "imdi"):
        assert user in listed.stdout
    asked = "from nir_tui.session.config import load_config as c; print(c().downloads)"
    configured = machine.call("runuser", "-u", "nir", "--", "/opt/nir/bin/python", "-c", asked)
    assert configured.stdout.strip() == tomllib.loads(BLOCKS[CONFIG].text)["downloads"]


@contextmanager
def sshd_on(machine: Machine) -> Iterator[None]:
    """Run sshd on the machine with the page's files; `ssh register` connects to it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    machine.write(DROP_IN, BLOCKS[DROP_IN].text)
    machine.write(LIMITS, BLOCKS[LIMITS].text)
    made = machine.run(
        "ssh-keygen -A; ssh-keygen -q -t ed25519 -N '' -f /mnt/key; mkdir -p /run/sshd"
    )
    assert made.returncode == 0, made.stderr
    key = machine.path("/mnt/key.pub").read_text(encoding="utf-8").split()[1]
    assert BLOCKS[KEYS].text.count("AAAA…") == 1
    machine.write(KEYS, BLOCKS[KEYS].text.replace("AAAA…", key))
    machine.write(
        "/mnt/ssh_config",
        f"Host register\n HostName 127.0.0.1\n Port {port}\n IdentityFile /mnt/key\n"
        " IdentitiesOnly yes\n BatchMode yes\n StrictHostKeyChecking no\n"
        " UserKnownHostsFile /dev/null\n LogLevel ERROR\n",
    )
    machine.write("/mnt/shims/ssh", '#!/bin/sh\nexec /usr/bin/ssh -F /mnt/ssh_config "$@"\n', 0o755)
    log = machine.path("/mnt/log")
    options = ["-p", str(port), "-o", "ListenAddress=127.0.0.1", "-o", "PidFile=none"]
    with log.open("w") as output:
        words = machine.words(SSHD, "-D", "-e", *options)
        process = subprocess.Popen(words, stdout=output, stderr=output, env=machine.environment())
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield
    except BaseException as error:
        error.add_note(log.read_text(encoding="utf-8"))
        raise
    finally:
        process.terminate()
        process.wait()


def a_key_opens_the_program(machine: Machine, terminal: Terminal) -> None:
    """Run the block: its first line opens the program; the other lines run after quitting."""
    with sshd_on(machine):
        script = f"cd /mnt; set -eu; {BLOCKS[OVER_SSH].text}\necho ferdig $?; sleep 60"
        environment = [f"{name}={value}" for name, value in machine.environment().items()]
        terminal.start(shlex.join(["env", *environment, *machine.words("sh", "-c", script)]))
        terminal.waits_for("linjer")
        limits = limits_of_the_session()
        assert limits["Max core file size"] == ["0", "0"]
        assert limits["Max address space"] == [str(2 * 2**30)] * 2
        terminal.press("C-q")
        terminal.waits_for("ferdig 0")
        listed = machine.path("/mnt/liste.csv").read_text(encoding="utf-8-sig")
        assert GRANITT in listed.replace(" ", "")


def limits_of_the_session() -> dict[str, list[str]]:
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().decode(errors="replace").split("\0")
            if words[1:] and words[1].startswith("/opt/nir/bin/nir-tui") and "4204-MABE" in words:
                rows = (entry / "limits").read_text(encoding="utf-8").splitlines()[1:]
                return {row[:26].strip(): row[26:].split()[:2] for row in rows}
        except OSError:
            continue
    raise AssertionError("the session is not in the list of processes")


def the_night_backs_up_and_restores(machine: Machine) -> None:
    for file in (NIGHT, RESTORE, TIMER):
        machine.write(file, BLOCKS[file].text)
    assert unit_of(BLOCKS[NIGHT])["Unit"]["Wants"] == Path(RESTORE).name
    night = started(machine, BLOCKS[NIGHT], "ExecStart")
    assert [one.returncode for one in night] == [0, 0, 0], night[-1]
    [copy] = machine.path("/srv/nir/backup").glob("nir-*.db")
    restored = started(machine, BLOCKS[RESTORE], "ExecStart")
    assert [one.returncode for one in restored] == [0, 0], restored[-1]
    [stopped] = started(machine, BLOCKS[RESTORE], "ExecStopPost")
    assert stopped.returncode == 0
    assert not list(machine.path("/srv/nir").glob("restore-test*"))
    # An incomplete copy is detected the same night.
    whole = copy.read_bytes()
    copy.write_bytes(whole[: len(whole) // 2])
    assert started(machine, BLOCKS[RESTORE], "ExecStart")[-1].returncode != 0
    copy.unlink()
    assert started(machine, BLOCKS[RESTORE], "ExecStart")[-1].returncode != 0


def unit_of(block: Block) -> configparser.ConfigParser:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(block.text)
    return unit


def started(machine: Machine, block: Block, key: str) -> list[subprocess.CompletedProcess[str]]:
    """Run a service's commands as its user until one fails; return their results."""
    service = unit_of(block)["Service"]
    lines = re.findall(rf"^{key}=(.+)$", block.text, re.MULTILINE)
    answers: list[subprocess.CompletedProcess[str]] = []
    for line in lines:
        words = shlex.split(line.replace("$$", "$"))
        given = shlex.split(service.get("Environment", ""))
        command = ["runuser", "-u", service["User"], "--", "env", *given, *words]
        answers.append(machine.run(f"umask {service['UMask']}; {shlex.join(command)}"))
        if answers[-1].returncode:
            break
    assert answers, f"{block.name} has no {key}"
    return answers

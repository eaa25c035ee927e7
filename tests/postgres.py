"""A PostgreSQL server for the tests, started from the programs that stand on the machine."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

_PROGRAMS = Path("/usr/lib/postgresql")
_FOREIGN = "postgres"
"""The server refuses to be root: where the tests are, it is this user."""

_MEMORY = Path("/dev/shm")


def _in_memory() -> Path | None:
    """A file system in memory, where there is one: what is kept there is soon on disk."""
    has_room = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > 4 * 2**30
    return _MEMORY if has_room else None


def programs() -> Path | None:
    """Where the newest server's programs stand; None where there are none."""
    found = sorted(_PROGRAMS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    beside = shutil.which("initdb")
    return found[-1].parent if found else Path(beside).parent if beside else None


class Server:
    """A server of its own, that listens in a folder and forgets everything when it stops."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="nir-postgres-", dir=_in_memory()))
        self._data = self.folder / "data"
        found = programs()
        assert found, "PostgreSQL is not installed"
        self._programs = found
        if os.getuid() == 0:
            shutil.chown(self.folder, _FOREIGN)
        self._run("initdb", "-D", self._data, "-U", "nir", "-A", "trust", "--no-sync", "-E", "UTF8")
        self.start()

    def start(self) -> None:
        """Start it, set up as it comes but for where it listens and how many it takes."""
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder}"
        options += " -c max_connections=200"
        log = self.folder / "log"
        self._run("pg_ctl", "-D", self._data, "-w", "-l", log, "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stop it: `immediate` is as if it had crashed."""
        self._run("pg_ctl", "-D", self._data, "-w", "-m", mode, "stop")

    def remove(self) -> None:
        """Stop it and take it away."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def address(self) -> str:
        """Where it is, without a database."""
        return f"postgresql://nir@{quote(str(self.folder), safe='')}"

    def _run(self, program: str, *words: object) -> None:
        command = [str(self._programs / program), *map(str, words)]
        if os.getuid() == 0:
            command = [
                "setpriv",
                f"--reuid={_FOREIGN}",
                f"--regid={_FOREIGN}",
                "--clear-groups",
                *command,
            ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

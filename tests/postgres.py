"""A PostgreSQL server for the tests, started from the programs installed on the machine."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

_PROGRAMS = Path("/usr/lib/postgresql")
_FOREIGN = "postgres"
"""The user that runs the server if the tests run as root, which the server refuses."""

_MEMORY = Path("/dev/shm")


def _in_memory() -> Path | None:
    """Return a file system in memory with 4 GiB free, where flushing is fast; None if none."""
    has_room = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > 4 * 2**30
    return _MEMORY if has_room else None


def programs() -> Path | None:
    """Return the folder of the newest server's programs; None if there are none."""
    found = sorted(_PROGRAMS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    beside = shutil.which("initdb")
    return found[-1].parent if found else Path(beside).parent if beside else None


class Server:
    """A private server that listens on a socket in its folder; `remove` deletes its data."""

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
        """Start it with default settings, except its socket and the number of connections."""
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder}"
        options += " -c max_connections=200"
        log = self.folder / "log"
        self._run("pg_ctl", "-D", self._data, "-w", "-l", log, "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stop it; the mode `immediate` is like a crash."""
        self._run("pg_ctl", "-D", self._data, "-w", "-m", mode, "stop")

    def remove(self) -> None:
        """Stop it and delete its folder."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def address(self) -> str:
        """The URL of the server, without a database."""
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

"""This machine with private system folders, whose changes are discarded after the test."""

import os
import pwd
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.outside.documents import ROOT

_OWN = ("etc", "opt", "srv", "mnt")
_SOURCES = ("models", "nir_tui", "rules", "docs", "pyproject.toml", "setup.py", "constraints.txt")
_PAGES = ("README.md", "LICENSE")


def _why_not() -> str:
    """Return why this machine cannot mount such folders, or an empty text if it can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "mounting takes root on Linux"
    for tool in ("unshare", "runuser", "adduser"):
        if shutil.which(tool) is None:
            return f"{tool} is not installed"
    tried = subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False)
    return "mounting is not allowed here" if tried.returncode else ""


_reason = _why_not()
needs_machine = pytest.mark.skipif(bool(_reason) and not os.environ.get("CI"), reason=_reason)


class Machine:
    """A machine with a copy of the real /etc, the folders of the real /opt and an empty /srv.

    The sources are in /mnt/source and Python is in /mnt/python, where every user can read them.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for name in _OWN:
            self._make_folder(f"/{name}")
        words = ["cp", "--archive", "--one-file-system", "/etc/.", str(self.path("/etc"))]
        subprocess.run(words, check=True)
        for name in ("python", "source", "shims"):
            self._make_folder(f"/mnt/{name}")
        below_opt = [str(one) for one in Path("/opt").iterdir() if one.is_dir()]
        self._below_opt = [self._make_folder(one) for one in below_opt]
        for source in (*_SOURCES, *_PAGES):
            copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copy
            copy(ROOT / source, self.path(f"/mnt/source/{source}"))

        if any(Path(sys.base_prefix).glob("lib/libpython3*.so*")):
            # Python looks for its library where it was built, which not every user may read.
            self.write("/etc/ld.so.conf.d/000-python.conf", "/mnt/python/lib\n")
            cached = self.call("ldconfig", "-X", "-i")
            assert cached.returncode == 0, cached.stderr

    def path(self, inside: str) -> Path:
        """Return the real path of a path on the machine."""
        return self._folder / inside.removeprefix("/")

    def write(self, inside: str, text: str, mode: int = 0o644) -> None:
        """Write a file on the machine and create its folders."""
        path = self.path(inside)
        if not path.parent.is_dir():
            self._make_folder(str(Path(inside).parent))
        path.write_text(text, encoding="utf-8")
        path.chmod(mode)

    def _make_folder(self, inside: str) -> Path:
        """Create a folder that every user may read, whatever the umask of this process."""
        before = os.umask(0o022)
        self.path(inside).mkdir(parents=True)
        os.umask(before)
        return self.path(inside)

    def words(self, *command: str) -> list[str]:
        """Return the command line that runs a command on the machine."""
        pairs = [(f"/opt/{one.name}", one) for one in self._below_opt]
        # Python is mounted before the folders that may hide its real path.
        pairs.append((sys.base_prefix, self.path("/mnt/python")))
        pairs += [(str(self.path(f"/{name}")), Path(f"/{name}")) for name in _OWN]
        mounts = [shlex.join(["mount", "--rbind", source, str(to)]) for source, to in pairs]
        script = " && ".join([*mounts, 'cd /mnt/source && exec "$@"'])
        return ["unshare", "--mount", "sh", "-euc", f"umask 022; {script}", "machine", *command]

    def run(self, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a shell script as root; the first command that fails ends it."""
        return self.call("sh", "-euc", script, **environment)

    def call(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command as root."""
        return subprocess.run(
            self.words(*command),
            capture_output=True,
            text=True,
            env={**self.environment(), **environment},
            timeout=600,
            check=False,
        )

    @staticmethod
    def environment() -> dict[str, str]:
        """Return the environment of root after signing in: its home, and pip's settings."""
        folders = "/mnt/shims:/mnt/python/bin:/usr/local/sbin:/usr/local/bin"
        kept = {k: v for k, v in os.environ.items() if k.startswith("PIP_") or "proxy" in k.lower()}
        return {
            **kept,
            "PATH": f"{folders}:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": pwd.getpwuid(os.geteuid()).pw_dir,
            "LANG": "C.UTF-8",
            "TERM": "xterm",
        }

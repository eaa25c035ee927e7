"""This machine with system folders of its own: what is changed in them goes with the test."""

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
_SOURCES = ("models", "nir_tui", "rules", "pyproject.toml", "setup.py", "constraints.txt")
_PAGES = ("README.md", "LICENSE")


def _why_not() -> str:
    """Why this machine cannot have such folders; empty where it can."""
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
    """Its /etc is a copy of this machine's; what stands in /opt is seen there; /srv is empty.

    The sources stand in /mnt/source, Python in /mnt/python, where every user reads them.
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
        """Where a path of the machine stands on the real one."""
        return self._folder / inside.removeprefix("/")

    def write(self, inside: str, text: str, mode: int = 0o644) -> None:
        """Write a file of the machine, with the folders it stands in."""
        path = self.path(inside)
        if not path.parent.is_dir():
            self._make_folder(str(Path(inside).parent))
        path.write_text(text, encoding="utf-8")
        path.chmod(mode)

    def _make_folder(self, inside: str) -> Path:
        """A folder that everybody may read, whatever the process lets others read."""
        before = os.umask(0o022)
        self.path(inside).mkdir(parents=True)
        os.umask(before)
        return self.path(inside)

    def words(self, *command: str) -> list[str]:
        """A command line that runs a command on the machine."""
        pairs = [(f"/opt/{one.name}", one) for one in self._below_opt]
        # The place of Python is found through the real folders: before they are covered.
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
        """What root has after signing in: its own home, with pip's settings and cache."""
        folders = "/mnt/shims:/mnt/python/bin:/usr/local/sbin:/usr/local/bin"
        kept = {k: v for k, v in os.environ.items() if k.startswith("PIP_") or "proxy" in k.lower()}
        return {
            **kept,
            "PATH": f"{folders}:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": pwd.getpwuid(os.geteuid()).pw_dir,
            "LANG": "C.UTF-8",
            "TERM": "xterm",
        }

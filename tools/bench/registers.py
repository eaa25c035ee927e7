"""The registers that are measured: synthetic, the same on every machine, made once."""

import shutil
import subprocess
import sys
import tempfile
from hashlib import blake2b
from pathlib import Path

import platformdirs

from models.storage.register import register_exists
from models.storage.schema_version import MIGRATIONS_FOLDER
from tools.bench.figures import DAY


def register_of(size: int) -> Path:
    """Return a register of `size` persons from the cache folder; make it if there is none."""
    folder = Path(platformdirs.user_cache_path("nir-tui-bench"))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"synthetic-{size}-{_schema()}.db"
    if not path.exists():
        words = ["--as-of", DAY.isoformat(), "--register", str(path), "init"]
        subprocess.run([*nir(), *words, "--synthetic", str(size), "--seed", "1"], check=True)
    return path


def _schema() -> str:
    """Return a hash of the text of every migration, by which a register's schema is known."""
    files = sorted(MIGRATIONS_FOLDER.glob("[0-9]*.py"))
    return blake2b(b"".join(file.read_bytes() for file in files), digest_size=6).hexdigest()


def register_at(address: str, size: int) -> None:
    """Make a register of `size` persons on a server, if there is none yet."""
    if not register_exists(address):
        words = ["--as-of", DAY.isoformat(), "--register", address, "init"]
        subprocess.run([*nir(), *words, "--synthetic", str(size), "--seed", "1"], check=True)


def copy_of(register: Path, folder: Path) -> Path:
    """Return a copy of a register that may be written to."""
    copy = Path(tempfile.mkdtemp(dir=folder)) / "copy.db"
    shutil.copyfile(register, copy)
    copy.chmod(0o600)
    return copy


def nir(*words: str) -> list[str]:
    """Return the command line of the program with some arguments."""
    return [str(Path(sys.executable).with_name("nir-tui")), *words]

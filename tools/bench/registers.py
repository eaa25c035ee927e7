"""The registers that are measured: synthetic, the same for everybody, made once."""

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
    """A register of so many persons, from the cache folder."""
    folder = Path(platformdirs.user_cache_path("nir-tui-bench"))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"synthetic-{size}-{_schema()}.db"
    if not path.exists():
        words = ["--as-of", DAY.isoformat(), "--register", str(path), "init"]
        subprocess.run([*nir(), *words, "--synthetic", str(size), "--seed", "1"], check=True)
    return path


def _schema() -> str:
    """What a register is made by: the text of every migration, not only how many there are."""
    files = sorted(MIGRATIONS_FOLDER.glob("[0-9]*.py"))
    return blake2b(b"".join(file.read_bytes() for file in files), digest_size=6).hexdigest()


def register_at(address: str, size: int) -> None:
    """A register of so many persons on a server, where there is none yet."""
    if not register_exists(address):
        words = ["--as-of", DAY.isoformat(), "--register", address, "init"]
        subprocess.run([*nir(), *words, "--synthetic", str(size), "--seed", "1"], check=True)


def copy_of(register: Path, folder: Path) -> Path:
    """A copy that may be written to."""
    copy = Path(tempfile.mkdtemp(dir=folder)) / "copy.db"
    shutil.copyfile(register, copy)
    copy.chmod(0o600)
    return copy


def nir(*words: str) -> list[str]:
    """The program as it is called from a shell."""
    return [str(Path(sys.executable).with_name("nir-tui")), *words]

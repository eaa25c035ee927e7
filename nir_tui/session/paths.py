"""Paths as people type them, half typed ones too."""

from pathlib import Path


def typed_path(text: str) -> Path:
    """The path typed; `~` for one's own folder, as it stands where nobody has that name."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def is_there(path: Path) -> bool:
    """Whether something is there; not where the system cannot even look."""
    try:
        return path.exists()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Whether a folder is there; not where the system cannot even look."""
    try:
        return path.is_dir()
    except OSError:
        return False

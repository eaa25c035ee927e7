"""Paths as people type them, half typed ones too."""

import shlex
from pathlib import Path
from urllib.parse import unquote

_URL = "file:"
_QUOTES = ("'", '"')


def typed_path(text: str) -> Path:
    """The path typed; `~` means the home folder; unchanged where no user has that name.

    A path as a file manager drops it is read too: in quotes, with a backslash before each space, or
    as a `file:` address; not where a file has that very name.
    """
    path = _expanded(text)
    return path if is_there(path) else _expanded(_as_dropped(text))


def _expanded(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def _as_dropped(text: str) -> str:
    dropped = text.strip()
    if dropped.startswith(_QUOTES) or "\\" in dropped:
        dropped = _unquoted(dropped)
    if not dropped.lower().startswith(f"{_URL}/"):
        return dropped if dropped != text.strip() else text
    path = dropped[len(_URL) :]
    if path.startswith("//"):
        # The name of a machine stands between two slashes and the next.
        path = "/" + path[2:].partition("/")[2]
    return unquote(path)


def _unquoted(text: str) -> str:
    """A text without quotes, where it is one word for a shell."""
    try:
        words = shlex.split(text)
    except ValueError:
        return text
    return words[0] if len(words) == 1 else text


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

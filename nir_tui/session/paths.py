"""Paths as users type them, incomplete ones too."""

import shlex
from pathlib import Path
from urllib.parse import unquote

_URL = "file:"
_QUOTES = ("'", '"')


def typed_path(text: str) -> Path:
    """Return the path typed; `~` means the home folder; unchanged if no user has that name.

    A path as a file manager drops it is accepted too: in quotes, with a backslash before each
    space, or as a `file:` address. A file with exactly the typed name takes precedence.
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
        # The name of a machine stands between the first two slashes and the next.
        path = "/" + path[2:].partition("/")[2]
    return unquote(path)


def _unquoted(text: str) -> str:
    """Return a text without quotes if a shell reads it as one word; else unchanged."""
    try:
        words = shlex.split(text)
    except ValueError:
        return text
    return words[0] if len(words) == 1 else text


def is_there(path: Path) -> bool:
    """Return whether a path exists; False if the system cannot check."""
    try:
        return path.exists()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Return whether a path is a folder; False if the system cannot check."""
    try:
        return path.is_dir()
    except OSError:
        return False

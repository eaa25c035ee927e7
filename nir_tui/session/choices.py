"""What a user chose on the screen, kept until the next session in a file without personal data."""

import hashlib
import json
import os
from pathlib import Path
from typing import NamedTuple

import platformdirs

from nir_tui.session.config import folder_of_the_user
from nir_tui.session.settings import THEMES

_THEME, _FIRST_LINES = "theme", "first_lines"
_KEPT = (_THEME, _FIRST_LINES)
_MOST_READ = 4096


class Choices(NamedTuple):
    """The choices of one user; `file` is None for a user without a home folder."""

    file: Path | None

    @property
    def theme(self) -> str | None:
        """The theme chosen last, by its name in the configuration; None without a choice."""
        theme = self._read().get(_THEME)
        return theme if isinstance(theme, str) and theme in THEMES else None

    def keep_theme(self, theme: str) -> None:
        """Keep a theme. Raises OSError if the file cannot be written."""
        self._keep(_THEME, theme)

    @property
    def has_had_first_lines(self) -> bool:
        """Whether the user has had the lines of a first start; True without a place to keep it."""
        return self.file is None or self._read().get(_FIRST_LINES) is True

    def keep_first_lines(self) -> None:
        """Keep that the user has had them. Raises OSError if the file cannot be written."""
        self._keep(_FIRST_LINES, True)

    def _read(self) -> dict[str, object]:
        """Return what is kept; a file that cannot be read, or holds something else, is nothing."""
        try:
            text = self.file.read_bytes()[:_MOST_READ] if self.file else b"null"
            values = json.loads(text)
        except (OSError, ValueError, RecursionError):
            return {}
        return values if isinstance(values, dict) else {}

    def _keep(self, name: str, value: object) -> None:
        if self.file is None:
            return
        known = {key: kept for key, kept in self._read().items() if key in _KEPT}
        self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = self.file.with_name(f"{self.file.name}.{os.getpid()}.new")
        try:
            # Another program may run under a wider umask than this one sets.
            unfinished.touch(mode=0o600)
            unfinished.write_text(json.dumps({**known, name: value}) + "\n", encoding="utf-8")
            unfinished.replace(self.file)
        finally:
            unfinished.unlink(missing_ok=True)


def choices_of(user: str, over_ssh: bool) -> Choices:
    """Return the choices of a user, in the state folder of the machine's user.

    Over SSH many users of a register share one user of the machine: each has a file of their own,
    named after a digest of the id.
    """
    folder = folder_of_the_user(platformdirs.user_state_path)
    name = hashlib.sha256(user.encode()).hexdigest()[:16] if over_ssh else "own"
    return Choices(folder / f"choices-{name}.json" if folder else None)

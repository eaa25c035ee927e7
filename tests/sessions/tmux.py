"""A terminal of 80x24: tmux runs the program and returns the text on the screen."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

needs_tmux = pytest.mark.skipif(
    shutil.which("tmux") is None and not os.environ.get("CI"), reason="tmux is not installed"
)


class Terminal:
    """A terminal of 80x24, with its own tmux server."""

    def __init__(self, folder: Path) -> None:
        self._socket = str(folder / "tmux")

    def tmux(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", self._socket, *words], check=True, capture_output=True, text=True
        )
        return done.stdout

    def start(self, command: str, columns: int = 80, rows: int = 24) -> None:
        size = ("-x", str(columns), "-y", str(rows))
        self.tmux("-f", "/dev/null", "new-session", "-d", *size, command)

    def press(self, *keys: str) -> None:
        self.tmux("send-keys", *keys)

    def waits_for(self, text: str, seconds: float = 30) -> str:
        return self._waits_for(lambda screen: text in screen, f"«{text}»", "-p", seconds)

    def waits_for_reversed(self, text: str, seconds: float = 30) -> str:
        """Wait until a text is on the screen in reverse video; return the screen."""
        row = re.compile(rf"\x1b\[[0-9;]*\b7m[^\n]*{re.escape(text)}")
        return self._waits_for(
            lambda screen: bool(row.search(screen)), f"«{text}» in reverse", "-pe", seconds
        )

    def _waits_for(
        self, is_there: Callable[[str], bool], what: str, capture: str, seconds: float
    ) -> str:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            screen = self.tmux("capture-pane", capture)
            if is_there(screen):
                return screen
            time.sleep(0.05)
        raise AssertionError(f"{what} never came:\n{self.tmux('capture-pane', '-p')}")

    def close(self) -> None:
        subprocess.run(["tmux", "-S", self._socket, "kill-server"], check=False)


def correct_granitt(terminal: Terminal, user: str) -> None:
    """From the open report, find the guide's person, register 30 hours of work, and quit."""
    terminal.press("/", "g", "r", "a", "n", "i")
    terminal.waits_for("Viser 1 - 1 av 1 linjer")
    terminal.press("Enter")
    terminal.waits_for("legg til årsak (l) eller utvidelse (v)")
    terminal.press("l")
    terminal.waits_for("foreslått")
    terminal.press("Enter", "a", "r", "b")
    terminal.waits_for("Måloppnåelse: Arbeid.")
    terminal.press("Enter", "3", "0", "Enter")
    terminal.waits_for("Er du sikker på at du vil lagre?")
    terminal.press("j")
    terminal.waits_for(f"30,0  18.09.2024 {user}")
    terminal.press("C-q")
    terminal.waits_for("ferdig 0")

"""Settings whose default is the terminal's: the mouse, and characters that every terminal has."""

import os

from nir_tui.session.config import Config

_SSH = ("SSH_CONNECTION", "SSH_TTY")


def mouse_in_force(config: Config, over_ssh: bool) -> bool:
    """Return whether the mouse is the program's: the configuration's choice, else not over SSH.

    Over SSH the terminal's own selecting is the only way to copy a text to one's own machine.
    """
    if config.mouse is not None:
        return config.mouse
    return not over_ssh and not any(name in os.environ for name in _SSH)


def ascii_in_force(config: Config) -> bool:
    """Return whether signs are drawn in ASCII: the configuration's choice, else on a bare console.

    The fonts of a Linux console have few signs besides letters.
    """
    if config.ascii is not None:
        return config.ascii
    return os.environ.get("TERM") == "linux"

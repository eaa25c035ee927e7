"""Limits on input over SSH: only a clean environment and some commands are accepted."""

import os
import pwd
import re
import shlex
import sys
from collections.abc import Mapping

from models.errors import NotAllowed
from nir_tui.commands.argument_parser import UsageError
from nir_tui.presentation.i18n import _
from rules.message import message

_ALLOWED_VARIABLES = {
    "TERM": re.compile(r"[A-Za-z0-9._+-]{1,40}"),
    "LANG": re.compile(r"[A-Za-z0-9._@-]{1,40}"),
    "LC_ALL": re.compile(r"[A-Za-z0-9._@-]{1,40}"),
    "LC_CTYPE": re.compile(r"[A-Za-z0-9._@-]{1,40}"),
    "NO_COLOR": re.compile(r"[A-Za-z0-9]{0,8}"),
}
_CODE_LOADING_PREFIXES = ("PYTHON", "LD_")
_ORIGINAL = "SSH_ORIGINAL_COMMAND"
ALLOWED_OVER_SSH = (
    *("report", "persons", "person", "statistics", "control", "codes", "journal"),
    *("engine explain", "plain", "fetch"),
)
"""The commands that may be run over SSH: those that only read, and the conversation of `plain`."""


def original_command(environment: Mapping[str, str]) -> str:
    """Return the command sent instead of opening a session; nothing for a session."""
    return environment.get(_ORIGINAL, "")


def clean_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the allowed variables, and `HOME` and `PATH` from the system."""
    kept = {
        name: environment[name]
        for name, pattern in _ALLOWED_VARIABLES.items()
        if name in environment and pattern.fullmatch(environment[name])
    }
    return {**kept, "HOME": _home(), "PATH": "/usr/bin:/bin"}


def _home() -> str:
    try:
        return pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:
        return "/"


def sanitize_environment() -> str:
    """Remove all variables but the allowed ones; return the command sent.

    If Python may already have loaded code by a variable, the process is started again.
    """
    clean, asked = clean_environment(os.environ), original_command(os.environ)
    if any(name.startswith(_CODE_LOADING_PREFIXES) for name in os.environ):
        again = [sys.executable, "-I", "-m", "nir_tui", *sys.argv[1:]]
        os.execve(sys.executable, again, {**clean, _ORIGINAL: asked} if asked else clean)
    os.environ.clear()
    os.environ.update(clean)
    return asked


def read_command(text: str) -> list[str]:
    """Return the words of an allowed command; no shell ever sees them.

    Raises UsageError for text that cannot be parsed, NotAllowed for any other command.
    """
    try:
        text.encode()
        words = shlex.split(text)
    except ValueError:
        raise UsageError(_("Kommandoen kan ikke leses")) from None
    if words[:1] == ["nir-tui"]:
        del words[0]
    if not any(words[: len(name.split())] == name.split() for name in ALLOWED_OVER_SSH):
        allowed = ", ".join(ALLOWED_OVER_SSH)
        raise NotAllowed(message("Over SSH kan du bare kjøre {allowed}", allowed=allowed))
    return words

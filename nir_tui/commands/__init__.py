"""The commands: each family has its own module, imported only when needed."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

FAMILIES = {
    "app": ("demo", "open"),
    "maintenance": ("init", "check", "backup", "restore", "migrate"),
    "lists": ("report", "persons"),
    "statistics": ("statistics",),
    "control": ("control",),
    "compare": ("compare",),
    "exchange": ("import", "export"),
    "person": ("person",),
    "programme": ("goal", "decision", "measure"),
    "termination": ("termination",),
    "undo": ("undo",),
    "set_aside": ("set-aside",),
    "engine": ("engine",),
    "codes": ("codes",),
    "users": ("users",),
    "journal": ("journal",),
    "plain": ("plain",),
    "fetch": ("fetch",),
    "ssh_session": ("ssh-session",),
    "purge": ("purge",),
    "config": ("config",),
    "completion": ("completion",),
}
"""The modules and the commands that each adds, in the order of the help."""

_TAKE_A_VALUE = ("--register", "--user", "--as-of")


def add_commands(commands: Any, words: Sequence[str] | None = None) -> None:
    """Add the family of the command in `words`; all families for the help, and without `words`.

    A call imports only what its own command needs.
    """
    command = called(words) if words is not None else None
    needs_help = words is None or not {"-h", "--help"}.isdisjoint(words)
    if command is None and not needs_help:
        return
    wanted = [family for family, names in FAMILIES.items() if command in names]
    for family in wanted or FAMILIES:
        import_module(f"nir_tui.commands.{family}").add_commands(commands)


def called(words: Sequence[str]) -> str | None:
    """Return the command in `words`: the first that is no option and no option's value."""
    is_value = False
    for word in words:
        if not is_value and not word.startswith("-"):
            return word
        is_value = not is_value and word in _TAKE_A_VALUE
    return None

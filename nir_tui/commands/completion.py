"""`completion`: the script that completes commands and options in a shell.

The scripts are made from the parser by `make man` and ship with the program: `completion` only
prints one, and no other command pays for it.
"""

from pathlib import Path

from nir_tui.commands.context import Context, Subcommands, add_command
from nir_tui.presentation.i18n import _

SHELLS = ("bash", "zsh", "fish")
_FOLDER = Path(__file__).parent.parent / "completions"


def completion_file(shell: str) -> Path:
    """Return the path of the script of a shell."""
    return _FOLDER / f"nir-tui.{shell}"


def add_commands(commands: Subcommands) -> None:
    """Add the command to the parser."""
    parser = add_command(
        commands, "completion", _completion, _("utfylling av kommandoer i skallet")
    )
    parser.add_argument("shell", choices=SHELLS)


def _completion(context: Context) -> int:
    print(completion_file(context.options.shell).read_text(encoding="utf-8"), end="")
    return 0

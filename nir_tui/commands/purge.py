"""`purge`: erases the persons that the register may no longer keep."""

from models.administration.purge import expired, purge
from nir_tui.commands.context import (
    Context,
    Subcommands,
    add_command,
    iso,
    print_line,
    print_stderr,
)
from nir_tui.presentation.i18n import _, render


def add_commands(commands: Subcommands) -> None:
    """Add the command to the parser."""
    parser = add_command(commands, "purge", _purge, _("slett dem som er lagret i 15 år"))
    parser.add_argument("--yes", action="store_true", help=_("slett dem; det kan ikke angres"))


def _purge(context: Context) -> int:
    session = context.session
    erases = context.options.yes
    found = (purge if erases else expired)(session.register, session.actor)
    for one in found:
        print_line(one.duf, iso(one.kept_until) or "", render(one.because))
    if erases:
        print_stderr(_("Slettet {count} personer").format(count=len(found)))
        return 0
    print_stderr(_("{count} personer kan slettes; --yes sletter dem").format(count=len(found)))
    return 1 if found else 0

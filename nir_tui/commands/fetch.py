"""`fetch`: one's own downloads on the machine of the register, over SSH."""

import shutil
import sys
from datetime import UTC, datetime, timedelta

from models.tables.norwegian_time import in_norway
from nir_tui.commands.argument_parser import UsageError
from nir_tui.commands.context import Context, Subcommands, add_command, print_line, print_stderr
from nir_tui.presentation.i18n import _
from nir_tui.presentation.safe_text import fit
from nir_tui.session.ssh_downloads import open_download, own_downloads
from rules.message import norwegian_date

_NAME = 36
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Columns for the name of a file."""


def add_commands(commands: Subcommands) -> None:
    """Add the command to the parser."""
    help_text = _("over SSH: dine egne nedlastinger, eller én av dem på standard ut")
    parser = add_command(commands, "fetch", _fetch, help_text)
    parser.add_argument("name", metavar=_("NAVN"), nargs="?", help=_("filen som skal hentes"))


def _fetch(context: Context) -> int:
    session, name = context.session, context.options.name
    if not session.over_ssh:
        raise UsageError(
            _("fetch er bare for SSH; filene dine ligger i {folder}").format(
                folder=session.downloads
            )
        )
    if name is None:
        _list(context)
        return 0
    with open_download(session.downloads, name) as stream:
        if sys.stdout.isatty():
            text = _("Skriv filen til din egen maskin: ssh HOST fetch {name} > {name}")
            raise UsageError(text.format(name=name))
        shutil.copyfileobj(stream, sys.stdout.buffer)
    return 0


def _list(context: Context) -> None:
    found = own_downloads(context.session.downloads)
    if not found:
        print_stderr(_("Du har ingen nedlastinger. De tas bort etter et døgn."))
        return
    print_line(fit(_("Navn"), _NAME), f"{_('Byte'):>10}", _("Lagret"))
    for one in found:
        written = in_norway(_EPOCH + timedelta(seconds=one.written))
        when = f"{norwegian_date(written.date())} {written:%H:%M}"
        print_line(fit(one.name, max(_NAME, len(one.name))), f"{one.size:>10}", when)

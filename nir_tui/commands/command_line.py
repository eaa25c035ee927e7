"""Builds the argument parser of the whole command line."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from nir_tui import __version__
from nir_tui.commands import add_commands
from nir_tui.commands.argument_parser import Parser
from nir_tui.presentation.i18n import _

if TYPE_CHECKING:
    from nir_tui.commands.context import Context


def build_parser(words: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """Return the parser with the command in `words`; without words, with all commands."""
    parser = Parser(
        prog="nir-tui",
        description=_("Register over avsluttede introduksjonsprogram (NIR). Uten kommando: appen."),
    )
    version = f"nir-tui {__version__}"
    parser.add_argument("--version", action="version", version=version, help=_("vis versjonen"))
    parser.add_argument("--register", metavar="R", help=_("fil eller URL"))
    parser.add_argument("--user", metavar="ID", help=_("hvem du er, for eksempel 3025-ASGE"))
    parser.add_argument("--as-of", metavar="DATO", help=_("dagen som regnes som i dag"))
    commands = parser.add_subparsers(metavar="KOMMANDO", dest="command", parser_class=Parser)
    add_commands(commands, words)
    parser.set_defaults(run=_open_app)
    return parser


def _open_app(context: "Context") -> int:
    from nir_tui.commands.app import open_on_report

    return open_on_report(context)

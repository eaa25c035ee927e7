"""Writes the completion scripts and the manual page from the parser: `make man`."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import shtab
from argparse_manpage.manpage import Manpage

from nir_tui import __version__
from nir_tui.commands.command_line import build_parser
from nir_tui.commands.completion import SHELLS, completion_file

MAN_PAGE = Path(__file__).parent.parent / "docs" / "nir-tui.1"
_OF_FILES = ("out", "path", "paths", "file", "each", "register")
"""The arguments that are completed with names of files."""


def completion_script(shell: str) -> str:
    """Return the completion script of a shell."""
    parser = build_parser()
    for action in _actions(parser):
        if action.dest in _OF_FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
    return str(shtab.complete(parser, shell)).rstrip() + "\n"


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Yield the arguments of a parser and of its subcommands."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from _actions(inner)


def man_page() -> str:
    """Return the manual page, without a date: it is as old as its version."""
    parser = build_parser()
    _head, _name, *rest = str(Manpage(parser)).split("\n.SH ", 2)
    head = f'.TH NIR\\-TUI 1 "" "nir\\-tui {__version__}" "NIR"'
    name = f"NAME\nnir\\-tui \\- {parser.description}"
    return "\n.SH ".join((head, name, *rest)).rstrip() + "\n"


def main() -> None:
    """Write the scripts and the page."""
    for shell in SHELLS:
        completion_file(shell).write_text(completion_script(shell), encoding="utf-8")
    MAN_PAGE.write_text(man_page(), encoding="utf-8")


if __name__ == "__main__":
    main()

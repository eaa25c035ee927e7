"""The destination of output: standard output, or a file that appears when complete."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from models.atomic_files import new_file
from nir_tui.commands.argument_parser import UsageError
from nir_tui.presentation.i18n import _
from nir_tui.session.paths import typed_path


def add_out(parser: argparse.ArgumentParser) -> None:
    """Add the option for an output file."""
    parser.add_argument("--out", metavar="FIL", type=_out, help=_("skriv til en fil"))


def _out(text: str) -> str | None:
    """Return the path of a file; None for `-`, standard output."""
    return None if text == "-" else str(typed_path(text))


@contextmanager
def opened(out: str | None, location: str) -> Iterator[TextIO]:
    """Yield the stream to write to; `location` is the register, which no file may replace."""
    if out is None:
        yield sys.stdout
        return
    with new_file(out, location) as path, path.open("w", encoding="utf-8") as stream:
        yield stream


def refuse_terminal_for_xlsx() -> None:
    """Raise UsageError if standard output, where an Excel file would go, is a terminal."""
    if sys.stdout.isatty():
        raise UsageError(_("En Excel-fil kan ikke vises i terminalen; bruk --out FIL"))

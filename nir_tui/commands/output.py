"""Where an answer goes: to standard output, or into a file that appears when it is whole."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from models.atomic_files import new_file
from nir_tui.presentation.i18n import _
from nir_tui.session.paths import typed_path


def add_out(parser: argparse.ArgumentParser) -> None:
    """Add the option for a file."""
    parser.add_argument("--out", metavar="FIL", type=_out, help=_("skriv til en fil"))


def _out(text: str) -> str | None:
    """A file; None for standard output, which `-` is too."""
    return None if text == "-" else str(typed_path(text))


@contextmanager
def opened(out: str | None, location: str) -> Iterator[TextIO]:
    """The stream to write an answer to; `location` is the register, which no file may replace."""
    if out is None:
        yield sys.stdout
        return
    with new_file(out, location) as path, path.open("w", encoding="utf-8") as stream:
        yield stream

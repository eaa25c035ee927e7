"""Lists as text, JSON or CSV, on standard output or in a file."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

from nir_tui.commands.context import Context
from nir_tui.commands.output import add_out, opened
from nir_tui.presentation.i18n import _

LIST_FORMATS = ("text", "json", "csv")


def add_table_output(parser: argparse.ArgumentParser, *more: str, has_json: bool = False) -> None:
    """Add `--format`, with `more` formats, and `--out`; with `has_json` also `--json`."""
    parser.add_argument("--format", choices=(*LIST_FORMATS, *more), default="text")
    if has_json:
        parser.add_argument(
            "--json",
            action="store_const",
            const="json",
            dest="format",
            help=_("svar som JSON"),
        )
    add_out(parser)


@contextmanager
def answer_to_file(context: Context) -> Iterator[None]:
    """Within the block, write the answer to the file of `--out`, if there is one."""
    out = context.options.out
    if out is None:
        yield
        return
    with opened(out, context.location) as stream, redirect_stdout(stream):
        yield


def cell_text(value: object) -> str:
    """Return a value of JSON as a cell of a CSV: empty for null, a number with a comma."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)

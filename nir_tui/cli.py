"""The command line: runs one command and returns its exit status."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from models.errors import (
    NotAllowed,
    NotFound,
    Refused,
    RegisterError,
    Unusable,
    os_error_message,
)
from nir_tui.commands.argument_parser import UsageError
from nir_tui.commands.command_line import build_parser
from nir_tui.commands.skip_server_drivers import leave_drivers_out
from nir_tui.presentation.i18n import _, render
from nir_tui.presentation.safe_text import sanitize
from nir_tui.runtime.gc_tuning import collection_paused
from nir_tui.session.config_faults import warnings_of_file
from nir_tui.session.crash_report import write_crash
from nir_tui.session.standard_streams import (
    discard_output,
    open_closed_streams,
    takes_output,
    write_stderr,
)
from rules.duf_number import InvalidDufNumber

if TYPE_CHECKING:
    pass

DONE, REFUSED, WRONG_USAGE, NOT_FOUND, NOT_ALLOWED, UNUSABLE = range(6)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status of the contract."""
    os.umask(0o077)
    open_closed_streams()
    try:
        words = list(sys.argv[1:] if argv is None else argv)
        if not all(map(_is_text, words)):
            raise UsageError(_("Argumentene er ikke gyldig UTF-8"))
        leave_drivers_out(words)
        with collection_paused():
            status = _parse_and_run(words)
        sys.stdout.flush()
        return status
    except UsageError as wrong:
        return _complain(WRONG_USAGE, str(wrong))
    except InvalidDufNumber as wrong:
        return _complain(NOT_FOUND, render(wrong.message))
    except NotFound as missing:
        return _complain(NOT_FOUND, *map(render, missing.messages))
    except NotAllowed as refusal:
        return _complain(NOT_ALLOWED, *map(render, refusal.messages))
    except Unusable as error:
        return _complain(UNUSABLE, *map(render, error.messages))
    except Refused as refusal:
        return _complain(REFUSED, *map(render, refusal.messages), *_how_to_go_on(refusal))
    except RegisterError as refusal:
        return _complain(REFUSED, *map(render, refusal.messages))
    except BrokenPipeError:
        # The reader of our output has closed it; nothing more can be written.
        discard_output(sys.stdout)
        return DONE
    except KeyboardInterrupt:
        return _complain(REFUSED, _("Avbrutt"))
    except OSError as error:
        return _complain(UNUSABLE, _what_failed(error))
    except Exception as error:  # noqa: BLE001  (the last resort: say little, keep where it was)
        return _complain(UNUSABLE, *map(render, write_crash(error)))


def _parse_and_run(words: Sequence[str]) -> int:
    """Parse arguments and run their command; the parser answers `--help` and `--version`."""
    try:
        options = build_parser(words).parse_args(words)
    except SystemExit as answered:
        return int(answered.code or DONE)
    return _run(options)


def _what_failed(error: OSError) -> str:
    why = render(os_error_message(error))
    if error.filename:
        return f"{error.filename}: {why}"
    return _("Kan ikke skrive svaret: {why}").format(why=why)


def _how_to_go_on(refusal: Refused) -> Iterator[str]:
    """Yield how to confirm a refusal that only asks, unless its question says so itself."""
    asks = refusal.findings and all(finding.is_warning for finding in refusal.findings)
    if asks and not any("--yes" in message.template for message in refusal.messages):
        yield _("Bekreft med --yes")


def _is_text(word: str) -> bool:
    """Return whether a word is valid text: bytes that are not UTF-8 arrive as lone surrogates.

    No database accepts those.
    """
    return not any("\ud800" <= letter <= "\udfff" for letter in word) and "\0" not in word


def _run(options: argparse.Namespace) -> int:
    """Run a command; an attempt that is not allowed is written in the journal."""
    from nir_tui.commands.context import Context

    if options.command != "config":
        for warning in warnings_of_file():
            write_stderr(sanitize(_("Advarsel: {text}").format(text=render(warning))))
    context = Context(options)
    try:
        status: int = options.run(context)
    except NotAllowed as refusal:
        if not refusal.is_journalled:
            context.write_refused()
        raise
    finally:
        context.close()
    return status


def _complain(status: int, *lines: str) -> int:
    for line in lines:
        write_stderr(sanitize(line))
    if not takes_output(sys.stdout):
        discard_output(sys.stdout)
    return status

"""The command line: what to do, and the exit status that tells how it went."""

import argparse
import io
import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from models.errors import NotAllowed, NotFound, Refused, RegisterError, Unusable
from nir_tui import __version__
from nir_tui.commands import add_commands
from nir_tui.crash import write_crash
from nir_tui.drivers import leave_drivers_out
from nir_tui.garbage import collection_paused
from nir_tui.language import _, told
from nir_tui.text import plain
from nir_tui.usage import Parser, WrongUsage
from rules.duf import NotADufNumber

if TYPE_CHECKING:
    from nir_tui.commands.common import Context

DONE, REFUSED, WRONG_USAGE, NOT_FOUND, NOT_ALLOWED, UNUSABLE = range(6)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; give the exit status of the contract."""
    os.umask(0o077)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        words = list(sys.argv[1:] if argv is None else argv)
        if not all(map(_is_text, words)):
            raise WrongUsage(_("Argumentene er ikke gyldig UTF-8"))
        leave_drivers_out(words)
        with collection_paused():
            options = build_parser(words).parse_args(words)
            status = _run(options)
        # Whoever started us may have closed it.
        if sys.stdout:
            sys.stdout.flush()
        return status
    except WrongUsage as wrong:
        return _complain(WRONG_USAGE, str(wrong))
    except NotADufNumber as wrong:
        return _complain(NOT_FOUND, told(wrong.sentence))
    except NotFound as missing:
        return _complain(NOT_FOUND, *map(told, missing.sentences))
    except NotAllowed as refusal:
        return _complain(NOT_ALLOWED, *map(told, refusal.sentences))
    except Unusable as trouble:
        return _complain(UNUSABLE, *map(told, trouble.sentences))
    except Refused as refusal:
        return _complain(REFUSED, *map(told, refusal.sentences), *_how_to_go_on(refusal))
    except RegisterError as refusal:
        return _complain(REFUSED, *map(told, refusal.sentences))
    except BrokenPipeError:
        # Whoever read our output has gone; nothing more can be said to them.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return _complain(REFUSED, _("Avbrutt"))
    except OSError as trouble:
        where = trouble.filename or ""
        return _complain(UNUSABLE, f"{where}: {trouble.strerror}".removeprefix(": "))
    except Exception as error:  # noqa: BLE001  (the last resort: say little, keep where it was)
        return _complain(UNUSABLE, *map(told, write_crash(error)))


def _how_to_go_on(refusal: Refused) -> Iterator[str]:
    """What only asks is confirmed with an option, where the question does not say so itself."""
    asks = refusal.findings and all(finding.is_warning for finding in refusal.findings)
    if asks and not any("--yes" in sentence.template for sentence in refusal.sentences):
        yield _("Bekreft med --yes")


def _is_text(word: str) -> bool:
    """Bytes that are no UTF-8 arrive as lone surrogates, which no database takes."""
    return not any("\ud800" <= letter <= "\udfff" for letter in word) and "\0" not in word


def build_parser(words: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """The command line as far as a call needs it; all of it, as `--help` shows it, for none."""
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


def _run(options: argparse.Namespace) -> int:
    """Carry a command out; what was tried and is not allowed is written in the journal."""
    from nir_tui.commands.common import Context

    context = Context(options)
    try:
        status: int = options.run(context)
    except NotAllowed:
        context.write_refused()
        raise
    finally:
        context.close()
    return status


def _open_app(context: "Context") -> int:
    from nir_tui.commands.app import open_on_report

    return open_on_report(context)


def _complain(status: int, *lines: str) -> int:
    for line in lines:
        print(plain(line), file=sys.stderr)
    return status

"""The shared parts of the commands: the session, parsing options, writing output."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property, partial
from typing import Any, TextIO, TypeVar

from models.errors import Refused
from models.journal.writer import write_refused
from nir_tui.presentation.date_parsing import parse_date
from nir_tui.presentation.i18n import _
from nir_tui.presentation.progress import ProgressMeter
from nir_tui.presentation.safe_text import sanitize
from nir_tui.session.config import Config, load_config
from nir_tui.session.locations import register_location, user_id
from nir_tui.session.session import Session, open_session
from nir_tui.session.standard_streams import write_stderr
from rules.code_lists import Labelled
from rules.date_limits import check_date_limits
from rules.findings import Field, Finding, error
from rules.message import message

Subcommands = Any
Run = Callable[["Context"], int]
W = TypeVar("W", bound=Labelled)


class Context:
    """One call of the program: its options, and the session opened from them."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.over_ssh = False
        self.asked: str | None = None

    @cached_property
    def config(self) -> Config:
        """The configuration file."""
        return load_config()

    @cached_property
    def as_of(self) -> date | None:
        """The date to use as today, by option or environment. Raises Refused for an invalid one."""
        day = parse_date(self.options.as_of or os.environ.get("NIR_AS_OF", ""))
        if wrong := [*check_date_limits((Field.DATE, day))]:
            raise Refused(wrong)
        return day

    @cached_property
    def user(self) -> str:
        """The id of the user."""
        return user_id(self.options.user, self.config)

    @property
    def location(self) -> str:
        """The path or address of the register."""
        return register_location(self.options.register, self.config)

    @cached_property
    def session(self) -> Session:
        """The session, with the register open."""
        where, who = self.location, self.user
        return open_session(where, who, self.config, self.as_of, self.over_ssh)

    def close(self) -> None:
        """Close the register, if one was opened."""
        session = self.__dict__.get("session")
        if session:
            session.register.close()

    def write_refused(self) -> None:
        """Write in the journal that the command was refused.

        Opening the session has already written the refusal of a person who is not a user.
        """
        session = self.__dict__.get("session")
        if session:
            command = self.options.command
            write_refused(session.register, session.actor, command, asked=self.asked)


def add_command(
    commands: Subcommands, name: str, run: Run, help_text: str
) -> argparse.ArgumentParser:
    """Add a command that `run` executes."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=help_text, description=help_text
    )
    parser.set_defaults(run=run)
    return parser


def add_group(commands: Subcommands, name: str, help_text: str) -> Subcommands:
    """Add a command that only has subcommands."""
    parser = commands.add_parser(name, help=help_text, description=help_text)
    return parser.add_subparsers(metavar="KOMMANDO", required=True, dest=f"{name}_command")


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add the option `--json`."""
    parser.add_argument("--json", action="store_true", help=_("svar som JSON"))


def parse_enum(words: type[W], text: str, what: str, field: Field = Field.CASE) -> W:
    """Parse a slug. Raises Refused with the known slugs."""
    try:
        return words(text)
    except ValueError:
        known = ", ".join(str(word) for word in words)
        text_of = message(
            "Ukjent {what} «{text}»; velg blant {known}", what=what, text=text, known=known
        )
        raise Refused([error(field, text_of)]) from None


def parse_all(*readers: Callable[[], Any]) -> list[Any]:
    """Parse several values. Raises Refused with the findings of all that fail."""
    values: list[Any] = []
    wrong: list[Finding] = []
    for reader in readers:
        try:
            values.append(reader())
        except Refused as refusal:
            wrong += refusal.findings
    if wrong:
        raise Refused(wrong)
    return values


def parse_each(reader: Callable[[Any], Any], texts: Iterable[Any]) -> tuple[Any, ...]:
    """Parse the values of an option that takes several, as `parse_all` does."""
    return tuple(parse_all(*(partial(reader, text) for text in texts)))


def print_json(value: object) -> None:
    """Write a value as JSON."""
    print(as_json(value))


def as_json(value: object) -> str:
    """Return a value as JSON, indented by two spaces; all that a terminal would obey is escaped.

    Other characters are not escaped.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return "".join(
        letter if letter.isprintable() or letter == "\n" else json.dumps(letter)[1:-1]
        for letter in text
    )


def print_csv(
    titles: Sequence[str], rows: Iterable[Sequence[str]], stream: TextIO | None = None
) -> None:
    """Write rows in the format of the report's CSV: semicolon, UTF-8 with BOM, CRLF.

    Without `stream` to standard output.
    """
    import csv

    from models.exchange.formula_escaping import escape_formula

    stream = stream or sys.stdout
    stream.write("\ufeff")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(titles)
    writer.writerows([escape_formula(cell) for cell in row] for row in rows)


def print_line(*parts: str) -> None:
    """Write a sanitized line of output."""
    print(sanitize("  ".join(parts)).rstrip())


def print_stderr(text: str) -> None:
    """Write a sanitized message to standard error."""
    write_stderr(sanitize(text))


def progress_shown() -> Callable[[int, int], None]:
    """Return a function that shows progress, rate and time left if stderr is a terminal."""
    pace = ProgressMeter()

    def show(done: int, total: int) -> None:
        if not sys.stderr.isatty() or not pace.is_time(done, total):
            return
        end = "\n" if total and done == total else ""
        print(f"\r{pace.describe(done, total)}\033[K", end=end, file=sys.stderr, flush=True)

    return show


def iso(day: date | None) -> str | None:
    """Return a date in ISO form, for JSON."""
    return day.isoformat() if day else None

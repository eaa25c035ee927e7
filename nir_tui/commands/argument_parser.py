"""argparse with Norwegian messages, which leaves the exit to its caller."""

import argparse
import re
import sys
from typing import Any, NoReturn

from nir_tui.commands.argparse_texts import argparse_translated
from nir_tui.commands.duf_words import with_whole_dufs, without_idle_dashes
from nir_tui.presentation.i18n import _


class UsageError(Exception):
    """The command line is invalid; the message says why and where to find help."""


class Parser(argparse.ArgumentParser):
    """A parser that raises its errors, in Norwegian."""

    def __init__(self, **options: Any) -> None:
        with argparse_translated():
            super().__init__(**{**options, "allow_abbrev": False})
        # Hours such as -5,5 are an invalid value, not an option.
        self._negative_number_matcher = re.compile(r"-\d+([.,]\d*)?")

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse the words of a whole call; raise UsageError, or SystemExit after the help."""
        with argparse_translated():
            return super().parse_args(args, namespace)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse the words of this command; a DUF number in several words becomes one."""
        words = list(sys.argv[1:] if args is None else args)
        positionals = self._get_positional_actions()
        options = self._option_string_actions
        words = without_idle_dashes(words, options, has_commands=self._subparsers is not None)
        is_of_person = bool(positionals) and positionals[0].dest == "duf"
        words = with_whole_dufs(words, options, is_of_person)
        return super().parse_known_args(words, namespace)

    def _print_message(self, message: str, file: Any = None) -> None:
        # argparse would ignore write errors.
        (file or sys.stdout).write(message)

    def error(self, message: str) -> NoReturn:
        """Raise UsageError."""
        see = _("Se")
        raise UsageError(f"{self.prog}: {message}. {see} {self.prog} --help")

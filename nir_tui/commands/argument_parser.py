"""argparse with Norwegian messages, which leaves the exit to its caller."""

import argparse
import re
import sys
from typing import Any, NoReturn

from nir_tui.commands.duf_words import with_whole_dufs, without_idle_dashes
from nir_tui.presentation.i18n import _, marked

_ARGPARSE_MESSAGES = (
    (r"the following arguments are required: (.*)", marked("mangler: {}")),
    (r"unrecognized arguments: (.*)", marked("ukjent: {}")),
    (r"argument (.*): expected one argument", marked("{} mangler verdi")),
    (r"argument (.*): expected at least one argument", marked("{} mangler verdi")),
    (
        r"argument (.*): invalid choice: (.*) \(choose from (.*)\)",
        marked("{}: {} er ikke blant {}"),
    ),
    (r"argument (.*): invalid int value: (.*)", marked("{}: {} er ikke et tall")),
    (r"argument (.*): not allowed with argument (.*)", marked("{} går ikke sammen med {}")),
    (
        r"argument (.*): ignored explicit argument (.*)",
        marked("{} tar ingen verdi, heller ikke {}"),
    ),
    (r"one of the arguments (.*) is required", marked("velg en av {}")),
)


class UsageError(Exception):
    """The command line is invalid; the message says why and where to find help."""


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, _("bruk: ") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that raises its errors, in Norwegian."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{**options, "add_help": False, "allow_abbrev": False, "formatter_class": _Formatter}
        )
        self.add_argument("-h", "--help", action="help", help=_("vis denne hjelpen"))
        self._positionals.title = _("argumenter")
        self._optionals.title = _("valg")
        # Hours such as -5,5 are an invalid value, not an option.
        self._negative_number_matcher = re.compile(r"-\d+([.,]\d*)?")

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
        raise UsageError(f"{self.prog}: {_norwegian(message)}. {_('Se')} {self.prog} --help")


def _norwegian(message: str) -> str:
    for english, norwegian in _ARGPARSE_MESSAGES:
        match = re.fullmatch(english, message)
        if match:
            return _(norwegian).format(*match.groups())
    return message

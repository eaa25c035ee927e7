"""The texts of argparse in the language of the screens."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from nir_tui.presentation.i18n import _, is_english, marked

ARGPARSE_TEXTS = {
    " (default: %(default)s)": marked(" (ellers %(default)s)"),
    "%(heading)s:": marked("%(heading)s:"),
    "%(prog)s: error: %(message)s\n": marked("%(prog)s: feil: %(message)s\n"),
    "%(prog)s: warning: %(message)s\n": marked("%(prog)s: advarsel: %(message)s\n"),
    "ambiguous option: %(option)s could match %(matches)s": marked(
        "%(option)s kan bety %(matches)s"
    ),
    "argument %(argument_name)s: %(message)s": marked("%(argument_name)s: %(message)s"),
    "argument '%(argument_name)s' is deprecated": marked("«%(argument_name)s» er på vei ut"),
    "can't open '%(filename)s': %(error)s": marked("kan ikke åpne «%(filename)s»: %(error)s"),
    "command '%(parser_name)s' is deprecated": marked("kommandoen «%(parser_name)s» er på vei ut"),
    "expected %s argument": marked("må ha %s verdi"),
    "expected %s arguments": marked("må ha %s verdier"),
    "expected at least one argument": marked("mangler minst én verdi"),
    "expected at most one argument": marked("tar høyst én verdi"),
    "expected one argument": marked("mangler verdi"),
    "ignored explicit argument %r": marked("tar ingen verdi, heller ikke %r"),
    # The only type of a value that can be wrong is a number.
    "invalid %(type)s value: %(value)r": marked("%(value)r er ikke et tall"),
    "invalid choice: %(value)r (choose from %(choices)s)": marked(
        "%(value)r er ikke blant %(choices)s"
    ),
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": marked(
        "%(value)r er ikke blant %(choices)s; mente du %(closest)r?"
    ),
    "not allowed with argument %s": marked("går ikke sammen med %s"),
    "one of the arguments %s is required": marked("velg en av %s"),
    "option '%(option)s' is deprecated": marked("valget «%(option)s» er på vei ut"),
    "options": marked("valg"),
    "positional arguments": marked("argumenter"),
    "show program's version number and exit": marked("vis versjonen"),
    "show this help message and exit": marked("vis denne hjelpen"),
    "subcommands": marked("kommandoer"),
    "the following arguments are required: %s": marked("mangler: %s"),
    "unexpected option string: %s": marked("uventet: %s"),
    "unknown parser %(parser_name)r (choices: %(choices)s)": marked(
        "%(parser_name)r er ingen kommando; velg blant %(choices)s"
    ),
    "unrecognized arguments: %s": marked("ukjent: %s"),
    "usage: ": marked("bruk: "),
}
"""Bokmål by argparse's own English template, for the templates of Python 3.11 to 3.14."""


@contextmanager
def argparse_translated() -> Iterator[None]:
    """Translate what argparse says within the block.

    argparse looks its texts up in the domain that `gettext` has for the whole process, in the
    language of the environment. Other users of argparse in this process keep that.
    """
    lookups = vars(argparse)
    earlier = {name: lookups[name] for name in ("_", "ngettext")}
    lookups.update(_=_translate, ngettext=_translate_plural)
    try:
        yield
    finally:
        lookups.update(earlier)


def _translate(text: str) -> str:
    return text if is_english() else _(ARGPARSE_TEXTS.get(text, text))


def _translate_plural(one: str, many: str, count: int) -> str:
    return _translate(one if count == 1 else many)

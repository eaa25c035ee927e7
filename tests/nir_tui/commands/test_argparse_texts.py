"""argparse speaks the language of the screens: no template of it reaches a user untranslated."""

import argparse
import ast
import gettext
import inspect
import re
from collections.abc import Iterator

import pytest

from nir_tui.commands.argparse_texts import ARGPARSE_TEXTS
from nir_tui.commands.argument_parser import UsageError
from nir_tui.commands.command_line import build_parser
from nir_tui.presentation import i18n
from tests.nir_tui.presentation.recorder import translation

ABOUT_A_DEFINITION = {
    "%r is not callable",
    "'required' is an invalid argument for positionals",
    ".__call__() not defined",
    'argument "-" with mode %r',
    "cannot have multiple subparser arguments",
    "cannot merge actions - two groups are named %r",
    "conflicting option string: %s",
    "conflicting option strings: %s",
    "conflicting subparser alias: %s",
    "conflicting subparser: %s",
    "dest= is required for options like %r",
    "invalid conflict_resolution value: %r",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    "mutually exclusive arguments must be optional",
}
"""What a programmer reads who defines a wrong parser; later versions do not translate these."""

PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?([rs])")


def templates() -> Iterator[str]:
    """Yield the templates that the installed argparse looks up."""
    for node in ast.walk(ast.parse(inspect.getsource(argparse))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("_", "ngettext"):
            texts = [part.value for part in node.args if isinstance(part, ast.Constant)]
            yield from (text for text in texts if isinstance(text, str))


def placeholders(text: str) -> list[tuple[str, str]]:
    return sorted(PLACEHOLDER.findall(text))


def test_every_template_of_the_installed_argparse_has_a_text() -> None:
    found = set(templates())
    assert len(found) > 30
    assert found - ABOUT_A_DEFINITION <= ARGPARSE_TEXTS.keys()


def test_placeholders_agree() -> None:
    nynorsk = translation("nn")
    for english, bokmaal in ARGPARSE_TEXTS.items():
        expected = placeholders(english)
        if english == "invalid %(type)s value: %(value)r":
            expected.remove(("type", "s"))
        assert placeholders(bokmaal) == expected
        assert placeholders(str(nynorsk[bokmaal].string)) == expected


def test_numbers_are_the_only_values_that_can_be_of_a_wrong_type() -> None:
    def types(parser: argparse.ArgumentParser) -> Iterator[object]:
        for action in parser._actions:
            yield action.type
            if isinstance(action, argparse._SubParsersAction):
                for one in action.choices.values():
                    yield from types(one)

    named = {getattr(found, "__name__", None) for found in types(build_parser())}
    assert named == {None, "str", "int", "_out"}


USAGE = [
    (["codes", "--json=1"], "tar ingen verdi", "tek ingen verdi", "ignored explicit argument"),
    (["--as-of"], "--as-of: mangler verdi", "--as-of: manglar verdi", "expected one argument"),
    (["tull"], "'tull' er ikke blant", "'tull' er ikkje blant", "invalid choice: 'tull' (choose"),
    (["goal"], "mangler: DUF, ", "manglar: DUF, ", "the following arguments are required: DUF"),
    (["report", "--tull"], "ukjent: --tull", "ukjend: --tull", "unrecognized arguments: --tull"),
    (["report", "--year"], "minst én verdi", "minst éin verdi", "expected at least one argument"),
    (["init", "--seed", "x"], "'x' er ikke et tall", "'x' er ikkje eit tal", "invalid int value"),
    (
        ["init", "--demo", "--synthetic", "9"],
        "--synthetic: går ikke sammen med --demo",
        "--synthetic: går ikkje saman med --demo",
        "argument --synthetic: not allowed with argument --demo",
    ),
]


@pytest.mark.parametrize("number", range(3), ids=["nb", "nn", "en"])
@pytest.mark.parametrize(("words", "texts"), [(words, texts) for words, *texts in USAGE])
def test_a_wrong_call_is_answered_in_the_language_of_the_screens(
    words: list[str], texts: list[str], number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(monkeypatch, number)
    with pytest.raises(UsageError, match=re.escape(texts[number])):
        build_parser(words).parse_args(words)


@pytest.mark.parametrize("number", range(3), ids=["nb", "nn", "en"])
def test_the_help_is_in_the_language_of_the_screens(
    number: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    speak(monkeypatch, number)
    with pytest.raises(SystemExit):
        build_parser(["init"]).parse_args(["init", "--help"])
    said = capsys.readouterr().out
    for texts in (("bruk: ", "bruk: ", "usage: "), ("\nvalg:", "\nval:", "\noptions:")):
        assert texts[number] in said
    help_texts = ("vis denne hjelpen", "vis denne hjelpa", "show this help message and exit")
    assert help_texts[number] in said


def test_other_parsers_in_the_process_keep_their_language() -> None:
    with pytest.raises(UsageError):
        build_parser(["tull"]).parse_args(["tull"])
    assert argparse.ArgumentParser().format_usage().startswith("usage: ")
    assert vars(argparse)["_"] is gettext.gettext


def speak(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Let the screens be in bokmål, nynorsk or English."""
    if number:
        language = i18n.LETTER_LANGUAGES[number]
        catalogue = gettext.translation("nir_tui", i18n._CATALOGUES, languages=[language])
        monkeypatch.setattr(i18n, "_catalogue", catalogue)

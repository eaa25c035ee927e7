"""A DUF number on the command line in several words: `decision edit 9924 000022 00 17`."""

import argparse
import re
from collections import deque
from collections.abc import Sequence

from rules.duf_number import LENGTH

OPTION = "--duf"
_HYPHENS = r"\-\u2010-\u2015\u2212"
_PART = re.compile(rf"[\d\s{_HYPHENS}]*\d[\d\s{_HYPHENS}]*|[{_HYPHENS}]")


def with_whole_dufs(
    words: Sequence[str], options: dict[str, argparse.Action], begins_with_duf: bool
) -> list[str]:
    """Return the words of a command, with its DUF number and that of `--duf` each as one word.

    `options` are the command's by name; `begins_with_duf`: the first word that belongs to no option
    is a DUF number. Words are joined until the number has twelve digits.
    """
    rest, whole = deque(words), list[str]()
    has_options, is_awaited = True, begins_with_duf
    while rest:
        word = rest.popleft()
        if not has_options or not _is_option(word):
            whole.append(_joined(word, rest) if is_awaited else word)
            is_awaited = False
            continue
        name, has_value, value = word.partition("=")
        has_options = word != "--"
        if name == OPTION and has_value:
            whole.append(f"{name}={_joined(value, rest)}")
            continue
        whole.append(word)
        if name == OPTION and rest and not _is_option(rest[0]):
            whole.append(_joined(rest.popleft(), rest))
        elif not has_value and name in options:
            whole += _values(options[name].nargs, rest)
    return whole


def without_idle_dashes(
    words: Sequence[str], options: dict[str, argparse.Action], has_commands: bool
) -> list[str]:
    """Return the words without a `--` that separates nothing: before a command, or at the end."""
    rest, before = deque(words), list[str]()
    while rest:
        word = rest.popleft()
        if word == "--":
            separates_nothing = has_commands or not rest
            return [*before, *rest] if separates_nothing else list(words)
        before.append(word)
        if _is_option(word):
            before += _values(options[word].nargs, rest) if word in options else []
        elif has_commands:
            # The words that follow belong to the command.
            break
    return [*before, *rest]


def _values(nargs: int | str | None, rest: deque[str]) -> list[str]:
    """Remove and return the values of an option from the words after it."""
    if nargs is None:
        return [rest.popleft()] if rest else []
    values = []
    while nargs in ("+", "*") and rest and not _is_option(rest[0]):
        values.append(rest.popleft())
    return values


def _is_option(word: str) -> bool:
    return word.startswith("-") and not _PART.fullmatch(word)


def _joined(word: str, rest: deque[str]) -> str:
    while _PART.fullmatch(word) and _digits(word) < LENGTH and rest and _PART.fullmatch(rest[0]):
        word += f" {rest.popleft()}"
    return word


def _digits(text: str) -> int:
    return sum(letter.isdigit() for letter in text)

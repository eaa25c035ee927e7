"""The documentation says what the program does."""

import re
from pathlib import Path

import pytest

from nir_tui.commands.command_line import build_parser
from tools.pictures import key_page

ROOT = Path(__file__).parents[3]


def test_the_page_of_keys_is_fresh() -> None:
    assert (ROOT / "docs" / "keys.md").read_text(encoding="utf-8") == key_page(), "make pictures"


def commands() -> list[str]:
    parser = build_parser()
    [choices] = [action.choices for action in parser._actions if action.choices]
    return sorted(choices)


@pytest.mark.parametrize("command", commands())
def test_the_readme_names_every_command(command: str) -> None:
    assert f"`{command}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_of_the_readme_is_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.split("## Commands")[1].split("## ")[0]
    named = {match.split()[0] for match in re.findall(r"^\| `([a-z][^`]*)`", table, re.MULTILINE)}
    assert named == set(commands())


PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(((?!https?:)[^)#]+)", text):
        assert (page.parent / target).exists(), target


def test_every_proof_of_a_promise_exists() -> None:
    page = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", page)
    assert len(named) > 25
    for file, test in named:
        source = (ROOT / file).read_text(encoding="utf-8")
        assert not test or re.search(rf"(def|class) {test}\b", source), f"{file}::{test}"

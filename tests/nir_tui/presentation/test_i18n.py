"""Every text shown to a user goes through gettext."""

import ast
import gettext
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.access import Role
from nir_tui.actions import Scope
from nir_tui.commands.argparse_texts import ARGPARSE_TEXTS
from nir_tui.presentation import i18n as language
from nir_tui.screens.common.help import MOVING
from rules.reasons import REASONS
from tests.sessions.keyboard import at_keyboard
from tools.messages import catalogue

ROOT = Path(__file__).parents[3]
ROOMS = ("nir_tui", "models", "rules")
TRANSLATED = {"_", "message", "marked", "cite"}
TABLES = {
    "rules/reason_table.py": "the guide's tables; shown through _()",
    "rules/code_lists.py": "labels; shown through label()",
    "models/collation.py": "letters",
    "models/sample_data/demo/guide.py": "names of persons",
    "models/lists/column_registry.py": "NIR's own titles; Norwegian in files, shown through _()",
    "models/lists/list_kinds.py": "titles of the lists; Norwegian in files, shown through _()",
    "models/exchange/importing/nir_titles.py": "NIR's own titles, which are read",
    "models/exchange/importing/read_nir_report.py": "NIR's own words, which are read",
    "nir_tui/actions.py": "headings of the help; shown through _()",
}
NORWEGIAN = re.compile(r"[æøåÆØÅ]|\b(?:ikke|og|er|til|med|kan|må|ingen|avslutning|vedtak)\b")


def strings(tree: ast.AST, translated: bool = False) -> Iterator[ast.Constant]:
    """Yield the string constants except docstrings and arguments of translating calls."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        inside = translated or (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in TRANSLATED
        )
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not inside:
            yield node
        yield from strings(node, inside)


FILES = [
    path
    for room in ROOMS
    for path in sorted((ROOT / room).rglob("*.py"))
    if path.relative_to(ROOT).as_posix() not in TABLES
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_norwegian_text_goes_past_gettext(path: Path) -> None:
    found = [
        f"{path.name}:{node.lineno} {node.value!r}"
        for node in strings(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node.value, str)
        and NORWEGIAN.search(node.value)
        and not re.fullmatch(r"[a-z0-9-]+", node.value)
    ]
    assert not found


class Shouting(gettext.NullTranslations):
    """A translation that puts an exclamation mark before every text."""

    def gettext(self, message: str) -> str:
        return f"!{message}"


async def test_the_screens_speak_the_catalogues_language(
    demo_copy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "_catalogue", Shouting())
    async with at_keyboard(demo_copy) as nir:
        nir.sees(
            "!Deltakere som har avsluttet introduksjonsprogram",
            "!Integreringsloven > Kristiansand > 2024 > !Regelmotor",
            "!Viser 1 - 10 av 10 linjer !(filtrert fra 346 totalt antall linjer)",
            "!DUF-nummer",
            "!Ikke registrert",
            "Enter !Åpne",
        )
        await nir.press("m", "enter")
        nir.sees(
            "!Rett til introduksjonsprogram",
            "!Sluttmål !Arbeid - person har",
            "!Frist for gjennomføring",
            "● !Avslutningsårsak ikke registrert: legg til årsak (l)",
            "!Ordinær avslutning",
            "!Deltakelse",
            "!Vedtak fattet",
            "!gjeldende",
        )
        await nir.press("w")
        nir.sees("!Regler", "!Kontrollert mot loven per", "!6 måneder fra 18.03.2024")
        await nir.press("escape", "l", "enter")
        await nir.type("!helse")
        nir.sees("!Etter lagring: !regelmotorens «Avslutningsårsak", "!Deltager som avsluttes")


def test_a_paragraph_sign_never_stands_alone_at_the_end_of_a_line() -> None:
    texts = [str(message.id) for message in catalogue()]
    assert [text for text in texts if re.search(r"§+(?!\N{NO-BREAK SPACE}|§|$|\{)", text)] == []


@pytest.mark.parametrize("language", ["en_US.UTF-8", "nn_NO.UTF-8"])
def test_the_environment_chooses_no_language(language: str) -> None:
    """The translations cover explanations only: a screen would mix two languages."""
    said = "from nir_tui.presentation.i18n import _; print(ascii(_('Hva som endrer svaret')))"
    environment = {**os.environ, "LANGUAGE": language, "LC_ALL": language, "LANG": language}
    run = subprocess.run(
        [sys.executable, "-c", said], env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "'Hva som endrer svaret'"


def test_the_catalogue_holds_codes_labels_and_sentences() -> None:
    texts = {message.id for message in catalogue()}
    named = [
        *(role.label for role in Role),
        *map(str, Scope),
        *ARGPARSE_TEXTS.values(),
    ]
    named += [text for _keys, *texts_of_key in MOVING for text in texts_of_key]
    named += [text for r in REASONS.values() for text in (r.label, r.short_label, r.help)]
    assert not set(named) - texts
    assert {
        "Avslutningsårsak ikke registrert",
        "Fast eller midlertidig arbeid. Registrer antall timer pr. uke for arbeidsforholdet/ene",
        "Rett og plikt til introduksjonsprogram",
        "Viser {first} - {last} av {matching} linjer",
        "Avslutningsdatoen {date} er etter frist for gjennomføring {deadline}",
        "Kjør regelmotor",
    } <= texts

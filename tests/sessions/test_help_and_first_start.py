"""The help in the users' words, and the lines of a user's very first start."""

import shlex
from pathlib import Path

import pytest

from nir_tui.actions import Scope
from nir_tui.presentation import field_texts
from nir_tui.presentation.field_texts import FieldText
from nir_tui.screens.common.screen_about import SCREEN_ABOUT
from nir_tui.session.choices import Choices
from tests.outside.pty_session import NIR
from tests.sessions.keyboard import at_keyboard
from tests.sessions.tmux import Terminal, needs_tmux


async def test_the_help_says_first_what_the_screen_is_for(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("question_mark")
        nir.sees("Prikken er den som må rettes", "Enter åpner personen på raden.")
        await nir.press("escape", "m", "enter", "question_mark")
        nir.sees("Linja med prikk sier hva som er galt")


def test_every_screen_and_every_field_has_its_help() -> None:
    assert set(SCREEN_ABOUT) == set(Scope) - {Scope.EVERYWHERE}
    fields = [one for one in vars(field_texts).values() if isinstance(one, FieldText)]
    assert len(fields) > 30
    # Two or three lines of 80 columns; a field's help may stand below the list in two.
    lengths = {about: len(text) for about, text in SCREEN_ABOUT.items()}
    assert all(60 <= length <= 237 for length in lengths.values()), lengths
    assert all(20 <= len(one.about) <= 170 and one.about.endswith(".") for one in fields)


async def test_a_form_tells_of_its_fields_and_keeps_what_is_typed(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("m", "enter", "l", "enter")
        await nir.type("arbeid")
        await nir.press("ctrl+g")
        nir.sees("Avslutningsdato: Den siste dagen", "Avslutningsårsak: Hvorfor programmet")
        nir.sees("Antall timer arbeid per uke: Timer i alle arbeidsforhold")
        nir.sees("Enter går til neste felt, og lagrer på det siste.", "ctrl+s")
        await nir.type("timer i")
        nir.sees("over 0 og til og med 80")
        nir.sees_not("Avslutningsdato:")
        await nir.press("escape")
        nir.sees("arbeid", "Måloppnåelse: Arbeid.")


@pytest.fixture
def choices(tmp_path: Path) -> Choices:
    return Choices(tmp_path / "choices.json")


async def test_the_first_key_takes_the_lines_away_and_does_what_it_does(
    demo_copy: str, choices: Choices
) -> None:
    async with at_keyboard(demo_copy, choices=choices) as nir:
        nir.sees("Velkommen. Lista er dem som har avsluttet programmet", "? viser alle tastene")
        nir.sees("Enter åpner personen på raden. m viser bare dem som må rettes.")
        await nir.press("m")
        nir.sees("Viser 1 - 3 av 3 linjer")
        nir.sees_not("Velkommen")
    async with at_keyboard(demo_copy, choices=choices) as nir:
        nir.sees("linjer")
        nir.sees_not("Velkommen")


async def test_the_lines_are_each_users_own_and_leave_the_theme_alone(
    demo_copy: str, choices: Choices, tmp_path: Path
) -> None:
    choices.keep_theme("light")
    async with at_keyboard(demo_copy, choices=choices) as nir:
        await nir.press("enter")
        nir.sees("FORNØYDE, GRANITT", "Avslutning")
        await nir.press("escape")
        nir.sees_not("Velkommen")
    assert (choices.theme, choices.has_had_first_lines) == ("light", True)
    other = Choices(tmp_path / "other.json")
    async with at_keyboard(demo_copy, choices=other) as nir:
        nir.sees("Velkommen")
    assert not other.has_had_first_lines, "no key was pressed"


@needs_tmux
def test_a_fresh_account_gets_them_once(terminal: Terminal, demo_copy: str) -> None:
    words = shlex.join([NIR, "--register", demo_copy, "--user", "4204-DEMO"])
    terminal.start(f"{words}; echo ferdig; read go; clear; {words}; sleep 60")
    terminal.waits_for("Velkommen")
    terminal.press("C-q")
    terminal.waits_for("ferdig")
    terminal.press("Enter")
    assert "Velkommen" not in terminal.waits_for("Viser 1 - ")

"""Hostile names are shown literally on every screen; control sequences never reach a terminal."""

from datetime import date

import pytest

from models.list_filter import ListFilter
from models.lists.search_journal import write_search
from rules.code_lists import DecisionKind
from tests.case_builder import DUF, World, actor
from tests.sessions.keyboard import at_keyboard

HOSTILE = [
    "[/]",
    "[SKAL IKKE KONTAKTES]",
    "[@click=app.screenshot('x')]klikk",
    "[bold red]RØD[/bold red]",
    "$accent {name} %s",
    "\\[x]\\",
    "'; DROP TABLE person; --",
    "=1+1",
    "𝒜lf 𐍈 etternavn",
]
OBEYED = [
    "A\x1b[31mB",
    "A\x9b31mB",
    "A\x1b]52;c;eA==\x07B",
    "A\u202eB",
    "A\u200bB",
    "A\nB",
    pytest.param("A\x00B", marks=pytest.mark.file),
]


@pytest.mark.screen
@pytest.mark.parametrize("name", HOSTILE)
async def test_markup_is_text_on_every_screen(world: World, name: str) -> None:
    world.participant(date(2024, 3, 18), name=f"{name}, Å")
    world.measure(date(2024, 3, 18), None)
    shown = f"{name}, Å"
    async with at_keyboard(world.place, user="ces") as nir:
        nir.sees(name[:14])
        nir.sees(shown[:70] if len(shown) > 18 else "Avslutningsårsak ikke registrert")
        await nir.press("colon")
        await nir.type("7703")
        nir.sees(shown)
        await nir.press("escape", "enter")
        nir.sees(shown)
        for key in ("l", "v", "t", "g", "w"):
            await nir.press(key)
            nir.sees(shown[:50])
            await nir.press("escape")
        await nir.press("l", "enter")
        await nir.type("helse")
        await nir.press("enter", "j", "s")
        nir.sees("Slett avslutning", shown[:50])
        await nir.press("escape", "enter")
        nir.sees("Detaljer")
        await nir.press("escape", "v", "s")
        nir.sees("Opphev vedtak", shown[:50])


@pytest.mark.parametrize("name", OBEYED)
async def test_what_a_terminal_obeys_is_replaced(world: World, name: str) -> None:
    world.participant(date(2024, 3, 18), name=f"{name}, NORMANN")
    async with at_keyboard(world.place, user="ces") as nir:
        nir.sees("NORMANN")
        for key in ("enter", "l", "escape", "v", "escape", "w", "escape", "colon", "7", "7"):
            await nir.press(key)
            text = nir.screen
            assert "�" in text or key == "colon"
            assert all(letter.isprintable() or letter in "\n\xa0" for letter in text)


async def test_a_hostile_user_id_is_text_too(world: World) -> None:
    world.participant(date(2024, 3, 18))
    async with at_keyboard(world.place, user="[/]-[red]", duf=DUF) as nir:
        await nir.press("l", "enter")
        await nir.type("helse")
        await nir.press("enter", "j")
        nir.sees("[/]-[red]")
        await nir.press("enter")
        nir.sees("Registrert av [/]-[red]")


async def test_long_names_and_letters_beyond_the_plane_keep_the_columns(world: World) -> None:
    world.participant(date(2024, 3, 18), name="A" * 200 + ", " + "B" * 200)
    world.participant(date(2024, 3, 18), duf="992400077801", name="𐒂𐒃𐒄, 漢字漢字漢字漢字漢字漢字")
    async with at_keyboard(world.place, user="ces") as nir:
        from rich.cells import cell_len

        rows = [line for line in nir.line if "Ikke registrert    18.09.2024" in line]
        assert len(rows) == 2
        at = {cell_len(line[: line.index("Ikke registrert")]) for line in rows}
        assert len(at) == 1
        assert all(cell_len(line) <= 80 for line in nir.line)


async def test_the_search_takes_signs_of_sql_and_like_as_they_are(world: World) -> None:
    world.participant(date(2024, 3, 18), name="50%_rabatt, O'Hara")
    world.decide(DecisionKind.PERMANENT_STOP, date(2024, 5, 1))
    async with at_keyboard(world.place, user="ces") as nir:
        for typed, found in (("%", 1), ("_", 1), ("'", 1), ("0%_", 1), ("1%", 0), ("[", 0)):
            await nir.press("slash")
            for letter in typed:
                await nir.press(_KEYS.get(letter, letter))
            nir.sees(f"Viser {'1 - 1 av 1' if found else '0'} linjer")
            await nir.press("escape")


_KEYS = {"%": "percent_sign", "_": "underscore", "'": "apostrophe", "[": "left_square_bracket"}


@pytest.mark.parametrize("text", [*HOSTILE, *OBEYED, "x" * 200, "𝒜lf"])
async def test_what_was_searched_for_is_text_in_the_journal(world: World, text: str) -> None:
    world.participant(date(2024, 3, 18))
    write_search(world.register, actor("[/]-x"), ListFilter(search=text))
    async with at_keyboard(world.place, user="ces") as nir:
        await nir.press("colon")
        await nir.type("hvem som så og endret hva")
        await nir.press("enter", "down")
        nir.sees("[/]-x", "søkte")
        if text in HOSTILE:
            nir.sees(f"søk: {text}")
        assert all(letter.isprintable() or letter in "\n\xa0" for letter in nir.screen)

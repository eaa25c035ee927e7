"""`Kontroll` on the screen: the checks with counts, and the persons behind each of them."""

from models.administration.journal_view import read_lines
from tests.sessions.keyboard import at_keyboard


async def test_each_check_opens_its_persons(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("colon")
        await nir.type("kontroll")
        await nir.press("enter")
        nir.sees("Kontroll 2024", "Begge lover > Kristiansand > 2024", "2024 2023")
        nir.sees("Ingen tiltak i året 3 0", "Frist innen 30 dager 6 -")
        checks = nir.screen
        await nir.press("down", "enter")
        nir.sees("Arbeidsliste", "Permanent stans", "Viser 1 - 1 av 1 linjer")
        await nir.press("escape")
        nir.sees("Kontroll 2024")
        await nir.press("up")
        assert nir.screen == checks, "Esc leads back to the check"
        await nir.press("enter")
        nir.sees("Arbeidsliste", "Ikke registrert", "Viser 1 - 1 av 1 linjer")
        await nir.press("enter", "l", "enter")
        await nir.type("ukj")
        await nir.press("enter", "j")
        nir.sees("1 rettet")
        lines = [line for line in read_lines(nir.app.session.register) if line.after]
        assert any((line.after or {}).get("list") == "control" for line in lines)


async def test_persons_that_no_filter_finds_are_walked_through(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("down", "down")
        here = nir.under_cursor
        nir.app._lists.do_control()
        await nir.rest()
        await nir.press(*["down"] * 5, "enter")
        nir.sees("1 av 3")
        await nir.press("n", "n")
        nir.sees("3 av 3")
        await nir.press("escape")
        nir.sees("Deltakere som har avsluttet")
        assert nir.under_cursor == here


async def test_another_year_and_a_check_without_anybody(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        nir.app._lists.do_control()
        await nir.rest()
        await nir.press("end", "enter")
        nir.sees("Ingen bak dette tallet")
        await nir.press("left")
        nir.sees("Kontroll 2023", "2023 2022")
        await nir.press("right", "right")
        nir.sees("Dette er det siste året")

"""Left and right on a person: the case before and after each of its changes."""

from tests.sessions.keyboard import at_keyboard
from tests.sessions.test_corrections import GRANITT


async def test_the_case_before_and_after_each_change(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        now = nir.screen
        await nir.press("right")
        nir.sees("Dette er saken slik den er nå")
        await nir.press("l", "enter")
        await nir.type("ukj")
        await nir.press("enter", "j")
        await nir.press("g")
        await nir.type("grunnsk")
        await nir.press("enter", "enter")
        nir.sees("Sluttmål Grunnskole", "Ukjent")
        await nir.press("left")
        nir.sees("Slik saken var til 09.12.2024 13:00 (4204-DEMO: sluttmålet)")
        nir.sees("Sluttmål Arbeid - person har utdanning på videregående", "Ukjent")
        await nir.press("left")
        nir.sees("4204-DEMO: ny avslutning", "Ikke registrert", "Regelmotor")
        nir.sees_not("Ukjent ")
        await nir.press("l")
        nir.sees("Du ser saken slik den var; Esc viser den slik den er")
        await nir.press("right")
        nir.sees("Ukjent")
        await nir.press("escape")
        nir.sees("Sluttmål Grunnskole", "l Legg til")
        nir.sees_not("Slik saken var")
        await nir.press(*["left"] * 30)
        nir.sees("Journalen forteller ikke om noe eldre")
        await nir.press("escape", "escape")
        nir.sees("Deltakere som har avsluttet")
        assert now

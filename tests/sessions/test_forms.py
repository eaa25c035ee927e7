"""Forms: choices that are changed again, notes on what saving does, and concurrent saves."""

from datetime import date
from decimal import Decimal

import pytest

from models.changes.apply_change import apply_change
from models.changes.terminations import RegisterTermination
from rules.code_lists import Goal
from tests.case_builder import DUF, World, actor
from tests.sessions.keyboard import at_keyboard

DAY = date(2024, 12, 2)


@pytest.fixture
def ended(world: World) -> World:
    """A person whose termination by the municipality is `Arbeid`, 37,5 hours."""
    world.participant(date(2024, 9, 2), Goal.PRIMARY_SCHOOL)
    hours = Decimal("37.5")
    apply_change(
        world.register, actor("x"), DUF, RegisterTermination("arbeid", DAY, hours), confirmed=True
    )
    return world


async def test_a_choice_is_changed_with_the_arrows_when_one_comes_back(ended: World) -> None:
    async with at_keyboard(ended.place, user="ces") as nir:
        await nir.press("f", "down", "enter")
        assert nir.line[2].endswith("(1820)"), "the first municipality after all of them"
        await nir.press("shift+tab")
        nir.sees("Alle kommuner", "(1820)")
        await nir.press("down", "enter")
        assert "(1820)" not in nir.line[2]
        assert nir.line[2].strip().endswith(")")


async def test_hours_that_a_new_reason_drops_are_named_before(ended: World) -> None:
    async with at_keyboard(ended.place, duf=DUF) as nir:
        await nir.press("r", "tab")
        await nir.type("helse")
        nir.sees("den gamle versjonen står i historikken; timene (37,5) tas bort.")


async def test_an_extension_foretells_nothing_before_it_can_be_saved(ended: World) -> None:
    async with at_keyboard(ended.place, duf=DUF) as nir:
        await nir.press("v", "l")
        await nir.type("utvidet")
        nir.sees("Til dato *")
        nir.sees_not("Etter lagring")


async def test_who_comes_too_late_to_save_at_all_is_told_so(world: World) -> None:
    world.participant(date(2024, 9, 2), Goal.PRIMARY_SCHOOL)
    async with at_keyboard(world.place, duf=DUF) as nir:
        await nir.press("l")
        await nir.type("021224")
        await nir.press("enter")
        await nir.type("helse")
        apply_change(
            world.register,
            actor("y"),
            DUF,
            RegisterTermination("ukjent", DAY, None),
            confirmed=True,
        )
        await nir.press("ctrl+s", "j")
        nir.sees("Kommunen har allerede registrert «Ukjent»", "kan dette ikke lagres; Esc avbryter")
        nir.sees_not("lagre igjen")


async def test_the_walk_goes_on_from_decisions_and_measures(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("enter", "v", "n")
        nir.sees("2 av 10")
        await nir.press("t", "n", "v", "p")
        nir.sees("2 av 10")
        await nir.press("v", "N")
        nir.sees("av 10", "Vis all historikk")
    async with at_keyboard(demo_copy, duf="992400002200") as nir:
        await nir.press("v", "n")
        nir.sees("Åpnet uten liste: det er ingen neste")


async def test_the_palette_tells_namesakes_apart_and_who_is_not_there(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, user="ces") as nir:
        await nir.press("colon")
        await nir.type("granitt")
        nir.sees("FORNØYDE, GRANITT", "Kristiansand", "Må rettes")
        await nir.press("ctrl+u")
        await nir.type("992400002201")
        nir.sees("Finner ingen person med DUF-nummer 9924 000022 01")
        await nir.press("enter")
        nir.sees("Kommandoer og personer")


async def test_goal_attainment_ends_at_the_first_year_there_is(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("s", *["left"] * 12)
        nir.sees("Dette er det første året")


async def test_a_number_is_no_longer_than_a_duf_number(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("f", *["tab"] * 6)
        await nir.type("9921000360031")
        await nir.press("tab")
        nir.sees("«9921000360031» har mer enn de 12 sifrene i et DUF-nummer")


@pytest.mark.parametrize("over", ["ctrl+t", "ctrl+p"])
async def test_quitting_from_a_screen_over_a_form_asks_before_discarding(
    demo_copy: str, over: str
) -> None:
    async with at_keyboard(demo_copy, duf="992400002200") as nir:
        await nir.press("t", "l")
        await nir.type("kurs")
        await nir.press("enter")
        await nir.type("010924")
        await nir.press(over, "ctrl+q")
        nir.sees("Legg til tiltak", "Forkaste det du har skrevet?")
        await nir.press("n")
        nir.sees("01.09.2024")
        assert nir.app.return_code is None


async def test_the_palette_finds_no_persons_while_a_form_is_open(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf="992400002200") as nir:
        await nir.press("v", "l", "ctrl+t", "ctrl+p")
        nir.sees("personer finnes når skjemaet er lukket")
        await nir.type("vennlige")
        nir.sees_not("VENNLIGE, MAJESTET")


async def test_an_annulment_says_what_no_longer_fits(world: World) -> None:
    world.participant(date(2024, 3, 18))
    apply_change(
        world.register, actor(), DUF, RegisterTermination("helse", date(2024, 8, 1)), confirmed=True
    )
    async with at_keyboard(world.place, duf=DUF) as nir:
        await nir.press("v", "s", "j")
        nir.sees("Vedtaket er opphevet. Avslutningen 01.08.2024 står uten vedtak om deltakelse")

"""A session goes on where the last one of the same user stood, however that one ended."""

from models.access import Access, Role
from models.changes.session_memory import kept_memory
from models.storage.register import open_register
from tests.case_builder import actor
from tests.sessions.keyboard import at_keyboard

USER = "4204-DEMO"
OFFER = "Enter: fortsett Esc: begynn forfra"


async def test_enter_goes_on_with_the_person_that_was_open(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        nir.sees_not(OFFER)
        await nir.press("M", "enter", "l", "enter")
        await nir.type("ukj")
        await nir.press("enter", "j", "n", "n")
        nir.sees("3 av 6 · 1 rettet")
        here = nir.screen.split("\n")[0][:40]
        await nir.press("ctrl+q")
    async with at_keyboard(demo_copy) as nir:
        nir.sees("Du var på 3 av 6,", OFFER, "1 i dag", "Integreringsloven > Kristiansand > 2024")
        await nir.press("enter")
        assert nir.screen.split("\n")[0][:40] == here
        nir.sees("3 av 6 · 1 rettet")
        await nir.press("p", "p")
        nir.sees("1 av 6 · 1 rettet", "Ukjent")
        await nir.press("n", "n")
        await nir.press("escape")
        nir.sees("Arbeidsliste", "5 må rettes · 1 i dag")
        assert nir.under_cursor == here.replace(" ", "")[:12]


async def test_any_other_key_begins_afresh_and_the_place_is_forgotten(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("3", "o", "1", "down", "down")
        third = nir.under_cursor
        await nir.press("ctrl+q")
    async with at_keyboard(demo_copy) as nir:
        nir.sees("Du var på 3 av 105,", OFFER)
        await nir.press("down")
        nir.sees_not(OFFER)
        nir.sees("Integreringsloven > Kristiansand > 2024 > Regelmotor")
        await nir.press("up", "enter")
        nir.sees("1 av ")
        await nir.press("escape")
        assert nir.under_cursor != third
        await nir.press("home", "ctrl+q")
    async with at_keyboard(demo_copy) as nir:
        nir.sees_not(OFFER)


async def test_a_walk_is_forgotten_when_it_is_left(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("M", "enter", "ctrl+q")
    register = open_register(demo_copy)
    with register.read():
        assert register.execute("SELECT count(*) FROM kept_walk") == [(6,)]
    async with at_keyboard(demo_copy) as nir:
        await nir.press("down", "ctrl+q")
    with register.read():
        assert register.execute("SELECT count(*) FROM kept_walk") == [(0,)]
    memory = kept_memory(register, actor(user=USER))
    assert memory is not None and not memory.is_open and memory.walk == ()


async def test_a_person_opened_by_number_is_asked_nothing(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("3", "down", "ctrl+q")
    async with at_keyboard(demo_copy, duf="992400002200") as nir:
        nir.sees_not(OFFER)


async def test_a_person_corrected_last_is_shown_and_the_list_goes_on_after(
    demo_copy: str,
) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("M", "down")
        await nir.press("enter", "l", "enter")
        await nir.type("ukj")
        await nir.press("enter", "j", "ctrl+q")
    async with at_keyboard(demo_copy) as nir:
        nir.sees("Du var på 2 av 6,", OFFER)
        await nir.press("enter")
        nir.sees("2 av 6 · 1 rettet", "Ukjent")
        await nir.press("n")
        third = nir.line[0][:18].replace(" ", "")
        await nir.press("p", "escape")
        nir.sees("Arbeidsliste", "Viser 1 - 5 av 5")
        assert nir.under_cursor == third


async def test_a_person_that_the_user_may_not_see_any_more_is_not_named(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("M", "down")
        register = nir.app.session.register
        name = nir.app.session.register.reference.name("4204")
        assert name == "Kristiansand"
        await nir.press("ctrl+q")
    memory = kept_memory(register, actor(user=USER))
    assert memory is not None and memory.duf and memory.name
    register.access = Access(Role.CASE_WORKER, "0301")
    hidden = kept_memory(register, actor(user=USER))
    assert hidden is not None and hidden.duf is None and hidden.name == ""


async def test_what_was_searched_for_is_not_kept(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("3", "slash")
        await nir.type("granitt")
        await nir.press("down", "ctrl+q")
    register = open_register(demo_copy)
    with register.read():
        [(shown,)] = register.execute("SELECT shown FROM session_memory")
    assert "granitt" not in str(shown)

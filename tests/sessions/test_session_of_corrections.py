"""A correction session: undo, repeat, the work list, and a cursor that stays on its person."""

from tests.sessions.keyboard import at_keyboard
from tests.sessions.test_corrections import GRANITT, to_row


async def test_the_order_is_the_same_at_every_width_and_the_cursor_stays(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("m", "down", "down")
        third = nir.under_cursor
        await nir.resize(120, 40)
        assert nir.under_cursor == third
        await nir.press("enter")
        nir.sees("3 av 3")
        await nir.press("escape")
        assert nir.under_cursor == third
        await nir.resize(80, 24)
        assert nir.under_cursor == third


async def test_the_cursor_follows_its_person_through_search_order_and_other_lists(
    demo_copy: str,
) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("slash")
        await nir.type("vennl")
        await nir.press("down")
        found = nir.under_cursor
        await nir.press("escape")
        assert nir.under_cursor == found, "the search has ended"
        await nir.press("o", "2")
        assert nir.under_cursor == found, "ordered by name"
        await nir.press("m")
        assert nir.under_cursor == found, "only those to correct"


async def test_enter_answers_no_question(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("l", "enter")
        await nir.type("hel")
        await nir.press("enter", "enter", "enter")
        nir.sees("Er du sikker på at du vil lagre?")
        active = nir.active(GRANITT)
        assert active is not None and active.by_engine
        await nir.press("j")
        nir.sees("Avslutningen er lagret")
        await nir.press("s", "enter")
        nir.sees("Er du sikker på at du vil slette?")
        await nir.press("n")
        active = nir.active(GRANITT)
        assert active is not None and active.reason == "helse"


async def test_undo_says_what_it_will_do_and_takes_back(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("u")
        nir.sees("Ingenting er endret i denne økten")
        await nir.press("l", "enter")
        await nir.type("hel")
        await nir.press("enter", "j", "u")
        nir.sees("Angre · 9924 000022 00 FORNØYDE, GRANITT", "la til avslutning: Helse")
        nir.sees("Etter angring: «Helsemessige utfordringer» slettes, regelmotoren avslutter")
        await nir.press("n")
        active = nir.active(GRANITT)
        assert active is not None and active.reason == "helse"
        await nir.press("u", "j")
        nir.sees("Angret: la til avslutning: Helsemessige utfordringer 18.09.2024")
        active = nir.active(GRANITT)
        assert active is not None and active.by_engine


async def test_a_deletion_is_undone_from_the_list_too(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await to_row(nir, GRANITT)
        await nir.press("enter", "l", "enter")
        await nir.type("hel")
        await nir.press("enter", "j", "s", "j", "escape", "u", "j")
        nir.sees("Angret: slettet avslutning: Helsemessige utfordringer 18.09.2024")
        active = nir.active(GRANITT)
        assert active is not None and active.reason == "helse"
        await nir.press("u", "j")
        active = nir.active(GRANITT)
        assert active is not None and active.by_engine


async def test_the_work_list_holds_all_years_oldest_first(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        nir.sees("2 i andre år  M")
        await nir.press("M")
        nir.sees("Arbeidsliste", "Begge lover > Kristiansand", "Viser 1 - 6 av 6", "dager")
        first = nir.under_cursor
        await nir.press("enter")
        nir.sees("1 av 6 · 0 rettet")
        await nir.press("escape")
        assert nir.under_cursor == first
        await nir.press("1")
        nir.sees("Integreringsloven > Kristiansand > 2024 > Regelmotor")


async def test_the_last_registration_is_repeated_with_four_keys(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("M", "enter")
        await nir.press("full_stop")
        nir.sees("Ingen avslutning er registrert i denne økten")
        await nir.press("l", "enter")
        await nir.type("ukj")
        await nir.press("enter", "j", "n")
        nir.sees("2 av 6 · 1 rettet")
        before = nir.pressed
        await nir.press("full_stop")
        nir.sees("Ukjent", "foreslått")
        await nir.press("enter", "j", "n")
        nir.sees("3 av 6 · 2 rettet")
        assert nir.pressed - before <= 4


async def test_a_person_set_aside_is_marked_and_passed_over(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("M", "down")
        second = nir.under_cursor
        await nir.press("z")
        nir.sees("Sett til side")
        await nir.type("010225")
        await nir.press("enter")
        await nir.type("nav")
        await nir.press("enter")
        nir.sees("Satt til side til 01.02.2025", "◦")
        nir.sees("Satt til side til 01.02.2025, Nav (4204-DEMO)")
        await nir.press("up", "enter", "N")
        nir.sees("3 av 6")
        await nir.press("p")
        nir.sees("2 av 6")
        await nir.press("z")
        nir.sees("Personen er tatt fram igjen")
        await nir.press("escape")
        assert nir.under_cursor == second
        nir.sees_not("◦")


async def test_the_reasons_used_in_the_session_come_first(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, size=(120, 40)) as nir:
        await nir.press("M", "enter", "l", "enter")
        nir.sees("Arbeid med lønnstilskudd fra NAV", "Ukjent", "Annet")
        await nir.type("ukj")
        await nir.press("enter", "j", "n", "l", "enter")
        nir.sees("Ukjent  (brukt nå)")


async def test_enter_in_the_help_does_what_is_on_the_row(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("question_mark")
        await nir.type("hvorfor")
        await nir.press("enter")
        nir.sees("Frist for gjennomføring", "Regelmotor")
        nir.sees_not("Taster ·")

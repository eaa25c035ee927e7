"""Correcting persons one after another: few keys, the place is kept, the counter goes on."""

from datetime import date

import pytest

from models.cases.lookup import read_case
from models.engine.run import run_engine
from models.list_filter import ListFilter
from models.lists.pages import list_dufs
from nir_tui.screens.lists.list_screen import ListScreen
from rules.code_lists import Hours
from rules.engine import needs_correction
from rules.reasons import MUNICIPALITY_REASONS
from tests.case_builder import DUF, TODAY, World, actor
from tests.sessions.keyboard import Keyboard, at_keyboard

GRANITT, MAJESTET = "992400002200", "977722031104"


async def to_row(nir: Keyboard, duf: str) -> None:
    """Move down to a person's row, without counting the keys."""
    before = nir.pressed
    while nir.under_cursor != duf:
        await nir.press("down")
    nir.pressed = before


async def test_work_with_30_hours_takes_at_most_14_keys_to_the_next_person(
    demo_copy: str,
) -> None:
    async with at_keyboard(demo_copy) as nir:
        await to_row(nir, GRANITT)
        await nir.press("enter", "l", "enter")
        await nir.type("arb")
        await nir.press("enter", "3", "0", "enter", "j")
        nir.sees("Arbeid             30,0  18.09.2024 4204-DEMO", "Avslutningen er lagret")
        await nir.press("n")
        nir.sees("2 av 10 · 1 rettet")
        assert nir.pressed <= 14
        active = nir.active(GRANITT)
        assert active is not None and active.reason == "arbeid"


async def test_without_hours_it_takes_at_most_10(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await to_row(nir, GRANITT)
        await nir.press("enter", "l", "enter")
        await nir.type("hel")
        await nir.press("enter", "j", "n")
        nir.sees("2 av 10 · 1 rettet")
        assert nir.pressed <= 10
        active = nir.active(GRANITT)
        assert active is not None and active.reason == "helse"


async def test_another_date_is_six_digits_more(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await to_row(nir, GRANITT)
        await nir.press("enter", "l")
        await nir.type("150824")
        await nir.press("enter")
        await nir.type("hel")
        await nir.press("enter", "j", "n")
        assert nir.pressed <= 16
        active = nir.active(GRANITT)
        assert active is not None and f"{active.date:%d.%m.%Y}" == "15.08.2024"


async def test_a_whole_session_of_ten_corrections(demo_copy: str) -> None:
    """Show all municipalities (`a`) and those to correct (`m`), then correct ten in a row."""
    async with at_keyboard(demo_copy) as nir:
        await nir.press("a", "m")
        nir.sees("Må rettes", "Viser 1 - 16 av 42 linjer (filtrert fra 346 totalt antall linjer)")
        report = nir.app.screen
        assert isinstance(report, ListScreen)
        walk = list_dufs(nir.app.session.register, report.list_filter, report.order, TODAY)
        await nir.press("enter")
        for number in range(1, 11):
            nir.sees(f"{number} av 42 · {number - 1} rettet")
            await nir.press("l", "enter")
            await nir.type("ukj")
            await nir.press("enter", "j", "n")
        nir.sees("11 av 42 · 10 rettet")
        # Back in the report the cursor is on the eleventh person, the first still to correct.
        await nir.press("escape")
        nir.sees("Viser 1 - 16 av 32 linjer", "● 32 må rettes")
        assert nir.under_cursor == walk[10]
        for duf in walk[:10]:
            case = read_case(nir.app.session.register, duf)
            assert case.facts.active is not None and case.facts.active.reason == "ukjent"
            assert not needs_correction(case.facts)


async def test_the_walk_is_the_report_as_it_was(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("m", "enter")
        nir.sees("1 av 3 · 0 rettet", "FORNØYDE, GRANITT")
        # N goes to the next person who still needs correction.
        await nir.press("N")
        nir.sees("2 av 3", "PLIKTOPPFYLLENDE, MYSTIKK")
        await nir.press("n")
        nir.sees("3 av 3", "VENNLIGE, MAJESTET")
        await nir.press("n")
        nir.sees("Siste i lista; 3 må fortsatt rettes. Esc går tilbake til lista.")
        await nir.press("N")
        nir.sees("Ingen lenger ned i lista må rettes; 3 står igjen (p går tilbake)")
        await nir.press("p", "p", "l", "enter")
        await nir.type("ukj")
        await nir.press("enter", "j", "n", "N")
        nir.sees("3 av 3 · 1 rettet", "MAJESTET")
        await nir.press("p")
        nir.sees("2 av 3 · 1 rettet", "PLIKTOPPFYLLENDE, MYSTIKK")
        # p goes back past a person who no longer matches the filter.
        await nir.press("p")
        nir.sees("1 av 3 · 1 rettet", "FORNØYDE, GRANITT")
        await nir.press("p")
        nir.sees("Dette er den første i lista")


async def test_what_was_saved_and_is_still_to_correct_is_said(demo_copy: str) -> None:
    """With the end goal stored, the engine gives a different reason, also to be corrected."""
    async with at_keyboard(demo_copy) as nir:
        await nir.press("m", "enter", "n", "g")
        nir.sees("PLIKTOPPFYLLENDE, MYSTIKK")
        await nir.type("arb")
        await nir.press("enter", "enter")
        nir.sees("Sluttmålet er lagret. Regelmotorens avslutning må rettes")


async def test_the_cursor_stands_on_what_was_just_added(demo_copy: str) -> None:
    """`s` then removes what was entered by mistake, not an older, correct row."""
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("t", "l")
        await nir.type("kurs")
        await nir.press("enter")
        await nir.type("010424")
        await nir.press("enter", "enter", "s")
        nir.sees("Kurs 01.04.2024")
        await nir.press("n", "escape", "v", "l")
        await nir.type("permi")
        await nir.press("enter")
        await nir.type("010224")
        await nir.press("enter")
        await nir.type("050224")
        await nir.press("enter", "enter", "j", "s")
        nir.sees("Opphev vedtak", "Permisjon 01.02.2024")


async def test_an_edit_that_changes_nothing_says_so(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        for key in ("t", "v"):
            await nir.press(key, "r", "ctrl+s")
            nir.sees("Ingenting er endret")
            await nir.press("escape")


async def test_without_a_list_next_is_dimmed_and_says_why(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        for key in ("n", "p", "N"):
            await nir.press(key)
            nir.sees("Åpnet uten liste")
        await nir.press("escape")
        nir.sees("Deltakere som har avsluttet introduksjonsprogram")


@pytest.mark.screen
@pytest.mark.parametrize("reason", MUNICIPALITY_REASONS, ids=lambda reason: reason.code)
async def test_every_reason_is_reached_by_typing_its_label(demo_copy: str, reason: object) -> None:
    from rules.reason_table import Reason

    assert isinstance(reason, Reason)
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("l", "enter")
        await nir.type(reason.label)
        nir.sees(f"Måloppnåelse: {reason.group}. {reason.help}")
        await nir.press("enter")
        if reason.hours is not Hours.NONE:
            await nir.type("37,5")
            await nir.press("enter")
        await nir.press("j")
        active = nir.active(GRANITT)
        assert active is not None and active.reason == reason.code


async def test_two_words_find_the_reason_too(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("l", "enter")
        await nir.type("arb og fag")
        nir.sees("Arbeid og utdanning - fagskole. Måloppnåelse: Arbeid og utdanning")
        await nir.press("ctrl+s", "j")
        active = nir.active(GRANITT)
        assert active is not None and active.reason == "arbeid-fagskole"


async def test_a_code_is_taken_from_the_table_of_codes(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("l", "enter", "ctrl+t")
        nir.sees("Avslutningskoder for introduksjonsprogrammet")
        await nir.type("KVP")
        nir.sees("Kvalifiserende tiltak i regi av kommunen eller andre aktører")
        await nir.press("enter", "ctrl+s", "j")
        active = nir.active(GRANITT)
        assert active is not None and active.reason == "kvalifiserende-tiltak"


async def test_saying_no_keeps_what_was_typed(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("l", "enter")
        await nir.type("hel")
        await nir.press("enter")
        nir.sees("Er du sikker på at du vil lagre?")
        await nir.press("n")
        nir.sees_not("Er du sikker")
        nir.sees("Helsemessige utfordringer")
        await nir.press("escape")
        nir.sees("Forkaste det du har skrevet?")
        await nir.press("escape")
        nir.sees("Helsemessige utfordringer")
        await nir.press("ctrl+u")
        await nir.type("ho")
        await nir.press("escape", "N")
        await nir.type("yere")
        nir.sees("hoyere")
        await nir.press("escape", "J")
        nir.sees("legg til årsak (l) eller utvidelse (v)")
        active = nir.active(GRANITT)
        assert active is not None and active.by_engine


async def test_saying_no_keeps_what_fits_as_it_was_typed(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("l", "enter")
        await nir.type("hø")
        await nir.press("escape", "n")
        await nir.type("yere utd")
        nir.sees("høyere utd")
        await nir.press("enter")
        nir.sees("Høyere utdanning")


async def test_an_extension_is_proposed_only_while_one_would_help(world: World) -> None:
    """Six months plus at most six of extension end on 18.03.2025 (§ 13)."""
    world.participant(date(2024, 3, 18))
    for day, says in (
        (date(2025, 3, 18), "legg til årsak (l) eller utvidelse (v)"),
        (date(2025, 3, 19), "Avslutningsårsak ikke registrert: legg til årsak (l) Avslutning"),
    ):
        run_engine(world.register, actor(today=day))
        async with at_keyboard(world.place, duf=DUF, as_of=day) as nir:
            nir.sees(says)


async def test_leaving_an_untouched_form_asks_nothing(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("l", "escape")
        nir.sees("legg til årsak (l) eller utvidelse (v)")


async def test_the_first_digit_replaces_the_proposed_date_and_arrows_move_a_day(
    demo_copy: str,
) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("l", "down")
        nir.sees("Avslutningsdato * 17.09.2024")
        await nir.press("up", "up")
        nir.sees("19.09.2024", "etter frist for gjennomføring 18.09.2024")
        await nir.press("ctrl+a", "ctrl+k")
        for typed in ("15.8.24", "15082024", "2024-08-15", "15.08.2024"):
            await nir.type(typed)
            await nir.press("tab")
            nir.sees("Avslutningsdato * 15.08.2024")
            await nir.press("shift+tab")


async def test_filters_are_remembered_for_the_session(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("m", "2")
        nir.sees("Introduksjonsloven > Kristiansand")
        await nir.press("1")
        nir.sees("Integreringsloven > Kristiansand > 2024 > Regelmotor > Må rettes")
        await nir.press("a")
        assert isinstance(nir.app.screen, ListScreen)
        assert nir.app.screen.list_filter == ListFilter()

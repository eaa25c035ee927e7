"""A correction session: undo, repeat, the work list, and a cursor that stays on its person."""

from models.changes.apply_change import apply_change
from models.changes.terminations import EditTermination
from models.storage.register import open_register
from tests.case_builder import actor
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


async def test_a_deleted_termination_is_restored_from_the_history(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("l", "enter")
        await nir.type("hel")
        await nir.press("enter", "j", "s", "j", "h")
        nir.sees("Ordinær avslutning (slettet)", "Helse")
        await nir.press("down", "enter")
        nir.sees("Helsemessige utfordringer", "l Gjenopprett")
        await nir.press("l")
        nir.sees("Er du sikker på at du vil angre?")
        await nir.press("j")
        nir.sees("Angret: slettet avslutning")
        active = nir.active(GRANITT)
        assert active is not None and active.reason == "helse"


async def test_an_older_one_is_registered_again_with_all_rules_asked(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("l")
        await nir.type("010824")
        await nir.press("enter")
        await nir.type("hel")
        await nir.press("enter", "j", "s", "j", "l", "enter")
        await nir.type("ukj")
        await nir.press("enter", "j", "s", "j", "h", "enter")
        while "Helsemessige utfordringer" not in nir.screen:
            await nir.press("escape", "down", "enter")
        nir.sees("Helsemessige utfordringer", "l Gjenopprett")
        await nir.press("l")
        nir.sees("Legg til avslutning", "01.08.2024", "Helsemessige utfordringer")
        await nir.press("enter", "enter", "j")
        active = nir.active(GRANITT)
        assert active is not None and (active.reason, f"{active.date}") == ("helse", "2024-08-01")


async def test_a_code_is_found_in_the_palette(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("colon")
        await nir.type("fagsk")
        nir.sees("Kode", "Fagskole")
        await nir.press("enter")
        nir.sees("Avslutningskoder", "Fagskole. Måloppnåelse: Utdanning – høy/fagskole")


async def test_the_help_says_what_undo_takes_back(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("l", "enter")
        await nir.type("ukj")
        await nir.press("enter", "j", "question_mark")
        nir.sees("Angre det siste: FORNØYDE, GRANITT")


async def test_undo_goes_on_past_a_case_that_somebody_else_has_changed(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("M")
        first = nir.under_cursor
        await nir.press("enter", "l", "enter")
        await nir.type("ukj")
        await nir.press("enter", "j", "n", "full_stop", "enter", "j")
        second = nir.app.session.changes[-1].duf
        theirs = EditTermination("annet", nir.active(second).date)  # type: ignore[union-attr]
        other = actor(user="4204-ANNA")
        apply_change(open_register(demo_copy), other, second, theirs, confirmed=True)
        await nir.press("u")
        nir.sees("Kan ikke angres: 4204-ANNA endret saken")
        await nir.press("u")
        nir.sees("Angre ·", "Er du sikker på at du vil angre?")
        await nir.press("j")
        active = nir.active(first)
        assert active is not None and active.by_engine


async def test_an_edit_asks_only_where_something_stops_being_current(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("l", "enter")
        await nir.type("ukj")
        await nir.press("enter")
        nir.sees("Fortsetter: Deltakelse 18.03.2024", "Er du sikker på at du vil lagre?")
        await nir.press("j", "r", "enter")
        await nir.type("annet")
        await nir.press("enter")
        nir.sees("Avslutningen er lagret")


async def test_esc_leads_back_to_the_bar_that_was_opened(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("down")
        before, row = nir.line[1], nir.under_cursor
        await nir.press("s", "down", "down", "down")
        bars = nir.screen
        await nir.press("enter")
        nir.sees("Gruppe:")
        await nir.press("slash")
        await nir.type("a")
        await nir.press("escape")
        nir.sees("Gruppe:")
        await nir.press("escape")
        assert nir.screen == bars
        await nir.press("escape")
        assert (nir.line[1], nir.under_cursor != "") == (before, True)
        assert row


async def test_the_last_of_the_list_says_what_was_done_and_what_is_left(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("m", "end", "enter", "n")
        nir.sees("Siste i lista;")
        await nir.press("escape", "asterisk", "l", "enter")
        await nir.type("ukj")
        await nir.press("enter", "ctrl+s")
        nir.sees("2 er registrert, 1 ikke")
        await nir.press("escape")
        nir.sees("i dag")

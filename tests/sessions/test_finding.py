"""Search while typing, order, filters, palette, help, and keys chosen by the user."""

import re

import pytest

from models.lists.list_kinds import REPORT
from nir_tui.actions import ACTIONS, Scope
from nir_tui.presentation.label_search import ranked_matches
from nir_tui.screens.lists.list_screen import ListScreen
from nir_tui.session.keymap import resolve_keys
from tests.sessions.keyboard import at_keyboard


async def test_the_search_follows_every_letter(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("a", "slash")
        seen = []
        for letter in "granitt":
            await nir.type(letter)
            match = re.search(r"av (\d+) linjer", nir.screen)
            assert match
            seen.append(int(match[1]))
        assert seen == sorted(seen, reverse=True)
        assert seen[-1] == 1
        await nir.press("down")
        await nir.press("enter")
        nir.sees("FORNØYDE, GRANITT")


@pytest.mark.parametrize("typed", ["9924 000022 00", "992400002200", "000022 00", "GRANITT forn"])
async def test_search_by_number_or_name_in_any_shape(demo_copy: str, typed: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("a", "slash")
        await nir.type(typed)
        await nir.press("enter")
        nir.sees("9924 000022 00   FORNØYDE, GRANITT")


async def test_every_column_orders_both_ways(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("a")
        for digit in "123456":
            await nir.press("o")
            nir.sees("Sorter på: 1 DUF  2 navn  3 kategori  4 sluttmål  5 årsak  6 dato")
            await nir.press(digit)
            up = nir.under_cursor
            await nir.press("o", digit)
            assert nir.under_cursor != up
            assert isinstance(nir.app.screen, ListScreen)
            assert nir.app.screen.order.column == REPORT.columns[int(digit) - 1]
            assert nir.app.screen.order.descending
        await nir.press("o", "escape", "2")
        nir.sees("Introduksjonsloven")


async def test_scrolling_has_no_seams(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("a")
        seen = [nir.under_cursor]
        for _ in range(40):
            await nir.press("down")
            seen.append(nir.under_cursor)
        nir.sees("Viser 26 - 41 av 346 linjer")
        for _ in range(40):
            await nir.press("k")
        assert nir.under_cursor == seen[0]
        assert len(set(seen)) == 41
        await nir.press("end")
        nir.sees("Viser 331 - 346 av 346 linjer")
        last = nir.under_cursor
        await nir.press("down")
        assert nir.under_cursor == last
        await nir.press("pageup")
        nir.sees("Viser 315 - 330 av 346 linjer")
        await nir.press("pagedown", "home")
        assert nir.under_cursor == seen[0]


@pytest.mark.parametrize("leaving", ["tab", "ctrl+s"])
async def test_what_is_typed_among_several_counts_as_in_any_field(
    demo_copy: str, leaving: str
) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("f", "tab", "tab", "tab")
        await nir.type("2023")
        await nir.press(*dict.fromkeys((leaving, "ctrl+s")))
        nir.sees("Kristiansand > 2024, 2023 > Regelmotor")
        await nir.press("f", "tab", "tab", "tab")
        await nir.type("1814")
        await nir.press(*dict.fromkeys((leaving, "ctrl+s")))
        nir.sees("Filtrer på", "Ingenting passer med «1814»")


async def test_what_a_case_has_and_lacks_is_a_filter_of_the_list_of_persons(
    demo_copy: str,
) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("3", "f", *["tab"] * 6)
        await nir.type("uten til")
        await nir.press("enter")
        await nir.type("med ved")
        await nir.press("enter", "ctrl+s")
        nir.sees("Begge lover > Kristiansand > Med vedtak > Uten tiltak", "filtrert fra 574")
        await nir.press("f", *["tab"] * 6)
        nir.sees("Med vedtak, Uten tiltak", "*Med vedtak")
        await nir.press("escape", "a")
        nir.sees_not("Uten tiltak")


async def test_what_an_empty_field_means_is_found_by_its_name(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("f")
        await nir.type("alle kom")
        nir.sees("Alle kommuner")
        await nir.press("enter", "ctrl+s")
        nir.sees("> Alle kommuner > 2024")


async def test_the_filter_that_was_chosen_last_is_not_the_one_that_is_cut(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("s", "j", "j", "enter")
        nir.sees("Int. > Kristiansand > 2024 > Gruppe: Arbeid og utdanning")


async def test_where_nothing_fits_the_keys_told_are_those_that_work(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("slash")
        await nir.type("qqq")
        nir.sees("Esc tømmer søket; ctrl+p finner alle personer")
        await nir.press("down")
        nir.sees("a tømmer søk og filtre; : finner alle personer")


async def test_a_page_of_the_codes_is_a_screen_and_home_and_end_are_the_ends(
    demo_copy: str,
) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("colon")
        await nir.type("avslutningskoder")
        await nir.press("enter", "end")
        last = "Vedtak om permanent stans"
        # Its long help text hides rows of the list, but not the row under the cursor.
        assert [line.strip() for line in nir.line].count(last) == 1
        nir.sees(f"{last}. Måloppnåelse")
        await nir.press("home")
        nir.sees("Arbeid. Måloppnåelse")
        await nir.press("pagedown", "pagedown")
        nir.sees(f"{last}. Måloppnåelse")


async def test_the_palette_finds_actions_and_persons(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("ctrl+p")
        nir.sees("Kommandoer og personer", "Arbeidsliste")
        for typed, found in (("kjør", "Kjør regelmotor"), ("kode", "Avslutningskoder")):
            await nir.type(typed)
            nir.sees(found)
            await nir.press(*["backspace"] * len(typed))
        await nir.type("vennl")
        nir.sees("9777 220311 04   VENNLIGE, MAJESTET")
        await nir.press("enter")
        nir.sees("● Vedtak om permanent stans: legg til avslutningsårsak (l)")
        # From one person the palette opens another; Esc goes back to the first, then to the report.
        await nir.press("colon")
        await nir.type("9924 000022")
        await nir.press("enter")
        nir.sees("FORNØYDE, GRANITT")
        await nir.press("escape")
        nir.sees("VENNLIGE, MAJESTET")
        await nir.press("escape")
        nir.sees("Deltakere som har avsluttet introduksjonsprogram")
        # With nothing typed the palette begins with the persons visited last.
        await nir.press("colon")
        nir.sees("9777 220311 04   VENNLIGE, MAJESTET", "9924 000022 00   FORNØYDE, GRANITT")
        await nir.press("down", "enter")
        nir.sees("9924 000022 00   FORNØYDE, GRANITT", "Frist for gjennomføring")
        await nir.press("escape")
        # The palette runs an action of the screen below it.
        await nir.press("colon")
        await nir.type("må rettes")
        await nir.press("enter")
        nir.sees("Viser 1 - 3 av 3 linjer")


async def test_the_palette_offers_only_what_can_be_done(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf="992400002200") as nir:
        await nir.press("colon")
        nir.sees("Legg til avslutning")
        nir.sees_not("Rediger avslutningen", "Neste person i lista")


async def test_the_rule_engine_from_the_palette(demo_copy: str) -> None:
    from datetime import date

    from models.journal.actor import Actor
    from nir_tui.session.session import Session

    async with at_keyboard(demo_copy) as nir:
        session = nir.app.session
        later = Actor(
            "4204-DEMO", date(2025, 2, 1), session.actor.register_date, session.actor.clock
        )
        nir.app.session = Session(session.register, later)
        await nir.press("colon")
        await nir.type("kjør regel")
        await nir.press("enter")
        nir.sees("Regelmotor per 01.02.2025", "vil bli lagt til, 0 vil bli slettet")
        nir.sees("Vil bli lagt til", "Personer: vil bli lagt til")
        await nir.press("down", "down")
        nir.sees("er gått ut før", "uten registrert avslutning")
        await nir.press("ctrl+s")
        nir.sees("Regelmotoren kjøres per 01.02.2025, ikke per i dag, 09.12.2024")
        await nir.press("j")
        nir.sees("Utført:")
        await nir.press("ctrl+s")
        nir.sees("Endringene er utført")
        await nir.press("escape", "colon")
        await nir.type("kjør regel")
        await nir.press("enter")
        nir.sees("Ingenting å endre")


async def test_help_lists_every_key_of_the_screen(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, size=(80, 35)) as nir:
        await nir.press("question_mark")
        for action in ACTIONS:
            if action.where in (Scope.REPORT, Scope.EVERYWHERE) and action.keys:
                nir.sees(action.title)
        await nir.type("sort")
        nir.sees("o Sorter Så 1-9 for kolonnen; o og samme tall snur")
        nir.sees_not("Åpne personen")
        await nir.press("escape")
        nir.sees("Viser 1 - ")


async def test_the_codes_from_the_palette(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("colon")
        await nir.type("avslutningskoder")
        await nir.press("enter")
        await nir.type("utgått")
        nir.sees(
            "Utgått oppstartsfrist. Måloppnåelse: Inngår ikke i tallgrunnlaget for måloppnåelse"
        )


async def test_why(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf="992400002200") as nir:
        await nir.press("w")
        nir.sees(
            "Regelmotoren beregner per 09.12.2024: Avslutningsårsak ikke registrert 18.09.2024",
            "Frist for gjennomføring 18.09.2024 er gått ut før 09.12.2024 uten registrert",
            "Integreringsloven slik den var til og med 31.12.2025: programmet ble",
            "6 måneder fra 18.03.2024: siste dag er 18.09.2024",
        )
        await nir.press("end")
        nir.sees(
            "Hva som endrer svaret",
            "En utvidelse vedtatt 09.12.2024, etter fristen 18.09.2024, kan gå til",
            "Beregning i registeret, ikke et enkeltvedtak.",
            "påklages til statsforvalteren",
        )


async def test_copying_a_duf_number(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf="992400002200") as nir:
        await nir.press("y")
        nir.sees("Kopiert: 9924 000022 00")
        assert nir.app.clipboard == "992400002200"


async def test_keys_of_ones_own(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, keymap={"report.correct": "q"}) as nir:
        nir.sees("q Må rettes")
        await nir.press("q")
        nir.sees("Viser 1 - 3 av 3 linjer")


async def test_a_digit_names_its_column_whatever_else_it_does(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, keymap={"report.new-law": "F"}) as nir:
        await nir.press("a", "o", "1")
        nir.sees("DUF-nummer ↑")


def faults(keymap: dict[str, str]) -> list[tuple[str, str]]:
    return [(fault.action_id, str(fault.meant)) for fault in resolve_keys(keymap).faults]


def test_keys_that_cannot_be_are_named() -> None:
    assert faults({"report.tull": "q"}) == [("report.tull", "ukjent handling; se docs/keys.md")]
    for keys in ("j", "hei hopp", "left", "tab"):
        [(action_id, meant)] = faults({"report.correct": keys})
        assert (action_id, meant) == ("report.correct", f"«{keys}» kan ikke være tast for dette")
    assert faults({"form.save": "s"}) == [("form.save", "«s» kan ikke være tast for dette")]
    assert resolve_keys({"form.save": "s", "report.tull": "q"}).keys == {}


def test_a_key_that_a_user_gives_is_taken_from_the_action_that_had_it() -> None:
    found = resolve_keys({"report.correct": "f"})
    assert found.keys == {"report.correct": "f", "report.filters": ""}
    [fault] = found.faults
    assert (fault.action_id, fault.is_ignored) == ("report.correct", False)
    assert "«f» er tasten til report.filters, som da ikke har noen" in str(fault.meant)
    # One that has another key left, or none by the user's own choice, is no fault.
    assert resolve_keys({"report.correct": "f", "report.filters": "F"}).faults == ()
    assert resolve_keys({"report.correct": "f", "report.filters": ""}).faults == ()
    of_palette = resolve_keys({"person.why": ":"})
    assert of_palette.keys == {"person.why": ":", "everywhere.palette": "ctrl+p"}
    assert of_palette.faults == ()


def test_of_two_that_a_user_gives_one_key_the_first_has_it() -> None:
    found = resolve_keys({"report.correct": "q", "report.filters": "q,F", "report.copy": "q"})
    assert found.keys == {"report.correct": "q", "report.filters": "F", "report.copy": ""}
    assert [fault.action_id for fault in found.faults] == ["report.correct"]
    # The same key on another screen is another key.
    assert resolve_keys({"report.correct": "q", "person.why": "q"}).faults == ()


def test_the_programs_own_keys_given_by_a_user_change_nothing() -> None:
    found = resolve_keys({action.id: action.keys for action in ACTIONS})
    assert found.faults == ()
    assert found.keys == {action.id: action.keys for action in ACTIONS}


async def test_keys_that_cannot_be_do_not_stop_the_program(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, keymap={"report.tull": "q", "report.open": "j"}) as nir:
        await nir.press("enter")
        nir.sees("Avslutningsårsak")


async def test_a_key_taken_does_only_what_the_user_wants(demo_copy: str) -> None:
    keymap = {"report.correct": "d", "report.deadlines": "", "everywhere.codes": "K"}
    async with at_keyboard(demo_copy, keymap=keymap) as nir:
        await nir.press("d")
        nir.sees("Viser 1 - 3 av 3 linjer", "d Må rettes")
        await nir.press("m")
        nir.sees("Viser 1 - 3 av 3 linjer")
        await nir.press("K")
        nir.sees("Avslutningskoder")


async def test_two_keys_may_change_places(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, keymap={"report.correct": "f", "report.filters": "m"}) as nir:
        await nir.press("f")
        nir.sees("Viser 1 - 3 av 3 linjer", "m Filter", "f Må rettes")
        await nir.press("m")
        nir.sees("Filtrer på")


LABELS = [
    "Arbeid",
    "Arbeid med lønnstilskudd",
    "Arbeid og utdanning - fagskole",
    "Fagskole",
    "Lønn",
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("arbeid", [0, 1, 2]),
        ("fag", [3, 2]),
        ("arb og fag", [2]),
        ("lønn", [4, 1]),
        ("skole", [2, 3]),
        ("", [0, 1, 2, 3, 4]),
        ("xyz", []),
    ],
)
def test_matches_come_in_the_contracts_order(typed: str, found: list[int]) -> None:
    assert ranked_matches(typed, LABELS) == found


async def test_light_and_dark(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        before = nir.app.theme
        await nir.press("colon")
        await nir.type("bytt lys")
        await nir.press("enter")
        assert nir.app.theme != before


async def test_a_wider_terminal_shows_whole_labels(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        # The line below the list shows the label of the first row in full.
        await nir.press("down")
        nir.sees("Ikke registrert")
        nir.sees_not("Avslutningsårsak ikke registrert")
        await nir.resize(160, 40)
        nir.sees("Avslutningsårsak ikke registrert")
        await nir.resize(80, 24)
        nir.sees("Viser 1 - 10 av 10 linjer")

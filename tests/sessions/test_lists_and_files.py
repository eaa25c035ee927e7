"""Persons and deadlines, downloads, imports and goal attainment, at the keyboard."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from textual.widgets import DataTable

from models.cases.lookup import read_case
from models.list_filter import Subject
from nir_tui.screens.lists.list_screen import ListScreen
from nir_tui.screens.lists.list_view import ListView
from nir_tui.widgets.paged_table import PagedTable
from rules.code_lists import Completeness
from tests.models.exchange.files import ANNA, bundle, nir_report, nir_row, person
from tests.sessions.keyboard import Keyboard, at_keyboard


def lists(nir: Keyboard) -> ListScreen:
    bottom = nir.app.screen_stack[0]
    assert isinstance(bottom, ListScreen)
    return bottom


async def test_three_lists_each_found_again_as_it_was_left(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("m")
        nir.sees("Integreringsloven > Kristiansand > 2024 > Regelmotor > Må rettes")
        await nir.press("3")
        nir.sees("Personer", "Begge lover > Kristiansand", "Status", "Frist")
        await nir.press("o", "5", "o", "5")
        nir.sees("Status ↓")
        await nir.press("2")
        nir.sees("Introduksjonsloven > Kristiansand")
        await nir.press("1")
        nir.sees("Regelmotor > Må rettes", "Viser 1 - 3 av 3 linjer")
        await nir.press("3")
        nir.sees("Begge lover > Kristiansand", "Status ↓")


async def test_the_header_says_how_many_deadlines_and_d_lists_them_soonest_first(
    demo_copy: str,
) -> None:
    async with at_keyboard(demo_copy) as nir:
        nir.sees("6 frister innen 30 dager  d")
        await nir.press("d")
        nir.sees("Personer", "Frist innen 30 dager", "Frist ↑", "Viser 1 - 6 av 6 linjer")
        days = re.findall(r"Under gjennomføring (\d\d)\.(\d\d)\.(\d{4})", nir.screen)
        in_order = [(year, month, day) for day, month, year in days]
        assert in_order == sorted(in_order)
        await nir.press("enter")
        nir.sees("1 av 6 · 0 rettet")
        await nir.press("n", "n")
        nir.sees("3 av 6 · 0 rettet")
        await nir.press("escape")
        assert lists(nir).list_filter.subject is Subject.PERSONS
        await nir.press("d")
        assert lists(nir).list_filter.deadline_within is None


async def test_those_to_correct_oldest_first_with_the_days_since(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("3", "m")
        nir.sees(
            "Siden ↓",
            "Avsluttet 28.02.2021; to måneder er gått (forskriften §\N{NO-BREAK SPACE}58)",
        )
        days = [int(found) for found in re.findall(r"(\d+) dager$", nir.screen, re.MULTILINE)]
        assert days == sorted(days, reverse=True)
        assert len(days) == 6
        await nir.press("m")
        nir.sees("Status", "Frist")


async def test_the_list_of_persons_asked_for_again_is_of_all(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        for key in ("d", "m"):
            await nir.press("3", key)
            nir.sees_not("Viser 1 - 16 av 105 linjer")
            await nir.press("3")
            nir.sees("Viser 1 - 16 av 105 linjer", "Begge lover > Kristiansand ")


async def test_each_kind_of_list_is_found_again_in_the_order_it_was_left_in(
    demo_copy: str,
) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("3", "o", "1", "m")
        nir.sees("Siden ↓")
        await nir.press("o", "2", "m")
        nir.sees("DUF-nummer ↑")
        await nir.press("m")
        nir.sees("Navn ↑")


async def test_a_leave_without_end_is_marked(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("3", "a")
        register = nir.app.session.register
        with register.read():
            [(duf,), *_more] = register.execute(
                "SELECT duf FROM report_row WHERE open_leave AND reason IS NULL ORDER BY duf"
            )
        await nir.press("slash")
        await nir.type(str(duf))
        nir.sees("Permisjon uten sluttdato")
        assert re.search(rf"^P {str(duf)[:4]} ", nir.screen, re.MULTILINE), "on the row itself"
        await nir.press("enter")
        nir.sees("Permisjon uten sluttdato: rediger vedtaket (v)")


async def test_filters_of_the_persons(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("3", "f", "tab", "tab", "tab")
        await nir.type("mangler v")
        await nir.press("enter", "enter")
        await nir.type("x")
        await nir.press("tab")
        nir.sees("«x» er ikke et antall dager")
        await nir.type("700")
        await nir.press("ctrl+s")
        nir.sees("Kristiansand > Mangler vedtak > Frist innen")
        assert re.findall(r"Mangler vedtak +\d\d\.\d\d\.\d{4}", nir.screen)
        nir.sees_not("Under gjennomføring")


async def test_a_list_becomes_a_workbook_and_is_never_overwritten_silently(
    demo_copy: str, tmp_path: Path
) -> None:
    async with at_keyboard(demo_copy) as nir:
        nir.app.session = replace(nir.app.session, downloads=tmp_path)
        await nir.press("x")
        nir.sees("Last ned 10 linjer", "avsluttede-2024-12-09.xlsx", "Etter lagring: 10 linjer")
        await nir.press("enter", "enter")
        nir.sees("Lagret: ")
        path = tmp_path / "avsluttede-2024-12-09.xlsx"
        page = openpyxl.load_workbook(path).worksheets[0]
        assert page.max_row == 13
        assert "Kristiansand > 2024 > Regelmotor · 09.12.2024 · 4204-DEMO" in page["A2"].value
        before = path.read_bytes()
        await nir.press("x", "enter")
        nir.sees("avsluttede-2024-12-09-2.xlsx")
        await nir.press("end", *["backspace"] * 7)
        await nir.type(".xlsx")
        await nir.press("enter")
        nir.sees("finnes og blir erstattet", "Er du sikker på at du vil lagre?")
        await nir.press("n")
        assert path.read_bytes() == before
        await nir.press("escape", "j")
        nir.sees("Viser 1 - 10 av 10 linjer")


async def test_a_csv_has_its_own_ending_and_the_order_of_the_list(
    demo_copy: str, tmp_path: Path
) -> None:
    async with at_keyboard(demo_copy) as nir:
        nir.app.session = replace(nir.app.session, downloads=tmp_path)
        await nir.press("o", "1", "x", "down")
        nir.sees("avsluttede-2024-12-09.csv")
        await nir.press("ctrl+s")
        nir.sees("Lagret: ")
        lines = (tmp_path / "avsluttede-2024-12-09.csv").read_text("utf-8-sig").splitlines()
        dufs = [line.split(";")[0] for line in lines[3:]]
        assert dufs == sorted(dufs)
        assert len(dufs) == 10


async def test_a_folder_that_is_not_there_is_said_beside_the_field(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("x", "enter")
        await nir.type("/ikke/her/liste.csv")
        await nir.press("enter")
        nir.sees("Mappa /ikke/her finnes ikke")


@pytest.mark.parametrize("typed", ["~", "~ingen-heter-dette/x.csv", "x" * 300, "\\", "."])
async def test_whatever_is_typed_as_a_place_the_program_goes_on(demo_copy: str, typed: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("x", "enter")
        await nir.paste(typed)
        await nir.press("escape", "j", "colon")
        await nir.type("hent inn")
        await nir.press("enter")
        await nir.paste(typed)
        await nir.press("escape", "j")
        nir.sees("Viser 1 - 10 av 10 linjer")


async def import_of(nir: Keyboard, path: str) -> None:
    await nir.press("colon")
    await nir.type("hent inn")
    await nir.press("enter")
    await nir.paste(path)
    await nir.press("ctrl+s")


async def test_an_import_is_looked_at_first_then_carried_out(
    demo_copy: str, tmp_path: Path
) -> None:
    path = nir_report(tmp_path / "nir.csv", nir_row())
    async with at_keyboard(demo_copy) as nir:
        register = nir.app.session.register
        await import_of(nir, path)
        nir.sees(
            "Hent inn nir.csv",
            "Dette vil skje",
            "Personer: 1 vil bli lagt til",
            "Avslutninger: 1 vil bli lagt til",
        )
        with register.read():
            assert register.execute(f"SELECT 1 FROM person WHERE duf = '{ANNA}'") == []
        await nir.press("ctrl+s")
        nir.sees("Utført")
        assert read_case(register, ANNA).facts.known is Completeness.REPORT
        await nir.press("escape")
        nir.sees("nir.csv er hentet inn")


async def test_everything_wrong_in_the_files_is_listed_and_nothing_can_be_carried_out(
    demo_copy: str, tmp_path: Path
) -> None:
    path = bundle(tmp_path / "in", persons=[person(sex="X", law="loven"), person(born="i går")])
    async with at_keyboard(demo_copy) as nir:
        await import_of(nir, path)
        nir.sees(
            "Ingenting er endret. Dette må rettes først:",
            "Feil i filene: 3",
            "persons.csv, rad 2, sex: «X» – skal være en av: K, M",
            "persons.csv, rad 3, born: «i går» – skal være en dato",
        )
        await nir.press("ctrl+s")
        nir.sees("Det er ingenting å utføre")


async def test_a_person_known_from_a_report_is_marked_everywhere(
    demo_copy: str, tmp_path: Path
) -> None:
    path = nir_report(tmp_path / "nir.csv", nir_row(municipality="Asker"))
    async with at_keyboard(demo_copy) as nir:
        await import_of(nir, path)
        await nir.press("ctrl+s", "escape", "a", "slash")
        await nir.type(ANNA)
        await nir.press("enter")
        nir.sees(
            "fra NIR-rapport",
            "18.09.2023, oppgitt av NIR",
            "Arbeid                   ukj.  01.09.2023",
        )
        await nir.press("w")
        nir.sees("bare kjent fra en NIR-rapport: regelmotoren gjør ingenting")
        await nir.press("escape", "enter")
        nir.sees("Antall timer arbeid per uke", "ukjent")
        await nir.press("escape", "r")
        await nir.type("020923")
        await nir.press("ctrl+s")
        nir.sees("Vedtak om deltakelse mangler; registrer vedtaket først")


async def test_goal_attainment_year_by_year_and_into_the_report(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("s")
        nir.sees("Måloppnåelse 2024", "Integreringsloven > Kristiansand", "2024: tallgrunnlag 24")
        nir.sees("Må rettes: 3 (9,4 %)", "2023: tallgrunnlag")
        bars = [line for line in nir.line if re.match(r"\s+2024\s+█+", line)]
        assert len(bars) == 5, "the group outside the basis has no bar"
        await nir.press("right")
        nir.sees("Dette er det siste året")
        await nir.press("left")
        nir.sees("Måloppnåelse 2023", "2022: tallgrunnlag")
        await nir.press("right", "2")
        nir.sees("Introduksjonsloven > Kristiansand")
        await nir.press("1", "enter")
        nir.sees("Kristiansand > 2024 > Gruppe: Arbeid", "Viser 1 - 7 av 7 linjer")


async def test_from_a_bar_and_back_to_the_same_year(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("s", "f", "ctrl+s", "left", "enter")
        nir.sees("2023 > Gruppe: Arbeid")
        await nir.press("s")
        nir.sees("Måloppnåelse 2023")
        await nir.press("escape", "0")
        nir.sees("Integreringsloven > Kristiansand > 2024 > Regelmotor", "Viser 1 - 10 av 10")


async def test_the_first_filter_of_each_list_is_its_own(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("d", "0")
        nir.sees("Begge lover > Kristiansand", "Viser 1 - 16 av 105 linjer")
        await nir.press("a")
        nir.sees("Begge lover > Alle kommuner")


async def test_another_ending_than_the_formats_asks_first(demo_copy: str, tmp_path: Path) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("x", "enter")
        await nir.type(str(tmp_path / "liste.txt"))
        await nir.press("enter")
        nir.sees("Filnavnet slutter ikke på .xlsx", "Er du sikker")
        # A replaced file cannot be recovered, so a second Enter does not confirm.
        await nir.press("enter")
        nir.sees("Er du sikker")
        await nir.press("n", "escape", "j")
    assert not (tmp_path / "liste.txt").exists()


@pytest.mark.parametrize("key", ["x", "enter", "y"])
async def test_an_empty_list_says_so(demo_copy: str, key: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("slash")
        await nir.type("qqq")
        await nir.press("down", key)
        nir.sees("Lista er tom")


async def test_a_walk_through_a_list_too_long_to_remember(
    demo_copy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Like a list of the whole country: it is read step by step, and the place is kept."""
    monkeypatch.setattr("nir_tui.lists.walk.REMEMBERED_WHOLE", 10)
    monkeypatch.setattr("nir_tui.lists.walk._BATCH_SIZE", 3)
    monkeypatch.setattr("models.lists.query_plan.MAX_GATHERED_ROWS", -1)
    monkeypatch.setattr("models.lists.query_plan._A_SCREEN", 0)
    async with at_keyboard(demo_copy) as nir:
        await nir.press("a", "o", "2")
        in_order = [line.duf for line in lists(nir).listed.whole()]
        await nir.press(*["down"] * 20, "enter")
        nir.sees("21 av 346 · 0 rettet")
        for step, expected in (("n", 21), ("n", 22), ("n", 23), ("n", 24), ("p", 23)):
            await nir.press(step)
            nir.sees(in_order[expected][4:10])
        await nir.press(*["p"] * 6)
        nir.sees("18 av 346", in_order[17][4:10])
        await nir.press("N")
        [number] = map(int, re.findall(r"(\d+) av 346", nir.screen))
        nir.sees("●")
        await nir.press("escape")
        assert nir.under_cursor == in_order[number - 1]
        assert lists(nir).query_one(PagedTable).position == number - 1


async def test_a_corrected_person_leaves_a_long_list_and_the_next_stands_there(
    demo_copy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nir_tui.lists.walk.REMEMBERED_WHOLE", 10)
    monkeypatch.setattr("models.lists.query_plan.MAX_GATHERED_ROWS", -1)
    monkeypatch.setattr("models.lists.query_plan._A_SCREEN", 0)
    async with at_keyboard(demo_copy) as nir:
        await nir.press("a", "m", "down", "down")
        in_order = [line.duf for line in lists(nir).listed.whole()]
        assert len(in_order) > 10
        await nir.press("enter", "l", "enter")
        await nir.type("ukj")
        await nir.press("enter", "j")
        nir.sees(f"3 av {len(in_order)} · 1 rettet")
        await nir.press("n", "p", "n")
        nir.sees(in_order[3][4:10])
        await nir.press("escape")
        assert nir.under_cursor == in_order[3]
        assert lists(nir).query_one(PagedTable).position == 2


async def test_what_is_slow_to_count_is_shown_before_it_is_counted(
    demo_copy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a search for two letters in the whole country: rows come first, then the count."""
    monkeypatch.setattr("models.lists.counts.MAX_GATHERED_ROWS", -1)
    count_later = ListView._count_later
    monkeypatch.setattr(ListView, "_count_later", lambda _self: None)
    async with at_keyboard(demo_copy) as nir:
        await nir.press("a", "/")
        await nir.type("a e")
        nir.sees("Viser 1 - 16, teller resten …")
        nir.sees_not("linjer")
        await nir.press("down", "down")
        place = nir.under_cursor
        count_later(lists(nir))
        await nir.rest()
        matching = lists(nir).listed.count()
        nir.sees(f"Viser 1 - 16 av {matching} linjer (filtrert fra 346 totalt antall linjer)")
        assert nir.under_cursor == place


async def test_a_row_in_one_piece_looks_as_the_cells_of_a_data_table_do(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("a", "m", "down", "down")
        table = lists(nir).query_one(PagedTable)
        assert len(table.rows) > 2
        for key in list(table.rows):
            place = (key, 0, table.rich_style, table.cursor_coordinate, table.hover_coordinate)
            ours = table._render_line_in_row(*place)
            stock = DataTable._render_line_in_row(table, *place)
            assert list(letters(ours)) == list(letters(stock))


def letters(painted: Any) -> Iterator[tuple[Any, ...]]:
    """Yield each character of a painted row with its colours and style."""
    for cells in painted:
        for segment in chain.from_iterable(cells):
            style = segment.style
            for letter in segment.text:
                yield letter, style.color, style.bgcolor, bool(style.bold), bool(style.reverse)

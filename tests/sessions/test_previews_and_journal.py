"""Previews say what will be before anything is, and lead to the person; so does the journal."""

from datetime import date
from pathlib import Path

from models.access import Role
from models.administration.users import add_user
from models.cases.lookup import read_case
from models.storage.register import open_register
from tests.case_builder import actor
from tests.models.exchange.files import bundle, person
from tests.nir_tui.commands.cli_runner import GRANITT
from tests.sessions.keyboard import at_keyboard
from tests.sessions.test_lists_and_files import import_of

NEW = "992400077703"


async def test_the_engine_preview_opens_the_person_and_goes_on(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, as_of=date(2025, 2, 1)) as nir:
        await nir.press("colon")
        await nir.type("kjør regel")
        await nir.press("enter")
        nir.sees("16 vil bli lagt til, 0 vil bli slettet", "Personer: vil bli lagt til")
        await nir.press("enter")
        nir.sees("Ingen person på raden")
        await nir.press("down", "down", "enter")
        nir.sees("9921 000523 05", "Béatrice, Mukasa", "Frist for gjennomføring")
        await nir.press("escape")
        nir.sees("16 vil bli lagt til", "er gått ut før 01.02.2025")
        await nir.press("ctrl+s", "j")
        nir.sees("Utført: 16 er lagt til, 0 er slettet", "Personer: lagt til")
        nir.sees_not("vil bli")
        await nir.press("enter")
        nir.sees("9921 000523 05", "Regelmotor")


async def test_the_import_preview_opens_the_person(demo_copy: str, tmp_path: Path) -> None:
    register = open_register(demo_copy)
    stored = read_case(register, GRANITT).person
    register.close()
    changed = person(
        duf=GRANITT, first_name=stored.first_name, last_name="STEIN", municipality="4204"
    )
    path = bundle(tmp_path / "inn", persons=[changed, person(duf=NEW)])
    async with at_keyboard(demo_copy) as nir:
        await import_of(nir, path)
        nir.sees("Personer: 1 vil bli lagt til, 1 vil bli endret")
        nir.sees("9924 000022 00 FORNØYDE, STEIN: vil bli endret")
        await nir.press("end")
        for _row in range(12):
            if "STEIN: vil bli endret. " in nir.screen.splitlines()[-3]:
                break
            await nir.press("up")
        rows = [line for line in nir.screen.splitlines() if ": vil bli " in line]
        assert len(rows) >= 2
        await nir.press("home")
        for _row in range(20):
            await nir.press("enter")
            if "9924 000022 00   FORNØYDE, GRANITT" in nir.screen:
                break
            await nir.press("down")
        nir.sees("9924 000022 00 FORNØYDE, GRANITT", "Avslutning")
        await nir.press("escape")
        nir.sees("Dette vil skje")
        await nir.press("down", "enter")
        nir.sees("Personen er ikke i registeret før endringene er utført")
        await nir.press("ctrl+s")
        nir.sees("Utført", "STEIN: endret")
        nir.sees_not("vil bli")
        await nir.press("enter")
        nir.sees("9924 000777 03")


async def test_the_journal_tells_from_what_to_what_and_opens_the_case(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("m", "enter", "l", "enter")
        await nir.type("helse")
        await nir.press("enter", "j", "r", "enter")
        await nir.type("annet")
        await nir.press("enter", "j", "escape", "colon")
        await nir.type("journal")
        await nir.press("enter")
        nir.sees("Journal · Enter åpner saken", "redigerte avslutning")
        await nir.type("redigerte")
        nir.sees("FORNØYDE, GRANITT: årsak: fra Helsemessige utfordringer til Annet")
        nir.sees_not("->")
        await nir.press("enter")
        nir.sees("9924 000022 00 FORNØYDE, GRANITT", "Annet", "4204-DEMO")
        await nir.press("escape")
        nir.sees("Journal · Enter åpner saken")


async def test_the_journal_is_found_by_name_and_a_row_may_be_of_nobody(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, size=(120, 30)) as nir:
        await nir.press("m", "enter", "escape", "colon")
        await nir.type("journal")
        await nir.press("enter")
        await nir.type("granitt")
        nir.sees("9924 000022 00 FORNØYDE, GRANITT", "så på saken")
        for _letter in "granitt":
            await nir.press("backspace")
        await nir.type("leste journalen")
        await nir.press("enter")
        nir.sees("Raden gjelder ingen person")


async def test_the_journal_of_ones_own_person_leads_back_to_it(demo_copy: str) -> None:
    register = open_register(demo_copy)
    add_user(register, actor("4204-DEMO"), "4204-LESE", Role.READER, "4204")
    register.close()
    async with at_keyboard(demo_copy, "4204-LESE") as nir:
        await nir.press("m", "enter", "J")
        nir.sees("Journal · 9924 000022 00")
        await nir.press("enter")
        nir.sees("FORNØYDE, GRANITT", "h Vis all historikk")
        assert len(nir.app.screen_stack) == 2

"""A person who ends with a reason that was added to the table, on every screen and in files.

Run by test_one_more_reason.py in a process of its own, in which the table has the row.
"""

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from models.administration.check import check_register
from models.storage.register import open_register
from nir_tui.cli import main
from rules.reasons import MUNICIPALITY_REASONS, REASONS
from tests.case_builder import actor
from tests.newer.one_more_reason import VOLUNTEERING
from tests.registers import empty_copy
from tests.sessions.keyboard import Keyboard, at_keyboard

GRANITT = "992400002200"
LABEL, SHORT, CODE = VOLUNTEERING.label, VOLUNTEERING.short_label, VOLUNTEERING.code


def test_the_row_is_the_24th_of_municipalities() -> None:
    assert len(MUNICIPALITY_REASONS) == 24 and list(REASONS)[23] == CODE


async def register_it(nir: Keyboard) -> None:
    """Choose the reason by typing, with its help beside it, and save."""
    await nir.press("l", "enter")
    await nir.type("frivillig")
    nir.sees(LABEL, f"Måloppnåelse: {VOLUNTEERING.group}.", VOLUNTEERING.help)
    await nir.press("enter")
    await nir.type("30")
    await nir.press("enter", "j")
    nir.sees("Avslutningen er lagret")


SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 30)], ids=["80", "120"])


def named(size: tuple[int, int]) -> str:
    """Return how a list or a person's screen of a size names the reason."""
    return SHORT if size[0] == 80 else LABEL


@SIZES
async def test_the_screens_of_the_person_show_it(demo_copy: str, size: tuple[int, int]) -> None:
    async with at_keyboard(demo_copy, size=size, duf=GRANITT) as nir:
        await register_it(nir)
        nir.sees(named(size), "30,0", "4204-DEMO")
        await nir.press("enter")
        nir.sees(LABEL, VOLUNTEERING.group)
        await nir.press("escape", "w")
        nir.sees("Regler", LABEL)
        await nir.press("escape", "J", "down")
        nir.sees(LABEL)
        await nir.press("escape", "r")
        nir.sees(LABEL, "30,0", VOLUNTEERING.help)
        await nir.press("ctrl+t")
        nir.sees("Avslutningskoder for introduksjonsprogrammet")
        await nir.type("frivillig")
        nir.sees(LABEL, "Brukes av kommunen.", VOLUNTEERING.help)
        await nir.press("enter", "shift+tab")
        await nir.type("170924")
        await nir.press("ctrl+s")
        nir.sees(named(size), "17.09.2024", "Avslutningen er lagret")


@SIZES
async def test_the_lists_show_it(demo_copy: str, size: tuple[int, int]) -> None:
    async with at_keyboard(demo_copy, size=size, duf=GRANITT) as nir:
        await register_it(nir)
        await nir.press("escape", "a", "f", *["tab"] * 5)
        await nir.type("frivillig")
        nir.sees(LABEL)
        await nir.press("enter", "ctrl+s")
        nir.sees("9924 000022 00", named(size), "Viser 1 - 9 av 9 linjer", f"> {SHORT}")
        await nir.press("o", "5", "s")
        nir.sees("Måloppnåelse 2024", "24 18,5 %", "2024: tallgrunnlag 130 av 156 avsluttede")
        await nir.press("down", "down", "enter")
        nir.sees(f"Gruppe: {VOLUNTEERING.group}", "av 24 linjer")
        await nir.press("slash")
        await nir.type("granitt")
        nir.sees("9924 000022 00", named(size))
        await nir.press("escape", "3", "slash")
        await nir.type("granitt")
        nir.sees("9924 000022 00", "Avsluttet")


def run(place: str, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run a command of the program; return what it prints."""
    assert main(["--register", place, "--user", "4204-DEMO", *words]) == 0, words
    return capsys.readouterr().out


def test_every_command_and_file_has_it(
    demo_copy: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def nir(*words: str) -> str:
        return run(demo_copy, capsys, *words)

    before = json.loads(nir("statistics", "--law", "integreringsloven", "--format", "json"))
    nir(*("termination", "add", GRANITT, "--reason", LABEL, "--date", "2024-09-17", "--yes"))
    assert f"{CODE:<24}  {LABEL}" in nir("codes")
    assert CODE in [one["code"] for one in json.loads(nir("codes", "--json"))]
    assert LABEL in nir("person", GRANITT)
    assert LABEL in nir("report", "--reason", CODE)
    rows = json.loads(nir("report", "--reason", CODE, "--format", "json"))["rows"]
    [row] = [row for row in rows if row["duf"] == GRANITT]
    assert (row["reason"], row["reason_label"], row["group"]) == (CODE, LABEL, VOLUNTEERING.group)
    after = json.loads(nir("statistics", "--law", "integreringsloven", "--format", "json"))
    assert before != after
    for file_format in ("csv", "xlsx"):
        for list_name in ("report", "persons"):
            path = tmp_path / f"{list_name}.{file_format}"
            nir(list_name, "--format", file_format, "--out", str(path))
            assert LABEL in cells(path), path
    bundle = tmp_path / "pakke.zip"
    nir("export", str(bundle))
    other = empty_copy(tmp_path, "annet.db")
    run(other, capsys, "import", str(bundle))
    assert LABEL in run(other, capsys, "person", GRANITT)
    with_it = open_register(demo_copy)
    assert check_register(with_it, actor()) == []
    with_it.close()


def cells(path: Path) -> set[object]:
    """Return all cells of a downloaded file."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return {cell for row in csv.reader(file, delimiter=";") for cell in row}
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return {cell for row in sheet.iter_rows(values_only=True) for cell in row}

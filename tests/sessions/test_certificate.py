"""From a person whose programme has ended: the draft of a certificate, copied or saved."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from models.list_filter import all_persons
from models.lists.pages import list_dufs
from models.lists.sort_order import Order
from models.storage.register import open_register
from rules.code_lists import Status
from tests.case_builder import TODAY
from tests.sessions.keyboard import at_keyboard

GRANITT = "992400002200"


async def test_a_certificate_is_shown_copied_and_saved(
    demo_copy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("colon")
        await nir.type("deltakerbevis")
        await nir.press("enter")
        nir.sees("Deltakerbevis · 9924 000022 00", "FORNØYDE GRANITT har deltatt", "y Kopier")
        await nir.press("y")
        nir.sees("Kopiert: Deltakerbevis")
        assert nir.app.clipboard.startswith("UTKAST\n")
        for ending in ("", "-2"):
            await nir.press("x")
            saved = tmp_path / f"deltakerbevis-2024-12-09{ending}.txt"
            assert saved.read_text(encoding="utf-8") == nir.app.clipboard
        nir.sees("Lagret")
        await nir.press("escape")
        nir.sees("Avslutningsårsak ikke registrert")


async def test_while_the_programme_goes_on_there_is_none(demo_copy: str) -> None:
    with closing(open_register(demo_copy)) as register:
        under_way = replace(all_persons(), statuses=(Status.UNDER_WAY,))
        [duf, *_others] = list_dufs(register, under_way, Order("name"), TODAY)
    async with at_keyboard(demo_copy, duf=duf) as nir:
        await nir.press("colon")
        await nir.type("deltakerbevis")
        nir.sees_not("Utkast, når programmet er slutt")

"""Snapshots of every screen at 80x24, 120x40, 160x45 and 200x50, as text to read in a diff."""

from datetime import date
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from tests.sessions.keyboard import at_keyboard

GRANITT, TALMODIGE = "992400002200", "992200001432"


class TextSnapshot(SingleFileSnapshotExtension):
    """A snapshot format with one text file for each screen."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def look(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(TextSnapshot)


SCREENS: dict[str, tuple[str | None, list[str]]] = {
    "report": (None, []),
    "report-searching": (None, ["a", "slash", "text:forn"]),
    "report-ordering": (None, ["o"]),
    "report-empty": (None, ["slash", "text:qqq"]),
    "report-introduksjonsloven": (None, ["2"]),
    "filters": (None, ["f"]),
    "palette": (None, ["colon"]),
    "palette-persons": (None, ["colon", "text:9777"]),
    "help-report": (None, ["question_mark"]),
    "codes": (None, ["colon", "text:avslutningskoder", "enter", "text:hel"]),
    "engine-nothing": (None, ["colon", "text:kjør regel", "enter"]),
    "persons": (None, ["3"]),
    "persons-to-correct": (None, ["3", "m"]),
    "persons-deadlines": (None, ["d"]),
    "persons-filters": (None, ["3", "f", "tab", "tab", "tab"]),
    "download": (None, ["x"]),
    "import": (None, ["colon", "text:hent inn", "enter"]),
    "statistics": (None, ["s"]),
    "person": (None, ["m", "enter"]),
    "person-ended-by-municipality": (TALMODIGE, []),
    "person-history": (TALMODIGE, ["h"]),
    "details": (TALMODIGE, ["enter"]),
    "delete-termination": (TALMODIGE, ["s"]),
    "add-termination": (GRANITT, ["l"]),
    "add-termination-choosing": (GRANITT, ["l", "enter", "text:arb"]),
    "add-termination-error": (
        GRANITT,
        ["l", "text:190924", "enter"],
    ),
    "add-termination-hours-error": (
        GRANITT,
        ["l", "enter", "text:arbeid", "enter", "text:81"],
    ),
    "add-termination-asking": (
        GRANITT,
        ["l", "enter", "text:arb", "enter", "text:30", "enter"],
    ),
    "add-termination-longest-help": (GRANITT, ["l", "enter", "text:kval", "enter"]),
    "edit-termination": (TALMODIGE, ["r"]),
    "goal": (GRANITT, ["g"]),
    "decisions": (GRANITT, ["v"]),
    "add-decision": (GRANITT, ["v", "l"]),
    "add-decision-extension": (GRANITT, ["v", "l", "text:utv", "enter", "enter", "text:011224"]),
    "add-decision-stop": (GRANITT, ["v", "l", "text:perm", "enter"]),
    "annul-decision": (GRANITT, ["v", "s"]),
    "edit-decision": (GRANITT, ["v", "r"]),
    "measures": (GRANITT, ["t"]),
    "edit-measure": (GRANITT, ["t", "r"]),
    "person-lacks-goal": ("988818011199", []),
    "add-measure": (GRANITT, ["t", "l"]),
    "delete-measure": (GRANITT, ["t", "s"]),
    "why": (GRANITT, ["w"]),
    "work-list": (None, ["M"]),
    "columns": (None, ["c"]),
    "control": (None, ["colon", "text:kontroll", "enter"]),
    "several": (None, ["M", "space", "space", "l"]),
    "several-preview": (None, ["M", "space", "space", "l", "enter", "text:ukjent", "enter"]),
    "set-aside": (None, ["M", "z"]),
    "person-of-a-list": (None, ["enter", "n"]),
    "add-termination-in-a-list": (None, ["enter", "l", "enter", "text:arb"]),
    "certificate": (TALMODIGE, ["colon", "text:bevis", "enter"]),
    "journal-of-a-person": (GRANITT, ["J"]),
    "trial-decision": (GRANITT, ["w", "v"]),
}


@pytest.mark.parametrize("name", SCREENS)
async def test_looks_at_80x24(demo_copy: str, look: SnapshotAssertion, name: str) -> None:
    duf, keys = SCREENS[name]
    async with at_keyboard(demo_copy, duf=duf) as nir:
        await _press(nir, keys)
        assert nir.screen == look
        assert len(nir.line) <= 24
        assert all(len(line) <= 80 for line in nir.line)


async def test_looks_of_an_engine_preview(demo_copy: str, look: SnapshotAssertion) -> None:
    async with at_keyboard(demo_copy, as_of=date(2025, 2, 1)) as nir:
        await _press(nir, ["colon", "text:kjør regel", "enter", "down", "down"])
        assert nir.screen == look


@pytest.mark.parametrize("size", [(120, 40), (160, 45), (200, 50)], ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("name", SCREENS)
async def test_looks_at_other_sizes(
    demo_copy: str, look: SnapshotAssertion, name: str, size: tuple[int, int]
) -> None:
    duf, keys = SCREENS[name]
    async with at_keyboard(demo_copy, duf=duf, size=size) as nir:
        await _press(nir, keys)
        assert nir.screen == look
        assert all(len(line) <= size[0] for line in nir.line)


async def _press(nir: Any, keys: list[str]) -> None:
    for key in keys:
        if key.startswith("text:"):
            await nir.type(key.removeprefix("text:"))
        else:
            await nir.press(key)

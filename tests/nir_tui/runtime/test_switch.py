"""Without the tricks the same keys show the same screens."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nir_tui.runtime import switch
from nir_tui.runtime.switch import VARIABLE, Trick, tricks_off

_STORY = """
import asyncio, sys
from nir_tui.runtime.switch import Trick, is_on
from tests.sessions.keyboard import at_keyboard

async def story():
    print(*map(is_on, Trick), file=sys.stderr)
    async with at_keyboard(sys.argv[1]) as nir:
        for keys in (
            ("down", "down"), ("pagedown",), ("end",), ("home",), ("o",), ("3",), ("/", *"ali"),
            ("down", "enter"), ("l",), ("enter", *"arb"), ("enter", *"37,5"), ("escape",), ("j",),
            ("v",), ("escape",), ("w",), ("escape",), ("escape",), ("escape",),
            ("f", *"dra"), ("ctrl+s",), ("f",), ("escape",), ("1",), ("colon", *"regel"),
            ("escape",), ("question_mark",), ("escape",), ("d",), ("down", "enter"),
        ):
            for key in keys:
                await (nir.press(key) if len(key) > 1 else nir.type(key))
            print(keys, nir.screen, sep="\\n")
        await nir.resize(130, 40)
        print(nir.screen)
        await nir.press_ahead("l", "escape", "v", "l", "escape", "escape", "n")
        print(nir.screen)

asyncio.run(story())
"""
_ROOT = Path(__file__).parents[3]


def _story(register: str, value: str) -> tuple[str, set[str]]:
    """Return the screens of a story, and whether tricks were on: {"True"}, {"False"} or both."""
    environment = {**os.environ, VARIABLE: value, "PYTHONPATH": str(_ROOT)}
    words = [sys.executable, "-c", _STORY, register]
    done = subprocess.run(
        words, capture_output=True, text=True, timeout=300, check=False, env=environment, cwd=_ROOT
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, set(done.stderr.split())


def test_the_same_keys_show_the_same_screens(demo_copy: str) -> None:
    with_all, were_on = _story(demo_copy, "")
    without, were_off = _story(demo_copy, "1")
    assert (were_on, were_off) == ({"True"}, {"False"})
    assert "Avslutningsårsak" in with_all
    assert without == with_all


def test_each_trick_has_a_module_of_its_name() -> None:
    folder = Path(switch.__file__).parent
    assert {trick.value for trick in Trick} <= {path.stem for path in folder.glob("*.py")}


@pytest.mark.parametrize(
    ("value", "off"),
    [
        ("", set()),
        ("0", set()),
        ("gc_tuning", {Trick.GC_TUNING}),
        ("gc_tuning, whole_row", {Trick.GC_TUNING, Trick.WHOLE_ROW}),
        ("1", set(Trick)),
        ("ja", set(Trick)),
        ("gc_tuning,unknown", set(Trick)),
    ],
)
def test_a_text_that_names_no_trick_turns_all_off(value: str, off: set[Trick]) -> None:
    assert tricks_off({VARIABLE: value}) == off
    assert tricks_off({}) == frozenset()

"""Garbage collection is off in a command and until the screens are imported, then on."""

import asyncio
import gc
import weakref
from collections.abc import Iterator

import pytest

from nir_tui import cli
from nir_tui.commands.context import Context
from nir_tui.runtime import gc_tuning as garbage
from nir_tui.runtime import import_warmup as warm_up
from nir_tui.runtime.gc_tuning import collection_paused, enable_gc_when_idle
from nir_tui.runtime.switch import Trick
from rules.change_dates import valid_interval
from rules.code_lists import Goal, Law
from rules.deadlines import completion_deadline, start_deadline
from rules.engine import compute, decide
from tests.case_builder import World
from tests.rules.build import day, extension, facts, leave, participation
from tests.sessions.keyboard import at_keyboard
from tests.tricks import needs


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    often = gc.get_threshold()
    yield
    gc.set_threshold(*often)
    gc.unfreeze()
    gc.enable()


async def test_gc_stays_unchanged_if_it_was_never_paused(world: World) -> None:
    async with at_keyboard(world.place, user="ces") as nir:
        frozen, often = gc.get_freeze_count(), gc.get_threshold()
        enable_gc_when_idle(nir.app.typeahead.idle_tasks)
        assert gc.isenabled() and gc.get_freeze_count() == frozen
        assert gc.get_threshold() == often


@needs(Trick.GC_TUNING)
async def test_all_of_it_is_looked_through_while_nobody_presses_a_key(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warm_up, "_FIRST", 0.05)
    monkeypatch.setattr(warm_up, "_BETWEEN", 0.001)
    monkeypatch.setattr(garbage, "_REST", 0.05)
    looked_through: list[bool] = []

    def noted(phase: str, info: dict[str, int]) -> None:
        if phase == "start" and info["generation"] == 2:
            looked_through.append(nir.app.typeahead.is_busy)

    with collection_paused():
        async with at_keyboard(world.place, user="ces") as nir:
            async with asyncio.timeout(10):
                while not gc.isenabled():
                    await asyncio.sleep(0.01)
            gc.callbacks.append(noted)
            try:
                # Collect the younger generations as often as thirty thousand new objects would.
                for _ in range(4):
                    gc.collect(1)
                await nir.press_ahead("f", "escape", "m")
                async with asyncio.timeout(10):
                    while not looked_through:
                        await asyncio.sleep(0.01)
            finally:
                gc.callbacks.remove(noted)
    assert not any(looked_through)


@needs(Trick.GC_TUNING)
async def test_it_is_looked_for_again_when_the_screens_are_imported(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warm_up, "_FIRST", 0.05)
    monkeypatch.setattr(warm_up, "_BETWEEN", 0.001)
    before = gc.get_freeze_count()
    with collection_paused():
        assert not gc.isenabled()
        async with at_keyboard(world.place, user="ces") as nir:
            nir.sees("linjer")
            async with asyncio.timeout(10):
                while not gc.isenabled():
                    await asyncio.sleep(0.01)
            assert gc.get_freeze_count() > before


@needs(Trick.GC_TUNING)
def test_a_command_looks_for_none_and_leaves_all_as_it_was(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_for: list[bool] = []
    close = Context.close

    def seen(context: Context) -> None:
        looked_for.append(gc.isenabled())
        close(context)

    monkeypatch.setattr(Context, "close", seen)
    assert cli.main(["--register", str(world.place), "check"]) == cli.DONE
    assert looked_for == [False] and gc.isenabled()


@pytest.mark.parametrize("law", [*Law])
def test_a_case_is_freed_with_its_last_reference(law: Law) -> None:
    """A command collects no garbage: a cycle of case and deadline would leak for every case."""
    gc.disable()
    case = facts(
        *(participation("01.03.2025"), extension("01.03.2026"), leave("01.04.2025", "30.04.2025")),
        law=law,
        goal=Goal.UPPER_SECONDARY_OVER_25,
        settled=day("01.01.2025"),
        stored_start_deadline=None,
    )
    for as_of in (day("31.12.2025"), day("01.01.2026"), day("01.01.2032")):
        assert compute(case, as_of).grounds
        assert decide(case, as_of) is not None
        assert completion_deadline(case, as_of) and start_deadline(case)
        valid_interval(case, as_of)
    kept = weakref.ref(case)
    del case
    assert kept() is None

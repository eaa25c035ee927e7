"""No garbage is looked for in a command, nor until the first screen stands; after that it is."""

import asyncio
import gc
from collections.abc import Iterator

import pytest

from nir_tui import cli, warm_up
from nir_tui.commands.common import Context
from nir_tui.garbage import collection_paused, resume_collection
from tests.sessions.keyboard import at_keyboard
from tests.world import World


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_who_never_left_it_alone_has_nothing_frozen() -> None:
    frozen = gc.get_freeze_count()
    resume_collection()
    assert gc.isenabled() and gc.get_freeze_count() == frozen


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

"""While idle, the app prebuilds the filter form and takes apart screens that were left."""

import asyncio
import time
from collections.abc import Callable
from datetime import date

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from models.administration.journal_view import read_lines
from models.errors import RegisterError
from nir_tui.runtime import idle_tasks as rest
from nir_tui.runtime import import_warmup as warm_up
from nir_tui.runtime import prebuilt_screen
from nir_tui.runtime.switch import Trick
from nir_tui.screens.administration.engine import EngineScreen
from nir_tui.screens.lists.filter_form import FilterForm
from rules.message import message
from tests.case_builder import World
from tests.sessions.keyboard import Keyboard, at_keyboard, key_event
from tests.tricks import needs

pytestmark = needs(Trick.PREBUILT_SCREEN, Trick.DEFERRED_REMOVAL)
_OFTEN, _NEVER = 0.01, 60.0


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    world.participant(date(2024, 3, 18))
    monkeypatch.setattr(warm_up, "_FIRST", 0.01)
    monkeypatch.setattr(warm_up, "_BETWEEN", 0.001)
    monkeypatch.setattr(prebuilt_screen, "_IDLE_DELAY_S", _OFTEN)


def _forms(nir: Keyboard) -> list[FilterForm]:
    """Return all existing filter forms, shown or not."""
    return [widget for widget in nir.app._registry if isinstance(widget, FilterForm)]


async def _made(nir: Keyboard, other_than: FilterForm | None = None) -> FilterForm:
    """Wait until the one filter form is complete, and not `other_than`; return it."""
    for _ in range(500):
        match [form for form in _forms(nir) if not form._pruning]:
            case [FilterForm(is_mounted=True) as form] if (
                form is not other_than and form.outer_size
            ):
                return form
        await asyncio.sleep(0.01)
    raise AssertionError("no form is made")


async def test_the_key_shows_the_one_that_was_made(world: World) -> None:
    async with at_keyboard(world.place) as nir:
        form = await _made(nir)
        before = set(nir.app._registry)
        await nir.press("f")
        assert nir.app.screen is form
        new = {type(widget).__name__ for widget in set(nir.app._registry) - before}
        assert new <= {"ChoiceList"}, "made at the key"
        nir.sees("Filtrer på · Integreringsloven", "Gir 1 av 1 linjer")
        await nir.type("drammen")
        nir.sees("Drammen")
        await nir.press("ctrl+s")
        nir.sees("Drammen")
        other = await _made(nir, other_than=form)
        await nir.press("f")
        assert nir.app.screen is other
        nir.sees("Drammen")


async def test_it_looks_as_one_made_at_the_key(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_keyboard(world.place) as nir:
        await _made(nir)
        await nir.press("f")
        ahead = nir.screen
    monkeypatch.setattr(prebuilt_screen, "_IDLE_DELAY_S", _NEVER)
    async with at_keyboard(world.place) as nir:
        assert not _forms(nir)
        await nir.press("f")
        assert nir.screen == ahead


async def test_what_is_searched_for_is_kept(world: World) -> None:
    async with at_keyboard(world.place) as nir:
        form = await _made(nir)
        await nir.press("/")
        await nir.type("stille")
        await nir.press("down", "f")
        assert nir.app.screen is form
        await nir.press("ctrl+s")
        nir.sees("/ stille")


async def test_of_another_list_another_one_is_made(world: World) -> None:
    async with at_keyboard(world.place) as nir:
        form = await _made(nir)
        await nir.press("3")
        other = await _made(nir, other_than=form)
        await nir.press("f")
        assert nir.app.screen is other
        nir.sees("Filtrer på · Personer", "Frist innen så mange dager")
        assert form not in nir.app._registry


async def test_what_is_left_is_taken_apart_in_the_next_rest(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rest, "_SOON", 0.5)
    async with at_keyboard(world.place) as nir:
        await _made(nir)
        await nir.press("enter", "v")
        left = nir.app.screen
        await nir.press("escape")
        assert nir.app.screen is not left
        assert not left._pruning, "what stands below waits for it"
        for _ in range(500):
            if left not in nir.app._registry:
                break
            await asyncio.sleep(0.01)
        assert not left.is_running
        assert not left.children


async def test_work_that_is_left_stops_before_that(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[bool] = []
    stopped: list[bool] = []

    def work(_: EngineScreen, _dry: bool, _tell: object, shall_stop: Callable[[], bool]) -> None:
        begun.append(True)
        until = time.monotonic() + 10
        while not shall_stop() and time.monotonic() < until:
            time.sleep(0.01)
        stopped.append(shall_stop())
        raise RegisterError(message("Avbrutt"))

    monkeypatch.setattr(EngineScreen, "work", work)
    monkeypatch.setattr(rest, "_SOON", _NEVER)
    async with at_keyboard(world.place) as nir:
        await _made(nir)
        nir.app.do_engine()
        async with asyncio.timeout(20):
            while not begun:
                await asyncio.sleep(0.01)
            left = nir.app.screen
            left.dismiss(None)
            while not stopped:
                await asyncio.sleep(0.01)
        assert stopped == [True]
        assert left.is_running
        await nir.rest()


async def test_who_quits_while_it_is_taken_apart_quits_in_order(world: World) -> None:
    async with at_keyboard(world.place) as nir:
        await _made(nir)
        await nir.press("enter", "l")
        left = nir.app.screen
        await nir.press("escape")
        while not left._pruning:
            await asyncio.sleep(0)
        nir.app.exit()


async def test_what_was_searched_for_is_written_before_that(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rest, "_SOON", _NEVER)
    async with at_keyboard(world.place) as nir:
        await _made(nir)
        await nir.press("colon")
        await nir.type("still")
        await nir.press("escape")
        newest = read_lines(nir.app.session.register)[0]
        assert newest.action == "list.search"
        assert newest.after and newest.after["search"] == "still"


async def test_it_is_not_used_where_the_key_comes_first(world: World) -> None:
    async with at_keyboard(world.place) as nir:
        form = await _made(nir)
        await nir.press_ahead("m", "f")
        assert nir.app.screen is not form
        assert isinstance(nir.app.screen, FilterForm)
        nir.sees("Bare de som må rettes ja")


async def test_a_terminal_that_became_wider_gets_the_form_of_a_wide_one(world: World) -> None:
    async with at_keyboard(world.place) as nir:
        form = await _made(nir)
        await nir.resize(140, 40)
        await nir.press("f")
        assert nir.app.screen is form
        assert form.outer_size == (140, 40)
        assert form.has_class("-wide")


async def test_other_colours_have_a_form_of_their_own(world: World) -> None:
    async with at_keyboard(world.place) as nir:
        form = await _made(nir)
        nir.app.do_theme()
        await nir.press("f")
        assert isinstance(nir.app.screen, FilterForm)
        assert nir.app.screen is not form


async def test_nothing_goes_to_the_terminal_for_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    async with at_keyboard(world.place) as nir:
        form = await _made(nir)
        await nir.press("3")
        monkeypatch.setattr(HeadlessDriver, "write", lambda driver, data: written.append(data))
        await _made(nir, other_than=form)
        await nir.rest()
    assert written == []


async def test_closing_waits_for_a_half_built_form(world: World) -> None:
    """A half-built screen cannot be closed: its widgets look for one another."""
    async with at_keyboard(world.place) as nir:
        form = await _made(nir)
        pressed = asyncio.create_task(nir.press("3"))
        async with asyncio.timeout(10):
            while not nir.app.typeahead.idle_tasks.is_at_work:
                await asyncio.sleep(0)
        await nir.app._leaving._leave_when_quiet()
        [other] = [other for other in _forms(nir) if other is not form]
        assert other.outer_size == (80, 24), "all of it is there"
        await pressed


async def test_a_key_does_not_wait_for_what_has_begun_nor_break_it_off(world: World) -> None:
    done: list[str] = []
    key_was_there = asyncio.Event()

    async def work() -> None:
        done.append("begun")
        await key_was_there.wait()
        done.append("done")

    async with at_keyboard(world.place) as nir:
        rest = nir.app.typeahead.idle_tasks
        rest.every_idle(work, after=0.001)
        async with asyncio.timeout(10):
            while not done:
                rest.enable()
                await asyncio.sleep(0.05)
            nir.app.post_message(key_event("3"))
            while "Personer" not in nir.line[0]:
                await asyncio.sleep(0.01)
            assert rest.is_at_work and "done" not in done
            key_was_there.set()
            while rest.is_at_work:
                await asyncio.sleep(0.01)
    assert done.count("begun") == done.count("done"), "one in each rest, and all to the end"


async def test_none_is_made_behind_another_screen_or_while_somebody_types(world: World) -> None:
    async with at_keyboard(world.place) as nir:
        form = await _made(nir)
        for keys in (("3", "/"), ("escape", "?")):
            await nir.press_ahead(*keys)
            await asyncio.sleep(10 * _OFTEN)
            assert _forms(nir) == [form]
        await nir.press("escape")
        await _made(nir, other_than=form)

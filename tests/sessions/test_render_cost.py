"""How often a key press causes layout and how often only painting: form layout is slow."""

from datetime import date
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.drivers.headless_driver import HeadlessDriver
from textual.screen import Screen
from textual.widgets import Static

from nir_tui.runtime.switch import Trick
from nir_tui.screens.common.form import Form
from nir_tui.widgets.text_line import TextLine
from tests.case_builder import DUF, World
from tests.sessions.keyboard import at_keyboard
from tests.tricks import needs

pytestmark = pytest.mark.screen

_TEXTS = (
    *("", "a", "kort", "æøå " * 3, "nitten tegn i alt!!"),
    *("ett langt ord: barnevernsinstitusjon", "to korte og to til", "to\nlinjer", "to\nkortere"),
    *("aaaa bbbb cccc dddd e", "aaaaaaaaaaaaaaaaaaaaa", "\n", "slutter med\n", "漢字 漢字 漢字"),
)


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The class names of screens, one for each layout."""
    lines: list[str] = []
    lay_out = Screen._refresh_layout

    def noted(screen: Screen[object], *how: Any, **more: Any) -> None:
        lines.append(type(screen).__name__)
        lay_out(screen, *how, **more)

    monkeypatch.setattr(Screen, "_refresh_layout", noted)
    return lines


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The class names of screens, one for each painting on the terminal."""
    lines: list[str] = []
    display = App._display

    def noted(app: App[object], screen: Screen[object], what: Any) -> None:
        if what is not None and not app._batch_count:
            lines.append(type(screen).__name__)
        display(app, screen, what)

    monkeypatch.setattr(App, "_display", noted)
    return lines


@needs(Trick.PAINT_BATCHING)
async def test_a_screen_that_opens_or_closes_is_not_painted_part_by_part(
    world: World, painted: list[str]
) -> None:
    """It is painted once in full, and once more after the final layout; a filled list adds more."""
    world.participant(date(2024, 3, 18))
    async with at_keyboard(world.place, duf=DUF) as nir:
        for key in ("l", "escape", "v", "l", "escape", "escape", "question_mark", "escape"):
            painted.clear()
            await nir.press(key)
            assert len(painted) <= (4 if key == "question_mark" else 2), (key, painted)
        nir.sees("STILLE, SKOG")


@needs(Trick.FIXED_CONTENT_SIZE)
async def test_typing_lays_the_screen_out_once_at_most(world: World, laid_out: list[str]) -> None:
    world.participant(date(2024, 3, 18))
    async with at_keyboard(world.place, duf=DUF) as nir:
        await nir.press("l", "enter")
        await nir.type("arb")
        laid_out.clear()
        await nir.type("eid")
        assert len(laid_out) <= 3
        await nir.press("enter")
        laid_out.clear()
        await nir.type("37,5")
        assert laid_out == []
        nir.sees("37,5")


@needs(Trick.FIXED_CONTENT_SIZE)
async def test_a_form_is_not_laid_out_again_for_its_list_or_its_count(
    world: World, laid_out: list[str]
) -> None:
    """Textual lays it out when it opens, when it gets its size, and when it is complete."""
    world.participant(date(2024, 3, 18))
    async with at_keyboard(world.place) as nir:
        laid_out.clear()
        await nir.press("f")
        nir.sees("Alle kommuner", "linjer")
        assert laid_out.count("FilterForm") <= 3


@needs(Trick.NEW_SCREEN_STYLES, Trick.PRESTYLED_INPUT)
async def test_a_form_looks_up_its_styles_once_and_is_made_of_few_widgets(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once for each widget, and again only for widgets that get the focus, show or hide."""
    looked_up: list[DOMNode] = []
    apply = Stylesheet.apply

    def noted(sheet: Stylesheet, node: DOMNode, **how: Any) -> None:
        looked_up.append(node)
        apply(sheet, node, **how)

    monkeypatch.setattr(Stylesheet, "apply", noted)
    world.participant(date(2024, 3, 18))
    async with at_keyboard(world.place) as nir:
        looked_up.clear()
        await nir.press("f")
        form = nir.app.screen
        assert isinstance(form, Form)
        assert len(list(form.walk_children())) <= 3 * len(form.fields) + 10
        of_form = [node for node in looked_up if node.screen is form]
        assert len(of_form) <= 1.25 * len(set(map(id, of_form)))


@needs(Trick.POINTER_SHAPE)
async def test_a_terminal_is_not_told_the_shape_of_its_pointer_at_every_screen(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    monkeypatch.setattr(HeadlessDriver, "write", lambda driver, data: written.append(data))
    world.participant(date(2024, 3, 18))
    async with at_keyboard(world.place, duf=DUF) as nir:
        await nir.press("l", "escape", "v", "escape")
        await nir.press("y")
    assert any("\x1b]52;" in data for data in written), "what is copied goes the same way"
    assert not any("\x1b]22;" in data for data in written)


async def test_what_is_longer_than_its_field_is_typed_and_read_back(world: World) -> None:
    world.participant(date(2024, 3, 18))
    async with at_keyboard(world.place, user="ces") as nir:
        await nir.press("/")
        await nir.type("abcdefghij" * 9)
        nir.sees("hij")
        nir.sees_not("/ abc")
        await nir.press("home")
        nir.sees("/ abc")
        await nir.press("end", "backspace")
        nir.sees("ghi")
        assert "hij " not in nir.screen


class _Both(App[None]):
    CSS = "Static { width: 20; height: auto; }"

    def compose(self) -> ComposeResult:
        yield TextLine(id="ours")
        yield Static(id="stock", markup=False)


async def test_a_line_is_as_high_as_textual_would_make_it() -> None:
    app = _Both()
    async with app.run_test() as pilot:
        ours, stock = app.query_one("#ours", TextLine), app.query_one("#stock", Static)
        for before in _TEXTS:
            for after in _TEXTS:
                for text in (before, after):
                    ours.show(Content(text))
                    stock.update(Content(text))
                    await pilot.pause(0)
                assert ours.size == stock.size, (before, after)

"""The themes: what is painted can be read, and a ground is painted by dark and light only."""

import json
from collections.abc import Iterator
from itertools import product

import pytest
from rich.color import Color, ColorType
from rich.segment import Segment
from rich.style import Style

from nir_tui.session.choices import choices_of
from nir_tui.session.settings import THEMES
from nir_tui.theme import OURS, TERMINAL, shown_theme
from tests.sessions.keyboard import Keyboard, at_keyboard

PAINTED = {"dark": 4.5, "light": 4.5}
"""The least contrast of the themes that paint a ground."""

PAGES: dict[str, list[str]] = {
    "report": ["down"],
    "empty search": ["slash", "x", "x", "x"],
    "filters": ["f"],
    "download": ["x"],
    "palette": ["colon"],
    "help": ["question_mark"],
    "person": ["m", "enter", "down"],
    "termination": ["m", "enter", "l"],
    "reasons": ["m", "enter", "l", "enter", "a", "r", "b", "down"],
    "a wrong date": ["m", "enter", "l", "9", "9", "enter"],
    "a question": ["m", "enter", "l", "enter", "h", "e", "enter", "enter"],
    "why": ["m", "enter", "w"],
    "decisions": ["m", "enter", "v"],
    "statistics": ["s"],
    "a message": ["y"],
}


def luminance(colour: Color) -> float:
    """Return the relative luminance of a colour, 0 to 1, as WCAG 2 computes it."""
    parts = [part / 255 for part in colour.get_truecolor()]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def is_the_terminals(colour: Color | None) -> bool:
    return colour is None or colour.is_default


def of_sixteen(colour: Color | None) -> bool:
    return colour is not None and colour.type is ColorType.STANDARD


def painted(nir: Keyboard) -> Iterator[Segment]:
    """Yield what is painted, but for the bars that show how far a list has scrolled."""
    for strip in nir.strips():
        yield from (one for one in strip if one.text and set(one.text) - set("▁▂▃▄▅▆▇█"))


def test_the_measure_is_that_of_wcag() -> None:
    black, white, grey = map(Color.parse, ("#000000", "#ffffff", "#767676"))
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(white, grey) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", PAINTED)
def test_the_colours_of_a_painted_theme_can_be_read(name: str) -> None:
    theme = OURS[name]
    texts = [
        *(theme.foreground, theme.accent, theme.warning, theme.error, theme.success),
        *(theme.primary, theme.secondary),
        *(theme.variables["text-muted"], theme.variables["text-disabled"]),
    ]
    for text, ground in product(texts, (theme.background, theme.surface, theme.panel)):
        assert text and ground
        assert contrast(Color.parse(text), Color.parse(ground)) >= PAINTED[name], (text, ground)


@pytest.mark.parametrize(("name", "least"), [*PAINTED.items(), ("high-contrast", 7)])
def test_a_text_on_a_ground_of_its_own_can_be_read(name: str, least: float) -> None:
    of = OURS[name].variables
    pairs = ["block-cursor", "input-selection"]
    pairs += ["block-cursor-blurred"] if name in PAINTED else []
    for pair in pairs:
        text, ground = of[f"{pair}-foreground"], of[f"{pair}-background"]
        assert contrast(Color.parse(text), Color.parse(ground)) >= least, pair


@pytest.mark.parametrize(("name", "page"), list(product(THEMES, PAGES)))
async def test_what_is_painted_can_be_read(demo_copy: str, name: str, page: str) -> None:
    async with at_keyboard(demo_copy, theme=name) as nir:
        await nir.press(*PAGES[page])
        seen = 0
        for one in painted(nir):
            style = one.style or Style()
            where = (one.text, str(style))
            text, ground = style.color, style.bgcolor
            if name in PAINTED:
                assert ground and not style.dim, where
                if one.text.strip():
                    assert text and contrast(text, ground) >= PAINTED[name], where
            elif name == "terminal":
                # Only the cursor of a field has a ground: one of the sixteen, exchanged.
                assert is_the_terminals(ground) or (style.reverse and of_sixteen(ground)), where
                assert is_the_terminals(text) or of_sixteen(text), where
            elif not one.text.strip():
                continue
            elif is_the_terminals(ground):
                assert is_the_terminals(text) and not style.dim, where
            else:
                assert contrast(text, ground) >= 7, where  # type: ignore[arg-type]
            seen += 1
        assert seen > 10


def is_alike(painted: Color | None, wanted: str | None) -> bool:
    """Return whether two colours are the same but for the rounding of a blend."""
    if painted is None or wanted is None:
        return False
    pairs = zip(painted.get_truecolor(), Color.parse(wanted).get_truecolor(), strict=True)
    return all(abs(one - other) <= 1 for one, other in pairs)


def style_of(nir: Keyboard, text: str) -> Style:
    """Return the style in which a text is painted."""
    found = [one for one in painted(nir) if text in one.text]
    assert found, nir.screen
    return found[0].style or Style()


@pytest.mark.parametrize("name", PAINTED)
async def test_a_colour_of_a_message_means_one_thing(demo_copy: str, name: str) -> None:
    theme = OURS[name]
    async with at_keyboard(demo_copy, theme=name) as nir:
        assert is_alike(style_of(nir, "må rettes").color, theme.accent)
        await nir.press("enter", "r")
        assert is_alike(style_of(nir, "kan ikke redigeres").color, theme.error)
        await nir.press("l", "enter", *"ukjent", "enter", "enter", "j")
        assert is_alike(style_of(nir, "Avslutningen er lagret").color, theme.success)
        await nir.press("y")
        assert is_alike(style_of(nir, "Kopiert").color, theme.foreground)


@pytest.mark.parametrize("name", THEMES)
async def test_a_field_shows_its_edges_before_it_has_the_cursor(demo_copy: str, name: str) -> None:
    async with at_keyboard(demo_copy, theme=name) as nir:
        await nir.press("f")
        [strip] = [strip for strip in nir.strips() if "DUF-nummer" in strip.text]
        field = [one.style or Style() for one in strip]
        theme = OURS[name]
        if name in PAINTED:
            assert any(is_alike(style.bgcolor, theme.panel) for style in field)
        else:
            assert any(style.underline for style in field)


def test_without_enough_colours_it_is_the_terminals_own() -> None:
    for name in THEMES:
        assert shown_theme(name, no_color=True, color_system="truecolor") == TERMINAL.name
        for colours in ("256", "truecolor"):
            assert shown_theme(name, no_color=False, color_system=colours) == OURS[name].name
    assert shown_theme("light", no_color=False, color_system="standard") == TERMINAL.name
    few = shown_theme("high-contrast", no_color=False, color_system="standard")
    assert few == OURS["high-contrast"].name


async def test_a_theme_chosen_in_the_palette_is_kept(demo_copy: str) -> None:
    for typed, name in (
        ("høy kontrast", "high-contrast"),
        ("terminalens", "terminal"),
        ("lyse farger", "light"),
        ("mørke farger", "dark"),
        ("bytt lys", "light"),
    ):
        choices = choices_of("4204-DEMO", over_ssh=False)
        async with at_keyboard(demo_copy, choices=choices) as nir:
            await nir.press("colon")
            await nir.type(typed)
            await nir.press("enter")
            assert nir.app.theme == OURS[name].name
        assert choices_of("4204-DEMO", over_ssh=False).theme == name
        file = choices.file
        assert file is not None
        assert file.stat().st_mode & 0o777 == 0o600
        # The first lines are gone with the first key; nothing else is kept.
        assert json.loads(file.read_text()) == {"first_lines": True, "theme": name}
        assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_over_ssh_each_user_has_a_choice_of_their_own() -> None:
    one, other = choices_of("4204-MABE", over_ssh=True), choices_of("0301-ALNA", over_ssh=True)
    one.keep_theme("light")
    assert (one.theme, other.theme) == ("light", None)
    assert choices_of("4204-MABE", over_ssh=False).theme is None
    assert one.file is not None and "4204" not in str(one.file) + one.file.read_text()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"theme": "rosa"}', '{"theme": []}', "\xff"])
def test_a_choice_that_cannot_be_read_is_none(content: str) -> None:
    choices = choices_of("4204-DEMO", over_ssh=False)
    choices.keep_theme("light")
    assert choices.file is not None
    choices.file.write_text(content, encoding="latin-1")
    assert choices.theme is None


async def test_a_choice_that_cannot_be_kept_is_said(demo_copy: str) -> None:
    choices = choices_of("4204-DEMO", over_ssh=False)
    assert choices.file is not None
    choices.file.parent.parent.mkdir(parents=True)
    choices.file.parent.write_text("a file where the folder should be")
    async with at_keyboard(demo_copy, choices=choices) as nir:
        await nir.press("colon")
        await nir.type("lyse farger")
        await nir.press("enter")
        nir.sees("det kan ikke lagres")
        assert nir.app.theme == OURS["light"].name

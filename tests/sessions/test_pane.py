"""The pane beside a list: from 120 columns all that the row holds, without a look-up."""

from models.administration.journal_view import read_lines
from tests.sessions.keyboard import Keyboard, at_keyboard

TITLES = (
    *("Kjønn", "Alder", "Oppf.kommune", "Registrert dato", "Registrert av"),
    *("Frist for gjennomføring", "Dager siden avslutning"),
)


def beside(nir: Keyboard) -> str:
    """Return the text of the pane."""
    return " ".join(line.split("▏", 1)[1].strip() for line in nir.line if "▏" in line)


async def test_from_120_columns_the_pane_shows_the_row_under_the_cursor(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, size=(120, 40)) as nir:
        nir.sees(*TITLES, "82 dager", "Kristiansand")
        assert "FORNØYDE, GRANITT" in beside(nir)
        await nir.press("down")
        assert "FORNØYDE" not in beside(nir) and "Registrert dato" in beside(nir)
        looked = [line for line in read_lines(nir.app.session.register) if "look" in line.action]
        assert not looked, "looking at a pane is looking at the list"


async def test_the_list_keeps_its_columns_and_the_pane_goes_with_the_room(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        narrow = [line[:79].rstrip() for line in nir.line[3:14]]
        assert "▏" not in nir.screen
        await nir.press("down")
        await nir.resize(120, 40)
        assert [line[:79].rstrip() for line in nir.line[3:14]] == narrow
        assert "Alder" in beside(nir)
        await nir.resize(160, 40)
        assert "Espérance, Ndayisaba" in beside(nir)
        assert max(len(line.split("▏", 1)[1]) for line in nir.line if "▏" in line) <= 40
        await nir.resize(80, 24)
        nir.sees("Espérance, Ndayisaba · Rett og plikt")
        nir.sees_not("Registrert dato")


async def test_rows_that_come_into_view_have_everything_too(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, size=(120, 30)) as nir:
        await nir.press("3", "a", "end")
        assert "Alder" in beside(nir) and "Kjønn" in beside(nir)
        await nir.press(*["pageup"] * 6)
        assert "Alder" in beside(nir) and "Kjønn" in beside(nir)


async def test_an_empty_list_says_how_to_find_more_beside_it(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, size=(120, 40)) as nir:
        await nir.press("slash")
        await nir.type("qqq")
        nir.sees("Ingen treff.")

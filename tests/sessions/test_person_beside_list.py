"""From 160 columns a person is opened beside the list, from 200 with the explanation."""

from models.administration.journal_view import read_lines
from tests.sessions.keyboard import Keyboard, at_keyboard


def beside(nir: Keyboard, pane: int = 1) -> str:
    """Return the text right of the list, or further right."""
    return " ".join(line.split("▏")[pane].strip() for line in nir.line if line.count("▏") >= pane)


def in_list(nir: Keyboard) -> str:
    """Return the text of the list."""
    return " ".join(line.split("▏", 1)[0].strip() for line in nir.line)


def cursor(nir: Keyboard) -> str:
    """Return the name under the cursor of the list below the person."""
    from nir_tui.screens.lists.list_screen import ListScreen
    from nir_tui.widgets.paged_table import PagedTable

    [below] = [screen for screen in nir.app.screen_stack if isinstance(screen, ListScreen)]
    line = below.query_one(PagedTable).current
    return line.name if line else ""


def looked_at(nir: Keyboard) -> list[str | None]:
    """Return the persons of the journal's look-ups, oldest first."""
    lines = read_lines(nir.app.session.register)
    return [line.duf for line in reversed(list(lines)) if line.action == "person.look"]


async def test_a_person_is_opened_beside_the_list_and_the_walk_moves_both(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, size=(160, 45)) as nir:
        await nir.press("enter")
        assert "FORNØYDE, GRANITT" in beside(nir) and "Ikke registrert" in beside(nir)
        assert "Viser 1 - 10 av 10 linjer" in in_list(nir) and "VENNLIGE" in in_list(nir)
        await nir.press("n")
        assert "Espérance, Ndayisaba" in beside(nir) and "FORNØYDE" not in beside(nir)
        assert cursor(nir) == "Espérance, Ndayisaba"
        await nir.press("N")
        assert cursor(nir).startswith("PLIKTOPPFYLLENDE") and cursor(nir) in beside(nir)
        await nir.press("p", "escape")
        assert "h Vis all historikk" not in nir.screen
        assert cursor(nir) in nir.screen


async def test_a_correction_beside_the_list_is_a_correction(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, size=(160, 45)) as nir:
        await nir.press("enter", "l", "enter")
        await nir.type("ukjent")
        await nir.press("enter", "enter")
        if "j Ja" in nir.screen:
            await nir.press("j")
        assert "Ukjent" in beside(nir) and "1 rettet" in beside(nir)
        await nir.press("n")
        # Registered by the municipality, the person has left the list of the engine's.
        assert "Viser 1 - 9 av 9 linjer" in in_list(nir)
        assert cursor(nir) in beside(nir)


async def test_tab_gives_the_keys_to_the_list_and_back_without_a_second_look(
    demo_copy: str,
) -> None:
    async with at_keyboard(demo_copy, size=(160, 45)) as nir:
        await nir.press("enter", "n", "tab")
        assert "Espérance, Ndayisaba" in beside(nir) and "Filter" in nir.line[-1]
        looks = looked_at(nir)
        await nir.press("down", "down")
        assert "Espérance, Ndayisaba" in beside(nir), "the person stays in sight"
        await nir.press("tab")
        assert "Rediger" in nir.line[-1] and "Espérance, Ndayisaba" in beside(nir)
        assert looked_at(nir) == looks
        await nir.press("tab", "down", "enter")
        assert looked_at(nir)[:-1] == looks
        await nir.press("tab", "escape")
        assert "Vis all historikk" not in nir.screen, "Esc in the list lets the person go"
        nir.sees("Dager siden avslutning")


async def test_without_room_or_without_a_person_tab_says_so(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("tab")
        nir.sees("Ingen person står ved siden av lista")
        await nir.press("enter", "tab")
        nir.sees("Lista er i syne fra 160 kolonner")


async def test_from_200_columns_the_explanation_stands_beside_the_person(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, size=(200, 50)) as nir:
        await nir.press("enter")
        assert "Hvorfor" in beside(nir, 2) and "Frist for gjennomføring" in beside(nir, 2)
        before = beside(nir, 2)
        looks = looked_at(nir)
        await nir.press("n")
        assert beside(nir, 2) != before and len(looked_at(nir)) == len(looks) + 1


async def test_a_terminal_that_is_resized_keeps_person_list_and_walk(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, size=(200, 50)) as nir:
        await nir.press("enter", "n")
        for width, height in ((80, 24), (170, 40), (120, 40), (160, 45)):
            await nir.resize(width, height)
            nir.sees("Espérance, Ndayisaba", "2 av 10")
            assert ("Viser 1 - 10 av 10" in nir.screen) is (width >= 160)
        await nir.press("n")
        assert "3 av 10" in beside(nir) and cursor(nir) in beside(nir)
        await nir.press("tab")
        await nir.resize(120, 40)
        nir.sees("Dager siden avslutning", "Alder")
        nir.sees_not("3 av 10")
        await nir.resize(80, 24)
        nir.sees("Viser 1 - 10 av 10 linjer")


async def test_a_person_opened_without_the_list_stands_alone(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, size=(160, 45)) as nir:
        await nir.press("colon")
        await nir.type("992400002200")
        await nir.press("enter")
        nir.sees("FORNØYDE, GRANITT", "Vedtak")
        nir.sees_not("Viser 1 - 10")


async def test_the_time_line_stands_beside_a_person_alone_and_on_a_key(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, size=(120, 40)) as nir:
        await nir.press("enter")
        assert "Tidslinje" in beside(nir) and "I dag  09.12.2024" in beside(nir)
        await nir.resize(80, 24)
        nir.sees_not("I dag")
        await nir.press("T")
        nir.sees("Tidslinje", "Deltakelse  18.03.2024 -", "Frist for gjennomføring  18.09.2024")
        await nir.press("escape")
        nir.sees("Vis all historikk")


async def test_a_window_that_shrinks_below_the_room_of_the_person_keeps_going(
    demo_copy: str,
) -> None:
    async with at_keyboard(demo_copy, size=(200, 50)) as nir:
        await nir.press("enter", "tab")
        for width in (81, 60, 40, 200, 61, 160):
            await nir.resize(width, 24)
            await nir.press("down", "enter", "n", "escape")
        nir.sees("Viser 1 - ")

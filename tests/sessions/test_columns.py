"""The columns of a list are chosen with `c`, and kept for the user."""

from tests.sessions.keyboard import at_keyboard


async def test_columns_are_chosen_ordered_and_kept(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, size=(110, 30)) as nir:
        nir.sees_not("Kjønn")
        await nir.press("c")
        nir.sees(
            "Kolonner · Deltakere", "[x] DUF-nummer", "[ ] Alder", "[ ] Frist for gjennomføring"
        )
        await nir.press("space")
        nir.sees("DUF-nummer og navn vises alltid")
        while "[x] Alder" not in nir.screen:
            await nir.press("down")
            if nir.app.screen._here == "age":  # type: ignore[attr-defined]
                await nir.press("space", "o", "o", "o")
        await nir.press("ctrl+s")
        nir.sees("Kolonnene er lagret for deg", "Alder", "Avslutningsårsak ↑")
        title = next(line for line in nir.line if "DUF-nummer" in line)
        assert title.index("Alder") < title.index("Dato")
        row = next(line for line in nir.line if "FORNØYDE" in line)
        assert row[title.index("Alder") :][:2].isdigit()
        await nir.press("2")
        nir.sees("Alder")
        await nir.press("3")
        nir.sees_not("Alder")
        await nir.press("ctrl+q")
    async with at_keyboard(demo_copy, size=(110, 30)) as nir:
        await nir.press("escape")
        nir.sees("Alder")
        number = len(nir.app.screen._layout.names)  # type: ignore[attr-defined]
        assert number == 7
        where = nir.app.screen._layout.names.index("age") + 1  # type: ignore[attr-defined]
        await nir.press("o", str(where))
        nir.sees("Lista kan ikke sorteres på alder")
        await nir.press("c", "0", "ctrl+s")
        nir.sees_not("Alder")
    async with at_keyboard(demo_copy, user="4204-ANNA", size=(110, 30)) as nir:
        nir.sees_not("Alder")


async def test_what_has_no_room_is_left_out_at_the_right(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, size=(110, 30)) as nir:
        await nir.press("c", "end", *["up"] * 2, "space", "ctrl+s")
        names = nir.app.screen._layout.names  # type: ignore[attr-defined]
        await nir.resize(80, 24)
        fewer = nir.app.screen._layout.names  # type: ignore[attr-defined]
        assert names[: len(fewer)] == fewer and len(fewer) < len(names)
        assert all(len(line) <= 80 for line in nir.line)

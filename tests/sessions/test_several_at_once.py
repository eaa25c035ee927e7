"""Several persons at once: mark, one form, a preview of each, and one undo for all."""

from models.changes.apply_change import apply_change
from models.changes.terminations import RegisterTermination
from models.storage.register import open_register
from tests.case_builder import actor
from tests.sessions.keyboard import Keyboard, at_keyboard


def reasons(nir: Keyboard, dufs: list[str]) -> list[tuple[str, bool]]:
    """Return reason and whether the engine registered it, of each person's active termination."""
    found = [nir.active(duf) for duf in dufs]
    return [(one.reason, one.by_engine) for one in found if one]


async def marked(nir: Keyboard, count: int) -> list[str]:
    """Mark rows from the cursor on; return their DUF numbers."""
    dufs = []
    for _ in range(count):
        dufs.append(nir.under_cursor)
        await nir.press("space")
    return dufs


async def test_four_persons_take_eleven_keys_and_one_undo(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("M")
        before = nir.pressed
        dufs = await marked(nir, 4)
        nir.sees("4 merket", "●+")
        await nir.press("l", "enter")
        nir.sees("Registrer avslutning for 4 personer", "hver sin foreslåtte dato")
        await nir.type("ukj")
        await nir.press("enter")
        nir.sees(
            "4 registreres; 4 har varsel", "ja !", "Ukjent · hver sin foreslåtte dato · 4 personer"
        )
        await nir.press("ctrl+s")
        assert nir.pressed - before <= 4 + 7
        nir.sees("4 er registrert. u angrer alle", "Viser 1 - 2 av 2")
        assert set(reasons(nir, dufs)) == {("ukjent", False)}
        nir.sees_not("merket")
        await nir.press("u")
        nir.sees("Angre for 4 personer", "4 av 4 kan angres")
        await nir.press("enter")
        assert set(reasons(nir, dufs)) == {("ukjent", False)}, "Enter answers no question"
        await nir.press("j")
        nir.sees("Angret for 4 av 4 personer")
        assert all(by_engine for _reason, by_engine in reasons(nir, dufs))
        nir.sees("Viser 1 - 6 av 6")
        await nir.press("u")
        nir.sees("Ingenting mer fra denne økten kan angres")


async def test_without_marks_the_key_says_how_to_mark(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("l")
        nir.sees("Merk personer med mellomrom, eller alle i lista med *")


async def test_marks_follow_the_persons_and_end_with_the_list(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("M")
        [duf] = await marked(nir, 1)
        await nir.press("o", "2", "slash")
        await nir.type("9924")
        await nir.press("down")
        nir.sees("1 merket")
        await nir.press("escape")
        nir.sees("1 merket")
        await nir.press("escape")
        nir.sees_not("merket")
        await nir.press("asterisk")
        nir.sees("6 merket")
        await nir.press("asterisk")
        nir.sees_not("merket")
        await nir.press("home", "space", "1")
        nir.sees_not("merket")
        assert duf


async def test_a_list_too_long_to_mark_says_so(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("3", "a", "asterisk")
        nir.sees("Høyst 500 kan merkes på en gang")
        nir.sees_not("merket")


async def test_a_person_with_a_warning_is_taken_along_or_not(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("M")
        dufs = await marked(nir, 2)
        await nir.press("l", "enter")
        await nir.type("annet")
        await nir.press("enter", "space")
        nir.sees("1 registreres; 2 har varsel")
        await nir.press("up", "space")
        nir.sees("2 registreres; 2 har varsel")
        await nir.press("up", "space", "ctrl+s")
        nir.sees("1 er registrert, 1 ikke")
        assert [by_engine for _reason, by_engine in reasons(nir, dufs)] == [True, False]


async def test_a_date_outside_every_programme_registers_nobody_and_keeps_the_form(
    demo_copy: str,
) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("M", "asterisk", "l")
        await nir.type("010110")
        await nir.press("enter")
        await nir.type("annet")
        await nir.press("enter")
        nir.sees("nei", "0 registreres")
        await nir.press("ctrl+s")
        nir.sees("Det er ingenting å utføre")
        await nir.press("escape")
        nir.sees("Registrer avslutning for 6 personer", "01.01.2010")
        await nir.press("escape", "j")
        nir.sees("6 merket")


async def test_a_case_changed_after_the_preview_is_named_and_left(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("M")
        dufs = await marked(nir, 2)
        await nir.press("l", "enter")
        await nir.type("ukj")
        await nir.press("enter")
        active = nir.active(dufs[0])
        assert active is not None
        other = actor(user="4204-ANNA")
        theirs = RegisterTermination("helse", active.date)
        apply_change(open_register(demo_copy), other, dufs[0], theirs, confirmed=True)
        await nir.press("ctrl+s")
        nir.sees("1 er registrert, 1 ikke", "4204-ANNA endret saken")
        assert reasons(nir, dufs) == [("helse", False), ("ukjent", False)]
        await nir.press("escape")
        nir.sees("1 merket")

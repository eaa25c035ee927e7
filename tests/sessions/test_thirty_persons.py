"""A morning with thirty persons and everything that interrupts it: at the end nobody is lost."""

from collections import Counter
from datetime import date, timedelta

import pytest

from models.administration.journal_view import read_lines
from models.changes.apply_change import apply_change
from models.changes.terminations import RegisterTermination
from models.engine.run import run_engine
from tests.case_builder import TODAY, World, actor
from tests.sessions.keyboard import Keyboard, at_keyboard

COUNT = 30
DUFS = [f"9924{number:06}01" for number in range(COUNT)]
USER = "4204-MONA"


@pytest.fixture
def backlog(world: World) -> World:
    """Thirty programmes whose deadline passed without a reason, one a day apart."""
    for number, duf in enumerate(DUFS):
        start = date(2023, 1, 2) + timedelta(days=number)
        world.participant(start, duf=duf, as_of=start, name=f"PERSON, NR{number:02}")
    run_engine(world.register, actor())
    return world


def lacking(world: World) -> list[str]:
    """Return the persons whose termination the engine has computed."""
    found = []
    for duf in DUFS:
        active = world.case(duf).facts.active
        if active is None or active.by_engine:
            found.append(duf)
    return found


async def repeat(nir: Keyboard, count: int) -> None:
    """Register the same for the next persons; four keys each."""
    for _ in range(count):
        before = nir.pressed
        await nir.press("full_stop", "enter", "j", "n")
        assert nir.pressed - before <= 4


async def test_nobody_is_lost(backlog: World) -> None:
    async with at_keyboard(backlog.place, user=USER) as nir:
        await nir.press("M")
        nir.sees("30 må rettes")
        before = nir.pressed
        await nir.press("enter", "l", "enter")
        await nir.type("arb")
        await nir.press("enter")
        await nir.type("30")
        await nir.press("enter", "j", "n")
        assert nir.pressed - before - 1 <= 11, "the first key opens the list's first person"
        before = nir.pressed
        await nir.press("l", "enter")
        await nir.type("ukj")
        await nir.press("enter", "j")
        assert nir.pressed - before <= 7
        await nir.press("n")
        await repeat(nir, 6)
        nir.sees("9 av 30 · 8 rettet")
        # The window changes, and a colleague takes the next person meanwhile.
        await nir.resize(120, 40)
        await nir.resize(80, 24)
        theirs = RegisterTermination("helse", world_date(backlog, DUFS[8]))
        apply_change(backlog.register, actor("4204-ANNA"), DUFS[8], theirs, confirmed=True)
        await nir.press("full_stop", "enter", "j")
        nir.sees("4204-ANNA endret saken 09.12.2024")
        await nir.press("escape", "n")
        await repeat(nir, 2)
        nir.sees("12 av 30 · 10 rettet")
        # One too many: taken back, and set aside until it is known.
        await nir.press("full_stop", "enter", "j", "u", "j")
        nir.sees("Angret: la til avslutning", "12 av 30 · 10 rettet")
        await nir.press("z")
        await nir.type("100125")
        await nir.press("enter")
        await nir.type("deltaker")
        await nir.press("enter")
        nir.sees("Satt til side til 10.01.2025")
        await nir.press("N")
        nir.sees("13 av 30 · 10 rettet")
        here = nir.line[0][:16].replace(" ", "")
        # The line is cut while a form is open.
        await nir.press("l")
        nir.app.exit()
    assert len(lacking(backlog)) == COUNT - 11
    async with at_keyboard(backlog.place, user=USER, as_of=TODAY) as nir:
        nir.sees("Du var på 13 av 30, PERSON, NR12. Enter: fortsett")
        await nir.press("enter")
        assert nir.line[0].replace(" ", "").startswith(here)
        nir.sees("10 rettet")
        await nir.press("escape")
        nir.sees("19 må rettes · 10 i dag")
        # The rest at once, but for the one that is set aside.
        await nir.press("home", "asterisk", "space")
        nir.sees("18 merket")
        before = nir.pressed
        await nir.press("l", "enter")
        await nir.type("ukj")
        await nir.press("enter", "ctrl+s")
        assert nir.pressed - before <= 7
        nir.sees("18 er registrert. u angrer alle.", "1 må rettes · 28 i dag")
        await nir.press("enter", "n")
        nir.sees("Siste i lista; 1 må fortsatt rettes")
    assert lacking(backlog) == [DUFS[11]]
    added = Counter(
        line.duf
        for line in read_lines(backlog.register)
        if line.by == USER and line.action == "termination.add"
    )
    assert added == Counter(set(DUFS) - {DUFS[8]}), "each once, the one taken back too"


async def test_after_midnight_a_new_day_is_counted(backlog: World) -> None:
    async with at_keyboard(backlog.place, user=USER) as nir:
        await nir.press("M", "enter", "l", "enter")
        await nir.type("ukj")
        await nir.press("enter", "j", "n")
        nir.sees("1 rettet")
        await nir.press("ctrl+q")
    async with at_keyboard(backlog.place, user=USER, as_of=TODAY + timedelta(days=1)) as nir:
        nir.sees("Du var på 2 av 30")
        nir.sees_not("i dag")
        await nir.press("enter")
        nir.sees("2 av 30 · 0 rettet")


def world_date(world: World, duf: str) -> date:
    """Return the date that the engine has computed for a person."""
    active = world.case(duf).facts.active
    assert active is not None
    return active.date

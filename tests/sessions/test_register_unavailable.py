"""Changes by others during a session, and keys pressed faster than the register responds."""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from models.administration.create import make_register
from models.changes.apply_change import apply_change
from models.changes.programme import AddDecision, EditDecision
from models.changes.terminations import EditTermination, RegisterTermination
from models.errors import NotAllowed
from models.journal.actor import Actor, actor_for
from models.lists.pages import list_page
from models.storage.register import Register, open_register
from nir_tui.app import NirApp
from nir_tui.session.session import Session
from rules.code_lists import DecisionKind, Goal
from rules.deadlines import completion_deadline
from rules.facts import Decision
from rules.message import message, norwegian_date
from tests.case_builder import DUF, TODAY, World, actor
from tests.sessions.keyboard import Keyboard, at_keyboard, key_event

GRANITT = "992400002200"
BUSY = "Registeret er opptatt av andre; prøv igjen om litt"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait 0.05 seconds for a lock instead of ten."""
    monkeypatch.setattr("models.storage.sqlite.SECONDS_TO_WAIT_FOR_A_LOCK", 0.05)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make reading the rows of a list take as long as several key presses."""

    def slowly(*arguments: Any) -> Any:
        time.sleep(0.15)
        return list_page(*arguments)

    for module in ("nir_tui.lists.list_query", "nir_tui.screens.lists.list_view"):
        monkeypatch.setattr(f"{module}.list_page", slowly)


WRITER = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("BEGIN IMMEDIATE")
print("skriver", flush=True)
sys.stdin.read()
"""


@contextmanager
def somebody_writing(place: str) -> Iterator[None]:
    """Hold a write lock from another process, as an import or a full engine run does."""
    words = [sys.executable, "-c", WRITER, place]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdin and other.stdout and other.stdout.readline()
        yield
        other.stdin.close()


@pytest.mark.file
@pytest.mark.usefixtures("impatient")
async def test_a_person_who_cannot_be_opened_now_leaves_the_list_as_it_was(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("down", "down")
        here = nir.under_cursor
        with somebody_writing(demo_copy):
            await nir.press("enter")
            nir.sees(BUSY)
            await nir.press("/")
            await nir.type("mystikk")
            await nir.press("enter")
            nir.sees(BUSY)
            await nir.press("escape", "colon")
            await nir.type("mystikk")
            await nir.press("enter")
            nir.sees(BUSY)
        await nir.press("home", "down", "down", "enter")
        nir.sees(here[4:10], "Vedtak")


@pytest.mark.file
@pytest.mark.usefixtures("impatient")
async def test_a_step_of_the_walk_that_fails_moves_nothing(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("down", "enter")
        nir.sees("2 av 10")
        name = nir.line[0]
        for key in ("n", "p", "N"):
            with somebody_writing(demo_copy):
                await nir.press(key)
                nir.sees(BUSY, "2 av 10")
                assert nir.line[0] == name
        # The next keys act on the person shown.
        await nir.press("v")
        nir.sees(name.split("  ")[0].strip())
        await nir.press("escape", "n")
        nir.sees("3 av 10")


@pytest.mark.file
async def test_what_is_read_from_a_register_that_is_gone_is_said(
    demo_copy: str, tmp_path: Path
) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        Path(demo_copy).rename(tmp_path / "elsewhere.db")
        for key in ("v", "t", "w", "l"):
            await nir.press(key)
            if key != "l":
                nir.sees("er flyttet eller erstattet")
        nir.sees("Legg til avslutning")


@pytest.mark.file
async def test_filters_are_typed_though_none_can_be_counted(demo_copy: str, tmp_path: Path) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("f")
        nir.sees("linjer, 3 må rettes")
        Path(demo_copy).rename(tmp_path / "elsewhere.db")
        await nir.press(*["tab"] * 6)
        await nir.type("99")
        nir.sees("er flyttet eller erstattet", "Filtrer på")


@pytest.mark.usefixtures("slow")
async def test_end_typed_ahead_is_the_end_of_the_list_it_is_typed_for(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press_ahead("a", "m", "end")
        nir.sees("Viser 27 - 42 av 42 linjer", "Må rettes")


@pytest.mark.usefixtures("slow")
async def test_the_row_that_keys_typed_ahead_lead_to_is_the_one_that_is_opened(
    demo_copy: str,
) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("a")
        await nir.press(*["down"] * 7)
        eighth = nir.under_cursor
        await nir.press("down")
        ninth = nir.under_cursor
        await nir.press("up", "enter", "escape")
        assert nir.under_cursor == eighth
        await nir.press_ahead("enter", "escape", "down", "enter")
        nir.sees(ninth[4:10], "9 av 346")


@pytest.mark.usefixtures("slow")
async def test_a_tall_terminal_does_not_wait_for_itself(demo_copy: str) -> None:
    """It shows more rows than are read at first: the rest are read while Enter waits."""
    async with at_keyboard(demo_copy, size=(80, 70)) as nir:
        await nir.press("a", *["down"] * 40)
        row = nir.under_cursor
        await nir.press("enter", "escape")
        await nir.press_ahead("enter", "escape", "enter")
        nir.sees(row[4:10], "41 av 346")


async def test_after_somebody_else_s_edit_it_is_told_what_saving_will_do_now(world: World) -> None:
    world.participant(date(2024, 9, 2), Goal.PRIMARY_SCHOOL)
    apply_change(
        world.register,
        actor("x"),
        DUF,
        RegisterTermination("helse", date(2024, 12, 2), None),
        confirmed=True,
    )
    async with at_keyboard(world.place, duf=DUF) as nir:
        await nir.press("r")
        apply_change(
            world.register,
            actor("y"),
            DUF,
            EditTermination("helse", date(2024, 12, 5), None),
            confirmed=True,
        )
        await nir.type("031224")
        await nir.press("ctrl+s")
        nir.sees("y endret saken")
        # The first date is no longer the stored one: to type it again is a change.
        await nir.press("home")
        await nir.press(*["backspace", "delete"] * 12)
        await nir.type("021224")
        nir.sees("den gamle versjonen står i historikken")
        await nir.press("ctrl+s")
        nir.sees("Avslutningen er lagret")
    active = world.case().facts.active
    assert active is not None and active.date == date(2024, 12, 2)


async def test_after_somebody_else_s_edit_a_decision_stands_in_its_own_place(world: World) -> None:
    """The old version is not counted as well as the new one: the announced deadline is correct."""
    world.participant(date(2024, 2, 1))
    leave = Decision(DecisionKind.LEAVE, date(2024, 4, 1), date(2024, 4, 1), date(2024, 5, 31))
    case = apply_change(world.register, actor("x"), DUF, AddDecision(leave))
    [number] = [d.id for d in case.decisions if d.kind is DecisionKind.LEAVE]
    assert number is not None
    async with at_keyboard(world.place, duf=DUF) as nir:
        await nir.press("v", "r")
        nir.sees("Rediger vedtak")
        shorter = replace(leave, end=date(2024, 5, 15))
        apply_change(world.register, actor("y"), DUF, EditDecision(number, shorter))
        await nir.press("tab")
        await nir.type("300424")
        await nir.press("ctrl+s")
        nir.sees("y endret saken")
        [output] = re.findall(r"frist for gjennomføring blir\s+(\S+)\.", nir.screen)
        await nir.press("ctrl+s")
        nir.sees("Vedtaket er endret")
    deadline = completion_deadline(world.case().facts, TODAY)
    assert deadline is not None and norwegian_date(deadline.day) == output


async def test_when_somebody_else_saved_is_told_in_the_time_of_norway(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    time.tzset()
    world.participant(date(2024, 9, 2), Goal.PRIMARY_SCHOOL)
    apply_change(
        world.register,
        actor("x"),
        DUF,
        RegisterTermination("helse", date(2024, 12, 2), None),
        confirmed=True,
    )
    late = replace(actor("y"), clock=lambda: datetime(2024, 12, 9, 23, 30, tzinfo=UTC))
    try:
        async with at_keyboard(world.place, duf=DUF) as nir:
            await nir.press("r")
            await nir.type("031224")
            apply_change(
                world.register,
                late,
                DUF,
                EditTermination("ukjent", date(2024, 12, 2), None),
                confirmed=True,
            )
            await nir.press("ctrl+s", "j")
            nir.sees("y endret saken 10.12.2024 kl. 00:30")
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("key", ["3", "2", "o", "f"])
async def test_a_list_that_cannot_be_read_leaves_the_one_before_as_it_was(
    demo_copy: str, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    """Its rows must not be shown under the column titles of the new list."""

    def refuses(*arguments: Any) -> Any:
        raise NotAllowed(message("Ingen adgang"))

    async with at_keyboard(demo_copy) as nir:
        await nir.press("a", "/")
        await nir.type("a")
        await nir.press("down")
        before = nir.line[:20]
        monkeypatch.setattr("nir_tui.lists.list_query.list_page", refuses)
        await nir.press(key)
        if key == "o":
            await nir.press("2")
        elif key == "f":
            await nir.type("kristiansand")
            await nir.press("ctrl+s")
        nir.sees("Ingen adgang")
        await nir.press("up")
        assert nir.line[:20] == before
        monkeypatch.undo()
        await nir.press("down", "enter", "escape")
        assert nir.line[:5] == before[:5]


async def test_a_session_that_outlives_its_day_goes_on_with_the_next(world: World) -> None:
    world.participant(date(2024, 9, 2), Goal.PRIMARY_SCHOOL)
    now = datetime(2024, 12, 9, 12, tzinfo=UTC)
    who = Actor("x", TODAY, TODAY, lambda: now, uses_clock=True)
    async with at_keyboard(world.place) as nir:
        nir.app.session = Session(nir.app.session.register, who)
        await nir.press("3", "a")
        nir.sees("x · 09.12.2024")
        now += timedelta(days=1)
        await nir.press("a")
        nir.sees("x · 10.12.2024")
        await nir.press("enter", "l")
        nir.sees("Avslutningsdato * 10.12.2024")
        await nir.press("enter")
        await nir.type("helse")
        await nir.press("enter", "j")
        active = nir.active(DUF)
        assert active is not None
        assert (active.date, active.registered_at) == (date(2024, 12, 10), now)
        assert nir.app.session.actor.register_date == date(2024, 12, 10)


async def test_what_was_looked_at_yesterday_is_carried_out_as_it_was_looked_at(
    world: World,
) -> None:
    """Deadlines are six months from 18.03.2024 and from 09.06.2024; the second passes overnight."""
    in_june = date(2024, 6, 10)
    world.participant(date(2024, 3, 18), as_of=in_june)
    world.participant(date(2024, 6, 9), duf="992400088804", as_of=in_june)
    now = datetime(2024, 12, 9, 12, tzinfo=UTC)
    who = Actor("x", TODAY, TODAY, lambda: now, uses_clock=True)
    async with at_keyboard(world.place) as nir:
        nir.app.session = Session(nir.app.session.register, who)
        nir.app.do_engine()
        await nir.rest()
        nir.sees("Regelmotor per 09.12.2024", "1 vil bli lagt til")
        now += timedelta(days=1)
        await nir.press("ctrl+s")
        nir.sees("Utført: 1 er lagt til")


def test_the_day_is_the_clocks_unless_one_was_given_or_stands_still(
    place_for: Callable[[str], str], demo: Register
) -> None:
    now = datetime(2024, 12, 9, 12, tzinfo=UTC)
    place = place_for("r.db")
    make_register(place, actor("x"))
    register = open_register(place)
    following = actor_for(register, "x", clock=lambda: now)
    given = actor_for(register, "x", date(2024, 10, 1), clock=lambda: now)
    register.close()
    still = actor_for(demo, "x", clock=lambda: now)
    now += timedelta(days=1)
    assert (
        following.on_current_day().as_of
        == following.on_current_day().register_date
        == date(2024, 12, 10)
    )
    assert given.on_current_day() == given
    assert still.on_current_day() == still


@pytest.mark.usefixtures("slow")
async def test_enter_before_the_first_rows_opens_the_first_when_it_has_come(demo_copy: str) -> None:
    register = open_register(demo_copy)
    app = NirApp(Session(register, actor("4204-DEMO")))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.on_event(key_event("enter"))
        nir = Keyboard(pilot, app)
        await nir.rest()
        nir.sees("1 av 10 · 0 rettet")
    register.close()

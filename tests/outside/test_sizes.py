"""The program becomes idle at any terminal size, and a session ends with its connection."""

import os
import random
import signal
import time

import pytest
from textual import events
from textual.geometry import Size

from nir_tui.runtime.terminal_size import LARGEST, SMALLEST
from tests.outside.pty_session import PtySession, on_pty
from tests.sessions.keyboard import Keyboard, at_keyboard

pytestmark = pytest.mark.file

SIZES = [(1, 1), (2, 24), (3, 5), (4, 4), (80, 1), (59, 24), (80, 14), (60, 15), (65_535, 24)]
SCREENS = {
    "report": "",
    "person": "\r",
    "filters": "f",
    "help": "?",
    "palette": ":",
    "figures": "s",
}


@pytest.mark.parametrize("keys", SCREENS.values(), ids=SCREENS)
def test_any_size_comes_to_rest_and_the_screen_comes_back(demo_copy: str, keys: str) -> None:
    with on_pty(demo_copy) as session:
        session.waits_for("linjer")
        session.send(keys)
        session.comes_to_rest()
        shown = session.text
        for size in SIZES:
            session.resize(*size)
            session.comes_to_rest()
            assert session.process.poll() is None, size
        session.resize(50, 12)
        session.waits_for("Vinduet er for lite (50 x 12)", 5)
        session.resize(80, 24)
        session.comes_to_rest()
        assert session.text == shown
        assert session.quits() == 0


def test_it_starts_in_a_window_that_is_too_small(demo_copy: str) -> None:
    with on_pty(demo_copy, size=(40, 10)) as session:
        session.waits_for("Vinduet er for lite (40 x 10)")
        session.send("\r")
        session.read(0.5)
        session.resize(80, 24)
        session.waits_for("Viser 1 - 10 av 10 linjer")


def test_the_environment_does_not_overrule_the_terminal(demo_copy: str) -> None:
    words = ("--register", demo_copy, "--user", "4204-DEMO")
    session = PtySession(*words, environment={"COLUMNS": "40", "LINES": "8"})
    try:
        session.waits_for("Viser 1 - 10 av 10 linjer")
    finally:
        session.close()


async def test_two_sizes_in_the_queue_are_no_endless_loop(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        screen, layouts = nir.app.screen, 0
        lay_out = screen._refresh_layout

        def counted(*arguments: object, **named: object) -> None:
            nonlocal layouts
            layouts += 1
            lay_out(*arguments, **named)  # type: ignore[arg-type]

        screen._refresh_layout = counted  # type: ignore[method-assign]
        for width in (81, 80):
            size = Size(width, 24)
            screen.post_message(events.Resize(size, size))
            screen.post_message(events.Leave(screen))
        await nir.rest()
        assert layouts <= 4


async def resized(nir: Keyboard, width: int, height: int) -> Size:
    await nir.resize(width, height)
    return nir.app.size


async def test_sizes_outside_the_limits_are_clamped(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        assert await resized(nir, 5, 3) == SMALLEST
        assert nir.app.is_too_small
        before = nir.under_cursor
        await nir.press("down", "enter", "l")
        assert await resized(nir, 80, 24) == (80, 24)
        assert nir.under_cursor == before, "keys do nothing that nobody sees"
        assert await resized(nir, 5_000, 3_000) == LARGEST


@pytest.mark.parametrize("seed", range(2))
def test_a_monkey_at_the_corner_of_the_window(demo_copy: str, seed: int) -> None:
    chance = random.Random(seed)
    with on_pty(demo_copy) as first, on_pty(demo_copy) as second:
        for session in (first, second):
            session.waits_for("linjer")
        for _ in range(60):
            session = chance.choice((first, second))
            session.resize(
                chance.choice((1, 3, 40, 79, 80, 81, 200)), chance.choice((1, 9, 24, 60))
            )
            session.send(chance.choice(("", "j", "\r", "\x1b", "3", "1", "f", "\x1b[B", "s")))
            session.read(chance.choice((0.0, 0.01, 0.1)))
            assert session.process.poll() is None, session.text
        for session in (first, second):
            session.resize(80, 24)
            session.comes_to_rest()
            painted = session.bytes_painted
            session.read(1)
            assert session.bytes_painted == painted, "it paints at rest"
            session.leaves_everything()
            session.answers()
            assert session.quits() == 0


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_ends_it(demo_copy: str, number: int) -> None:
    with on_pty(demo_copy) as session:
        session.waits_for("linjer")
        os.kill(session.process.pid, number)
        assert session.ends() == 0


def test_a_session_ends_with_its_line(demo_copy: str) -> None:
    with on_pty(demo_copy) as session:
        session.waits_for("linjer")
        session.hang_up()
        end = time.monotonic() + 10
        while session.process.poll() is None and time.monotonic() < end:
            time.sleep(0.05)
        assert session.process.poll() is not None


STUCK = """
import sys, threading, time
from nir_tui.app import NirApp
from nir_tui.cli import main

def stuck(self):
    while True:
        pass

async def asleep(self):
    time.sleep(600)

setattr(NirApp, "do_help", {stuck})
sys.exit(main({words!r}))
"""


@pytest.mark.parametrize("stuck", ["stuck", "asleep"])
@pytest.mark.parametrize("how", ["SIGHUP", "SIGTERM", "closed"])
def test_a_session_with_a_stuck_event_loop_ends_too(demo_copy: str, stuck: str, how: str) -> None:
    """The event loop is stuck in a busy loop or in a blocking call."""
    words = ["--register", demo_copy, "--user", "4204-DEMO"]
    session = PtySession(program=STUCK.format(stuck=stuck, words=words))
    try:
        session.waits_for("linjer")
        session.send("?")
        time.sleep(0.5)
        if how == "closed":
            session.hang_up()
        else:
            os.kill(session.process.pid, getattr(signal, how))
        end = time.monotonic() + 10
        while session.process.poll() is None and time.monotonic() < end:
            time.sleep(0.05)
        assert session.process.poll() not in (None, 0)
    finally:
        session.close()

"""The program in a real terminal, tmux: start, correct a person, quit, and read it back."""

import os
import pty
import re
import select
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from models.cases.lookup import read_case
from models.storage.register import open_register
from tests.sessions.tmux import Terminal, correct_granitt, needs_tmux

pytestmark = needs_tmux


def nir(place: str, *words: str) -> str:
    program = Path(sys.executable).with_name("nir-tui")
    return shlex.join([str(program), "--register", place, *words])


def test_one_correction_from_start_to_quit(terminal: Terminal, demo_copy: str) -> None:
    terminal.start(f"{nir(demo_copy, 'demo')}; echo ferdig $?; sleep 60")
    terminal.waits_for("Viser 1 - 10 av 10 linjer (filtrert fra 346 totalt antall linjer)")
    correct_granitt(terminal, "4204-DEMO")
    register = open_register(demo_copy)
    active = read_case(register, "992400002200").facts.active
    register.close()
    assert active is not None
    assert (active.reason, active.registered_by, str(active.hours)) == ("arbeid", "4204-DEMO", "30")


@pytest.mark.parametrize(
    ("term", "columns", "rows"),
    [
        *(("linux", 80, 25), ("linux", 160, 45), ("xterm-16color", 160, 45)),
        *(("screen-256color", 160, 45), ("xterm-256color", 200, 50)),
    ],
)
def test_a_person_of_a_list_in_a_terminal_of_each_kind(
    terminal: Terminal, demo_copy: str, term: str, columns: int, rows: int
) -> None:
    terminal.start(f"TERM={term} {nir(demo_copy, 'demo')}; echo ferdig $?; sleep 60", columns, rows)
    terminal.waits_for("Viser 1 - 10 av 10 linjer")
    terminal.press("Enter")
    screen = terminal.waits_for("Vis all historikk")
    assert ("Viser 1 - 10 av 10 linjer" in screen) is (columns >= 160)
    assert ("Regelmotoren beregner per" in screen) is (columns >= 200)
    terminal.press("n")
    terminal.waits_for("2 av 10")
    terminal.press("C-q")
    terminal.waits_for("ferdig 0")


def test_no_word_at_all_opens_the_report(terminal: Terminal, demo_copy: str) -> None:
    program = Path(sys.executable).with_name("nir-tui")
    terminal.start(f"NIR_REGISTER={shlex.quote(demo_copy)} {program}; echo ferdig $?; sleep 60")
    terminal.waits_for("Deltakere som har avsluttet introduksjonsprogram")
    terminal.press("C-q")
    terminal.waits_for("ferdig 0")


def test_keys_typed_ahead_arrive_in_order(terminal: Terminal, demo_copy: str) -> None:
    """All keys arrive at once, as from a fast typist or over a slow connection."""
    terminal.start(f"{nir(demo_copy, '--user', '4204-DEMO', 'open', '992400002200')}; sleep 60")
    terminal.waits_for("FORNØYDE, GRANITT")
    terminal.press("l", "Enter", "a", "r", "b", "Enter", "3", "0", "Enter", "j", "h")
    terminal.waits_for("Ordinær avslutning (slettet) Ikke registrert")
    terminal.waits_for("30,0  18.09.2024 4204-DEMO")


def test_esc_and_the_key_right_after_it_are_two_keys(terminal: Terminal, demo_copy: str) -> None:
    terminal.start(f"{nir(demo_copy, 'demo')}; sleep 60")
    terminal.waits_for("Viser 1 - 10 av 10 linjer")
    terminal.press("?")
    terminal.waits_for("Velg filtre")
    terminal.press("Escape", "f")
    terminal.waits_for("Oppfølgingskommune")


def test_what_the_engine_would_do_can_be_read_to_its_end(
    terminal: Terminal, demo_copy: str
) -> None:
    terminal.start(f"{nir(demo_copy, '--user', 'ces', '--as-of', '2029-06-01')}; sleep 60")
    terminal.waits_for("linjer")
    terminal.press(":", *"regel", "Enter")
    terminal.waits_for("vil bli lagt til,")
    # Wait until no other painting is pending that would also show the end.
    time.sleep(1)
    terminal.press("End")
    terminal.waits_for("er gått ut")


def test_a_dropped_line_closes_the_program(
    terminal: Terminal, demo_copy: str, tmp_path: Path
) -> None:
    pid_file = tmp_path / "pid"
    inner = f"echo $$ > {pid_file}; exec {nir(demo_copy, 'demo')}"
    terminal.start(f"sh -c {shlex.quote(inner)}; echo ferdig $?; sleep 60")
    terminal.waits_for("Viser 1 - 10 av 10 linjer")
    os.kill(int(pid_file.read_text()), signal.SIGHUP)
    terminal.waits_for("ferdig 0")


def test_a_terminal_that_cannot_show_it_is_refused(terminal: Terminal, demo_copy: str) -> None:
    terminal.start(f"TERM=dumb {nir(demo_copy, 'demo')}; echo ferdig $?; sleep 60")
    terminal.waits_for("TERM=dumb kan ikke vise skjermene")
    terminal.waits_for("ferdig 2")


def test_without_colour_the_cursor_is_still_seen(terminal: Terminal, demo_copy: str) -> None:
    terminal.start(f"NO_COLOR=1 {nir(demo_copy, 'demo')}; sleep 60")
    terminal.waits_for("VANNKLARE, GAMLEBY")
    shown = terminal.tmux("capture-pane", "-p", "-e")
    [row] = [line for line in shown.splitlines() if "9924 000022 00" in line]
    assert re.search(r"\x1b\[[0-9;]*\b7m", row)
    assert not re.search(r"\x1b\[[0-9;]*(38|48);", shown)


def test_without_colour_every_list_shows_the_cursor(terminal: Terminal, demo_copy: str) -> None:
    terminal.start(f"NO_COLOR=1 {nir(demo_copy, 'open', '992400002200')}; sleep 60")
    terminal.waits_for("Ordinær avslutning")
    for keys, under_cursor in (
        (("Down",), "Deltakelse"),
        (("l", "Enter", "Down"), "Arbeid "),
        (("Escape", ":"), "Legg til"),
    ):
        terminal.press(*keys)
        terminal.waits_for_reversed(under_cursor)


def test_half_a_letter_and_a_letter_of_another_alphabet_stop_nothing(
    terminal: Terminal, demo_copy: str
) -> None:
    terminal.start(f"{nir(demo_copy, 'demo')}; echo ferdig $?; sleep 60")
    terminal.waits_for("VANNKLARE, GAMLEBY")
    terminal.press("/")
    # The two bytes of an ø arrive separately; the å is in Latin-1, as from an old terminal.
    for byte in ("c3", "b8", "e5"):
        terminal.press("-H", byte)
        time.sleep(0.2)
    terminal.press("Escape", "Escape", "C-q")
    terminal.waits_for("ferdig 0")


def test_a_terminal_that_does_not_tell_its_size_is_painted_and_left_alone(demo_copy: str) -> None:
    """ssh gives such a terminal to a client without one; nothing is painted repeatedly."""
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "nir_tui", "--register", demo_copy, "--user", "4204-DEMO"]
    environment = {**os.environ, "TERM": "xterm"}
    with subprocess.Popen(
        words, stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    ) as session:
        try:
            painted = _painted_until_quiet(ours, b" linjer", 60)
            assert b" linjer" in painted
            assert _painted_until_quiet(ours, b"", 1) == b""
        finally:
            session.kill()
    os.close(ours)
    os.close(theirs)


def _painted_until_quiet(terminal: int, wanted: bytes, seconds: float) -> bytes:
    """Return the output until it contains `wanted` and then pauses for half a second."""
    painted, deadline = b"", time.monotonic() + seconds
    while time.monotonic() < deadline:
        ready, _, _ = select.select([terminal], [], [], 0.5)
        if ready:
            painted += os.read(terminal, 1 << 16)
        elif wanted in painted:
            break
    return painted

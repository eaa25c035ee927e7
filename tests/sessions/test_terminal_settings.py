"""A mouse that is off over SSH and is switched at once, and a console of few signs."""

import pytest

from nir_tui.session.config import Config
from nir_tui.session.terminal_defaults import ascii_in_force, mouse_in_force
from tests.outside.pty_session import PtySession
from tests.sessions.keyboard import at_keyboard


def test_on_but_off_over_ssh(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    assert mouse_in_force(Config(), over_ssh=False)
    assert not mouse_in_force(Config(), over_ssh=True)
    assert mouse_in_force(Config(mouse=True), over_ssh=True)
    assert not mouse_in_force(Config(mouse=False), over_ssh=False)
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 5000 10.0.0.2 22")
    assert not mouse_in_force(Config(), over_ssh=False)


async def test_the_palette_switches_it(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        for wanted, said in ((False, "Musa merker tekst"), (True, "Musa virker i programmet")):
            await nir.press("colon")
            await nir.type("mus av")
            await nir.press("enter")
            assert nir.app.has_mouse is wanted
            nir.sees(said)


ASKS, STOPS = b"\x1b[?1000h", b"\x1b[?1000l"


class Recorded(PtySession):
    """A session that keeps every byte it writes."""

    written = b""

    def read(self, seconds: float) -> bytes:
        data = super().read(seconds)
        self.written += data
        return data


@pytest.mark.file
@pytest.mark.parametrize("over_ssh", [True, False])
def test_what_the_terminal_is_asked_for(demo_copy: str, over_ssh: bool) -> None:
    environment = {"SSH_CONNECTION": "10.0.0.1 5000 10.0.0.2 22"} if over_ssh else {}
    words = ("--register", demo_copy, "--user", "4204-DEMO")
    session = Recorded(*words, environment=environment)
    try:
        session.waits_for("VANNKLARE, GAMLEBY")
        assert (ASKS in session.written) is not over_ssh
        session.written = b""
        session.send(":")
        session.waits_for("Kommandoer og personer")
        session.send("mus av\r")
        session.waits_for("Musa ")
        session.comes_to_rest()
        assert (ASKS if over_ssh else STOPS) in session.written
        session.send("\x11")
        assert session.process.wait(timeout=30) == 0
    finally:
        session.process.kill()
        session.process.wait()


@pytest.mark.file
def test_a_linux_console_is_drawn_in_ascii_and_its_own_colours(demo_copy: str) -> None:
    words = ("--register", demo_copy, "--user", "4204-DEMO")
    session = Recorded(*words, environment={"TERM": "linux"})
    try:
        session.waits_for("VANNKLARE, GAMLEBY")
        session.comes_to_rest()
        signs = {one for one in session.text if not one.isascii() and not one.isalpha()}
        assert signs == set()
        assert "* 9924 000022 00 FORNØYDE, GRANITT" in session.text
        assert b"48;" not in session.written and b"38;" not in session.written
        session.send("\x11")
        assert session.process.wait(timeout=30) == 0
    finally:
        session.process.kill()
        session.process.wait()


@pytest.mark.screen
def test_ascii_on_a_bare_console_only(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not ascii_in_force(Config())
    monkeypatch.setenv("TERM", "linux")
    assert ascii_in_force(Config())
    assert not ascii_in_force(Config(ascii=False))

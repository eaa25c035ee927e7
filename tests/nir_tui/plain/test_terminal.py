"""`plain` on a real terminal: no escape sequence, ctrl-C leaves a question, ctrl-D ends."""

import os
import time
from collections.abc import Iterator

import pytest

from models.administration.journal_view import read_lines
from models.storage.register import open_register
from tests.outside.pty_session import PtySession

pytestmark = pytest.mark.file


class Typist:
    """A user at a dumb terminal; `said` is every byte that came."""

    def __init__(self, place: str) -> None:
        words = ("--register", place, "--user", "4204-DEMO", "plain")
        self.terminal = PtySession(*words, environment={"TERM": "dumb"})
        self._bytes = b""

    @property
    def said(self) -> str:
        return self._bytes.decode(errors="replace")

    def hears(self, text: str) -> None:
        end = time.monotonic() + 60
        while text not in self.said:
            assert time.monotonic() < end, f"«{text}» never came:\n{self.said}"
            self._bytes += self.terminal.read(0.1)

    def answers(self, text: str) -> None:
        self._bytes = b""
        os.write(self.terminal.ours, text.encode())


@pytest.fixture
def typist(demo_copy: str) -> Iterator[Typist]:
    one = Typist(demo_copy)
    yield one
    one.terminal.close()


def test_ctrl_c_leaves_the_question_and_ctrl_d_the_program(typist: Typist, demo_copy: str) -> None:
    typist.hears("NIR, valg (? leser valgene): ")
    typist.answers("/\n")
    typist.hears("DUF-nummer eller navn: ")
    typist.answers("\x03")
    typist.hears("Avbrutt.\r\nNIR, valg (? leser valgene): ")
    typist.answers("\x03")
    typist.hears("Dette er den første menyen; ctrl-D avslutter.")
    typist.answers("/\ngranitt\nl\n")
    typist.hears("Avslutningsdato (")
    typist.answers("\x03")
    typist.hears("Avbrutt.\r\nFORNØYDE, GRANITT, valg")
    typist.answers("\x04")
    typist.hears("Slutt.")
    assert typist.terminal.ends() == 0
    register = open_register(demo_copy)
    actions = {line.action for line in read_lines(register, by="4204-DEMO")}
    register.close()
    assert "termination.add" not in actions


def test_nothing_is_painted(typist: Typist) -> None:
    typist.hears("NIR, valg")
    typist.answers("1\nm\nw\ngranitt\nw\nh\n")
    typist.hears("Feil i registeret rettes av kommunen.")
    assert "\x1b" not in typist.said
    # Only a line end moves the cursor: a carriage return is the terminal's own before each.
    assert typist.said.replace("\r\n", "").count("\r") == 0
    assert "\b" not in typist.said


def test_a_cut_line_leaves_nobody_behind(typist: Typist) -> None:
    typist.hears("NIR, valg")
    typist.terminal.hang_up()
    assert typist.terminal.process.wait(timeout=20) != 0

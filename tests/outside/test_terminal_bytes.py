"""No bytes from a terminal make a session hang or end."""

import os
import random
from pathlib import Path

import pytest

from models.administration.check import check_register
from models.storage.register import open_register
from tests.case_builder import actor
from tests.outside.pty_session import PtySession, on_pty

pytestmark = pytest.mark.file

SECONDS = float(os.environ.get("NIR_OUTSIDE_SECONDS", "4"))
"""Seconds per seed: a few in CI, hours when run by hand."""
SEEDS = range(int(os.environ.get("NIR_OUTSIDE_SEEDS", "3")))

ONCE_HARMFUL = [
    b"\x1b[97:65;2u",
    b"\x1b[97;1:3u",
    b"\x1b[99999999u",
    b"\x1b[1114112~",
    b"\x1b[97;1;9999999u",
    b"\x1b[55296u",
    b"\x1b[" + b"9" * 5000 + b"u",
    b"\x1b[48;9999999;9999999;1;1t",
    b"\x1b[48;0;0;0;0t",
    b"\x1b[?2048;1$y",
    b"\x1b[?2026;9$y",
    b"\x1b[999999999;999999999R",
    b"\x1b[<999999999;999999999;999999999M",
    b"\x1b[M\xff\xff\xff",
    b"\x1b]52;c;" + b"QUFB" * 500 + b"\x07",
    b"\x1bP1$r0m\x1b\\",
    b"\x1bP never ended",
    b"\x1b[?1;2c",
    b"\xff\xfe\x00\x80",
    b"\x1b\x1b\x1b\x1b",
    b"\x9b97u",
]


def test_sequences_that_once_ended_the_program(demo_copy: str) -> None:
    with on_pty(demo_copy) as session:
        session.waits_for("linjer")
        for sent in ONCE_HARMFUL:
            session.send(sent)
            session.comes_to_rest()
            assert session.process.poll() is None, sent
        # The program believes a size claimed in the input; the next resize corrects it.
        session.resize(81, 24)
        session.resize(80, 24)
        session.answers()
        assert session.quits() == 0


def test_keys_after_any_number_of_esc_arrive(demo_copy: str) -> None:
    with on_pty(demo_copy) as session:
        session.waits_for("linjer")
        for escapes in (1, 2, 3, 7):
            session.send("\x1b" * escapes + "3")
            session.waits_for("Personer")
            session.send("\x1b" * escapes + "1")
            session.waits_for("avsluttet introduksjonsprogram")


@pytest.mark.parametrize("mark", [["\x1b[200~"], ["\x1b[20", "0~"], ["\x1b", "[200~"]], ids=repr)
def test_a_paste_whose_end_never_comes_ends_by_itself(demo_copy: str, mark: list[str]) -> None:
    with on_pty(demo_copy) as session:
        session.waits_for("linjer")
        session.send("/")
        for piece in mark:
            session.send(piece)
            session.read(0.01)
        session.send("FOR")
        session.waits_for("/ FOR", 5)
        session.send("N")
        session.waits_for("/ FORN", 5)
        assert session.quits() == 0


PASTES = {
    "megabytes": b"x" * 3_000_000,
    "controls": b"\x1b[31mab\x1b]0;title\x07\x00\x7f\x1b[A" * 15_000,
}


@pytest.mark.parametrize("pasted", PASTES.values(), ids=PASTES)
@pytest.mark.parametrize("has_marks", [True, False], ids=["marked", "unmarked"])
def test_a_huge_paste_is_bounded(demo_copy: str, pasted: bytes, has_marks: bool) -> None:
    with on_pty(demo_copy) as session:
        session.waits_for("linjer")
        session.send("/")
        before = memory_kb(session)
        session.send(b"\x1b[200~" + pasted + b"\x1b[201~" if has_marks else pasted, 60)
        session.comes_to_rest()
        session.leaves_everything()
        session.answers()
        assert memory_kb(session) < before + 60_000
        assert session.quits() == 0


def memory_kb(session: PtySession) -> int:
    status = Path(f"/proc/{session.process.pid}/status").read_text(encoding="ascii")
    [line] = [line for line in status.splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1])


@pytest.mark.parametrize("seed", SEEDS)
def test_random_bytes_neither_hang_nor_end_it(demo_copy: str, seed: int) -> None:
    """The bytes leave out ctrl+q and ctrl+s: random input must neither quit nor save."""
    chance = random.Random(seed)
    pieces = [bytes([code]) for code in range(256) if code not in (0x11, 0x13)]
    pieces += [*ONCE_HARMFUL, b"\x1b[", b"\x1b[200~", b"\x1b[201~", b";", b":", b"1", b"u"]
    with on_pty(demo_copy) as session:
        session.waits_for("linjer")
        ends = int(SECONDS * 10)
        for _ in range(ends):
            sent = b"".join(chance.choices(pieces, k=chance.randint(1, 12)))
            session.send(sent)
            session.read(0.05)
            assert session.process.poll() is None, f"ended by {sent!r}\n{session.text}"
        session.comes_to_rest()
        session.resize(80, 25)
        session.leaves_everything()
        session.answers()
        assert session.quits() == 0
    register = open_register(demo_copy)
    findings = [str(found) for found in check_register(register, actor())]
    register.close()
    assert findings == []

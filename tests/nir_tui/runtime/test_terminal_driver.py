"""Esc and the key right after it are two keys."""

import pytest

from nir_tui.runtime.terminal_driver import Keyboard

ESC = ""


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a", ["a"]),
        ("\x1b", []),
        ("n\x1b", ["n"]),
        ("\x1bm", [ESC, "m"]),
        ("n\x1bN", ["n", ESC, "N"]),
        ("\x1b\r", [ESC, "\r"]),
        ("m\nw", ["m\rw"]),
        ("\x1b[200~a\nb\x1b[201~", ["\x1b[200~a\nb\x1b[201~"]),
        ("\x1bø\x1b:", [ESC, "ø", ESC, ":"]),
        ("\x1b[A\x1bOB\x1b[5~", ["\x1b[A\x1bOB\x1b[5~"]),
        ("\x1bP>|tmux\x1b\\", ["\x1bP>|tmux\x1b\\"]),
        ("\x1b[200~a\x1bb\x1b[201~", ["\x1b[200~a\x1bb\x1b[201~"]),
    ],
    ids=repr,
)
def test_esc_is_a_key_where_no_sequence_goes_on(text: str, parts: list[str]) -> None:
    assert list(Keyboard().parts(text)) == parts


def test_esc_waits_for_what_may_belong_to_it() -> None:
    keyboard = Keyboard()
    assert list(keyboard.parts("\x1b")) == []
    assert keyboard.is_escape() and not keyboard.is_escape()
    for following, parts in (("[A", ["\x1b[A"]), ("m", [ESC, "m"]), ("\x1b", ["\x1b\x1b"])):
        assert list(keyboard.parts("\x1b")) == []
        assert list(keyboard.parts(following)) == parts
        assert not keyboard.is_escape()


def test_what_is_pasted_in_pieces_is_left_as_it_is() -> None:
    keyboard = Keyboard()
    pieces = ["\x1b[200~a", "\x1bb", "c\x1b[201~", "\x1bm"]
    assert [list(keyboard.parts(piece)) for piece in pieces] == [
        ["\x1b[200~a"],
        ["\x1bb"],
        ["c\x1b[201~"],
        [ESC, "m"],
    ]

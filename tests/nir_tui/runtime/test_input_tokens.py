"""A terminal's input is split into the same tokens whatever pieces it arrives in."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nir_tui.runtime.input_tokens import (
    LONGEST_TYPED,
    MOST_PASTED,
    InputTokenizer,
    Token,
    TokenKind,
)

ESC = Token(TokenKind.ESCAPE)


def text(typed: str) -> Token:
    return Token(TokenKind.TEXT, typed)


def sequence(sent: str) -> Token:
    return Token(TokenKind.SEQUENCE, sent)


def paste(pasted: str) -> Token:
    return Token(TokenKind.PASTE, pasted)


def tokens(*pieces: str | None) -> list[Token]:
    """Return the tokens of consecutive pieces of input; None is a pause."""
    tokenizer = InputTokenizer()

    def each() -> Iterator[Token]:
        for piece in pieces:
            yield from tokenizer.flush() if piece is None else tokenizer.feed(piece)

    return list(each())


@pytest.mark.parametrize(
    ("sent", "wanted"),
    [
        ("a", [text("a")]),
        ("\x1b", []),
        ("n\x1b", [text("n")]),
        ("\x1bm", [ESC, text("m")]),
        ("n\x1bN", [text("n"), ESC, text("N")]),
        ("\x1b\r", [ESC, text("\r")]),
        ("m\nw", [text("m\rw")]),
        ("\x1b\x1b3", [ESC, ESC, text("3")]),
        ("\x1b\x1b\x1b[A", [ESC, ESC, sequence("\x1b[A")]),
        ("\x1b[200~a\nb\x1b[201~", [paste("a\nb")]),
        ("\x1bø\x1b:", [ESC, text("ø"), ESC, text(":")]),
        ("\x1b[A\x1bOB\x1b[5~", [sequence("\x1b[A"), sequence("\x1bOB"), sequence("\x1b[5~")]),
        ("\x1bP>|tmux\x1b\\k", [text("k")]),
        ("\x1b]11;rgb:0/0/0\x07k", [text("k")]),
        ("\x1b[200~a\x1bb\x1b[2Jc\x1b[201~", [paste("a\x1bb\x1b[2Jc")]),
        ("\x1b[201~k", [text("k")]),
        ("\x1b[123øk", [text("øk")]),
        pytest.param("\x1b[" + "1" * 5000 + "uk", [text("k")], id="too long"),
        ("\x1b[M !!k", [sequence("\x1b[M !!"), text("k")]),
        ("\x1b[[Ak", [sequence("\x1b[[A"), text("k")]),
    ],
    ids=repr,
)
def test_esc_is_a_key_where_no_sequence_goes_on(sent: str, wanted: list[Token]) -> None:
    assert tokens(sent) == wanted


@pytest.mark.parametrize(
    ("pieces", "wanted"),
    [
        (("\x1b", None), [ESC]),
        (("\x1b", "[A"), [sequence("\x1b[A")]),
        (("\x1b", "m"), [ESC, text("m")]),
        (("\x1b", "\x1b", None), [ESC, ESC]),
        (("\x1b[", None), [ESC, text("[")]),
        (("\x1bO", None), [ESC, text("O")]),
        (("\x1b[1;5", None, "k"), [text("k")]),
        (("\x1b]0;never ended", None, "k"), [text("k")]),
    ],
    ids=repr,
)
def test_a_silence_decides_what_is_incomplete(
    pieces: tuple[str | None, ...], wanted: list[Token]
) -> None:
    assert tokens(*pieces) == wanted


@pytest.mark.parametrize(
    ("pieces", "wanted"),
    [
        (("\x1b[200~a", "\x1bb", "c\x1b[201~", "\x1bm"), [paste("a\x1bbc"), ESC, text("m")]),
        (("\x1b[20", "0~a\x1b[2", "01~b"), [paste("a"), text("b")]),
        (("\x1b[2", None, "00~a\x1b[201~b"), [paste("a"), text("b")]),
        (("\x1b", None, "[200~a\x1b[201~b"), [ESC, paste("a"), text("b")]),
        (("\x1b[200~FOR", None, "x"), [paste("FOR"), text("x")]),
        (("\x1b[200~FOR\x1b[20", None, "x"), [paste("FOR\x1b[20"), text("x")]),
        (("\x1b[200~FOR", None, "NØYD\x1b[201~x"), [paste("FOR"), paste("NØYD"), text("x")]),
        (("\x1b[200~a", None, "\x1b[200~b\x1b[201~"), [paste("a"), paste("b")]),
    ],
    ids=repr,
)
def test_a_paste_in_pieces_is_one_and_ends_after_a_silence(
    pieces: tuple[str | None, ...], wanted: list[Token]
) -> None:
    assert tokens(*pieces) == wanted


def test_a_paste_is_bounded() -> None:
    [token] = tokens("\x1b[200~", *["x" * 4096] * 1000, "\x1b[201~")
    assert token == paste("x" * (MOST_PASTED + 1))


def test_more_than_anybody_types_at_once_is_a_paste() -> None:
    typed, pasted = "x" * LONGEST_TYPED, "x" * (LONGEST_TYPED + 1)
    assert tokens(typed, pasted) == [text(typed), paste(pasted)]


PIECES = st.sampled_from(
    [
        "\x1b",
        "[",
        "200~",
        "\x1b[200~",
        "\x1b[201~",
        "0",
        ";",
        "u",
        "A",
        "ø",
        "O",
        "M",
        "P",
        "\\",
        "\x07",
    ]
)


@given(st.lists(PIECES, max_size=40), st.data())
def test_how_the_bytes_are_cut_changes_nothing(pieces: list[str], data: st.DataObject) -> None:
    sent = "".join(pieces)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(sent)))))
    parts = [sent[a:b] for a, b in zip([0, *cuts], [*cuts, len(sent)], strict=True)]

    def whole(found: list[Token]) -> list[tuple[TokenKind, str]]:
        """Join adjacent text tokens, as a cut may divide them."""
        joined: list[tuple[TokenKind, str]] = []
        for kind, said in found:
            if joined and kind is joined[-1][0] is TokenKind.TEXT:
                joined[-1] = (kind, joined[-1][1] + said)
            else:
                joined.append((kind, said))
        return joined

    assert whole(tokens(*parts, None)) == whole(tokens(sent, None))


@given(st.text(max_size=200))
def test_after_a_silence_every_key_arrives(sent: str) -> None:
    assert tokens(sent, None, None, "k")[-1] == text("k")

"""Bars and columns of block signs, and of ASCII where a terminal has no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nir_tui.presentation.drawing import ASCII, bar, columns


@pytest.mark.parametrize(
    ("share", "width", "drawn"),
    [
        (None, 8, ""),
        (0, 8, ""),
        (1, 4, "████"),
        (0.5, 4, "██"),
        (0.53, 4, "██▏"),
        (0.001, 4, "▏"),
        (0.96, 4, "███▉"),
    ],
)
def test_a_bar_in_eighths_of_a_cell(share: float | None, width: int, drawn: str) -> None:
    assert bar(share, width) == drawn


@given(st.floats(0.0001, 1), st.integers(1, 200))
def test_a_bar_is_never_wider_than_its_room(share: float, width: int) -> None:
    assert 1 <= len(bar(share, width)) <= width
    assert len(bar(share, width, ASCII)) <= max(1, width)


def test_columns_are_as_high_as_their_counts() -> None:
    assert columns([0, 1, 4, 8]) == " ▂▅█"
    assert columns([]) == "" and columns([0, 0]) == "  "


def test_what_commands_print_is_ascii() -> None:
    assert bar(0.5, 4, ASCII) == "##" and bar(0.001, 4, ASCII) == "#"
    assert columns([1, 8], ASCII) == ":@"

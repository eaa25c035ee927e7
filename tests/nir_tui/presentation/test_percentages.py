"""Percentages are rounded as people round them."""

import pytest

from nir_tui.presentation.percentages import percent


@pytest.mark.parametrize(
    ("share", "output"),
    [(0.41, "41,0 %"), (2 / 32, "6,3 %"), (1 / 3, "33,3 %"), (1.0, "100,0 %"), (None, "")],
)
def test_halves_are_rounded_up(share: float | None, output: str) -> None:
    assert percent(share) == output

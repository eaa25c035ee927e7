"""A long run says how far it has come, how fast, and how long is left."""

import pytest

from nir_tui.pace import Pace


@pytest.mark.parametrize(
    ("seconds", "done", "total", "told"),
    [
        (0.0, 0, 100, "0 av 100"),
        (2.0, 500, 1_000, "500 av 1000 · 250 i sekundet · 2 s igjen"),
        (10.0, 10_000, 1_000_000, "10000 av 1000000 · 1000 i sekundet · 16 min 30 s igjen"),
        (4.0, 20_000, 0, "leser 20000 · 5000 i sekundet"),
    ],
)
def test_pace(seconds: float, done: int, total: int, told: str) -> None:
    times = iter((100.0, 100.0 + seconds))
    assert Pace(lambda: next(times)).told(done, total) == told

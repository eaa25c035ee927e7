"""A long run reports its progress, its speed and the time left."""

import pytest

from nir_tui.presentation.progress import ProgressMeter


def test_it_tells_now_and_then_and_at_the_end_however_the_work_is_counted() -> None:
    times = iter((0.0, 0.01, 0.02, 0.15, 0.16))
    pace = ProgressMeter(lambda: next(times))
    assert [pace.is_time(done, 1001) for done in (123, 623, 777, 1001)] == [True, False, True, True]


@pytest.mark.parametrize(
    ("seconds", "done", "total", "output"),
    [
        (0.0, 0, 100, "0 av 100"),
        (2.0, 500, 1_000, "500 av 1000 · 250 i sekundet · 2 s igjen"),
        (10.0, 10_000, 1_000_000, "10000 av 1000000 · 1000 i sekundet · 16 min 30 s igjen"),
        (4.0, 20_000, 0, "leser 20000 · 5000 i sekundet"),
    ],
)
def test_pace(seconds: float, done: int, total: int, output: str) -> None:
    times = iter((100.0, 100.0 + seconds))
    assert ProgressMeter(lambda: next(times)).describe(done, total) == output

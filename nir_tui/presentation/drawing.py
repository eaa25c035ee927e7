"""Lines, bars and arrows of box and block signs; plain ASCII where a terminal lacks them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs that are drawn with; `parts` of a cell and `heights` from the least on."""

    line: str
    rising: str
    falling: str
    full: str
    parts: str
    heights: str


BLOCKS = Signs("─", "↑", "↓", "█", "▏▎▍▌▋▊▉", "▁▂▃▄▅▆▇█")
ASCII = Signs("-", "^", "v", "#", "", ".:-=+*#@")

_in_use = [BLOCKS]


def draw_with(signs: Signs) -> None:
    """Draw with these signs from now on."""
    _in_use[0] = signs


def signs() -> Signs:
    """Return the signs that are drawn with."""
    return _in_use[0]


def bar(share: float | None, width: int, drawn: Signs | None = None) -> str:
    """Return a bar: full width is a share of 1, in eighths of a cell; any share above 0 shows."""
    if not share:
        return ""
    using = drawn or signs()
    steps = len(using.parts) + 1
    eighths = max(1, round(share * width * steps))
    whole, rest = divmod(eighths, steps)
    return using.full * whole + (using.parts[rest - 1] if rest else "")


def columns(counts: Sequence[int]) -> str:
    """Return one sign a count, as high as its share of the highest; a blank for none."""
    most = max(counts, default=0)
    heights = signs().heights
    last = len(heights) - 1
    return "".join(heights[round(count / most * last)] if count else " " for count in counts)

"""Lines, bars and arrows of box and block signs; of ASCII in what commands print.

On the screen a filter draws them in ASCII where a terminal lacks them.
"""

from collections.abc import Sequence
from typing import NamedTuple


class Signs(NamedTuple):
    """The signs that are drawn with; `parts` of a cell and `heights` from the least on."""

    line: str
    rising: str
    falling: str
    full: str
    parts: str
    heights: str


BLOCKS = Signs("─", "↑", "↓", "█", "▏▎▍▌▋▊▉", "▁▂▃▄▅▆▇█")
ASCII = Signs("-", "^", "v", "#", "", ".:-=+*#@")


def bar(share: float | None, width: int, drawn: Signs = BLOCKS) -> str:
    """Return a bar: full width is a share of 1, in eighths of a cell; any share above 0 shows."""
    if not share:
        return ""
    steps = len(drawn.parts) + 1
    eighths = max(1, round(share * width * steps))
    whole, rest = divmod(eighths, steps)
    return drawn.full * whole + (drawn.parts[rest - 1] if rest else "")


def columns(counts: Sequence[int], drawn: Signs = BLOCKS) -> str:
    """Return one sign a count, as high as its share of the highest; a blank for none."""
    most = max(counts, default=0)
    last = len(drawn.heights) - 1
    return "".join(drawn.heights[round(count / most * last)] if count else " " for count in counts)

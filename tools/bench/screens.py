"""Measures a session: time from key to paint, bytes sent to the terminal, and memory."""

import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.bench.figures import DAY, Figure, ms, quantile, spread
from tools.bench.registers import nir
from tools.bench.terminal import Painted, Terminal, terminal

SEARCHED = ("hassan", "ali", "kova", "90", "mohamed", "9024001")
_STARTS = 5
_TRACED = (
    *("a", "down", "down", "pagedown", "pagedown", "end", "home", "o", "o", "m", "down", "down"),
    *("enter", "down", "w", "escape", "v", "escape", "l", "enter", *"arb", "enter", *"30"),
    *("escape", "j", "n", "n", "p", "N", "escape", "3", "down", "pagedown", "o", "/", *"hassan"),
    *("down", "enter", "escape", "escape", "f", "down", "escape", "s", "escape", "1", "/", *"ali"),
    *("escape", ":", *"regel", "escape", "?", "escape", "d", "down", "enter", "escape", "2", "1"),
)
"""The keys of a whole session: lists, a person, a half-filled form, a walk, search, filter."""
_GAP = 0.1


def screens(register: Path) -> list[Figure]:
    """Measure a session over a register, and the minimal application in the same terminal."""
    ours = nir("--register", str(register), "--as-of", DAY.isoformat())
    peer = [sys.executable, "-m", "tools.bench.minimal_app"]
    with terminal(peer) as minimal:
        minimal.wait_for("Name 15")
        minimal.rest(0.5)
        peer_down, peer_page = _times(minimal, "down", 20), _times(minimal, "pagedown", 1)
        # A stock table has no keys to its ends, but it pages in both directions.
        peer_moved = [minimal.press(key) for key in ("pagedown", "pageup") * 7]
        peer_searched = [painted for text in SEARCHED[:2] for painted in _searched(minimal, text)]
        peer_memory = minimal.megabytes()
    with terminal(ours) as session:
        session.wait_for("linjer")
        session.rest(1)
        session.press("a")
        searched = [painted for text in SEARCHED for painted in _searched(session, text)]
        # A search that ends leaves the cursor on its person, often at the end of the window.
        session.press("home")
        down = _times(session, "down", 20)
        moved = [painted for key in ("pagedown", "home", "end") for painted in _paged(session, key)]
        session.press("home")
        pages = _times(session, "pagedown", 20)
        session.press("m")
        session.press("enter")
        form = session.press("l")
        session.press("escape")
        idle = session.rest(3)
        memory = session.megabytes()
        session.press("escape")
        session.press("escape")
        traced = [session.press(key).first for key in _TRACED]
    first, first_peer = _first_screen(ours, "linjer"), _first_screen(peer, "Name 15")
    return [
        Figure(
            "first usable screen",
            ms(first),
            f"{first / first_peer:.2f} x a minimal application with a table ({ms(first_peer)})",
            "1.25 x",
        ),
        _beside_peer(
            "key in the search field to the last byte", searched, peer_searched, "p50 35, p95 100"
        ),
        Figure(
            f"a traced session of {len(_TRACED)} keys: from key to paint",
            spread(traced),
            f"{sum(gap > _GAP for gap in traced)} over 100 ms",
            "none over 100 ms",
        ),
        _beside_peer("page down, home, end", moved, peer_moved, "p95 30 ms"),
        Figure(
            "bytes: cursor down",
            _bytes(down),
            f"stock table {_bytes(peer_down)}",
            "1,200",
        ),
        Figure("bytes: page down", _bytes(pages), f"stock table {_bytes(peer_page)}", "10,300"),
        Figure("bytes: a form", f"{form.count:,}", "", "29,000"),
        Figure("bytes: idle for three seconds", f"{idle}", "", "0"),
        Figure(
            "memory of a session",
            f"{memory:.0f} MB",
            f"{memory / peer_memory:.1f} x the minimal application ({peer_memory:.0f} MB)",
            "80 MB",
        ),
    ]


def _first_screen(words: Sequence[str], text: str) -> float:
    spent = []
    for _ in range(_STARTS + 1):
        with terminal(words) as program:
            spent.append(program.wait_for(text))
    return statistics.median(spent[1:])


def _times(program: Terminal, key: str, times: int) -> list[Painted]:
    return [program.press(key, quiet=0.15) for _ in range(times)]


def _searched(session: Terminal, text: str) -> list[Painted]:
    session.press("/")
    painted = [session.press(letter) for letter in text]
    session.press("escape")
    return painted


def _beside_peer(what: str, ours: Sequence[Painted], peer: Sequence[Painted], reach: str) -> Figure:
    """Return the figure of two series of times from the key to the last byte."""
    spent, floor = [p.seconds for p in ours], [p.seconds for p in peer]
    ratio = quantile(spent, 0.5) / quantile(floor, 0.5)
    return Figure(what, spread(spent), f"{ratio:.2f} x minimal ({spread(floor)})", reach)


def _paged(session: Terminal, key: str) -> list[Painted]:
    """Press a paging key repeatedly, each time from elsewhere, so that there is a page to paint."""
    painted = []
    for _ in range(7):
        session.press("end" if key == "home" else "home")
        painted.append(session.press(key))
    return painted


def _bytes(painted: Sequence[Painted]) -> str:
    return f"{quantile([p.count for p in painted], 0.5):,.0f}"

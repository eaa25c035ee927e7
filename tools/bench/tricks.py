"""Measures each trick of `nir_tui/runtime/switch.py` alone: a session with it, beside one without.

`python -m tools.bench.tricks --rounds 6` prints, for each trick and kind of key, what turning it
off adds. A difference is marked with `*` if three quarters of the rounds show more than equal
sessions differ by. One pair of equal sessions is too few to judge by: among fifty figures some
differ by chance, so all pairs of four are compared.
"""

import argparse
import os
import random
import statistics
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from nir_tui.runtime.switch import VARIABLE, Trick
from tools.bench.figures import DAY
from tools.bench.registers import nir, register_of
from tools.bench.terminal import Terminal, terminal

_QUIET = 0.2
_KEYS = (
    *(("cursor", "down"),) * 8,
    *(("page", "pagedown"),) * 6,
    *(("", "/"), *(("search", letter) for letter in "hassan"), ("", "escape")),
    *(("filter form", "f"), ("leave", "escape")) * 3,
    *(("", "m"), ("first person", "enter"), ("leave", "escape")),
    *(("person", "enter"), ("leave", "escape")) * 2,
    *(("person", "enter"), ("first form", "l"), ("leave", "escape")),
    *(("form", "l"), ("leave", "escape")) * 3,
    *(("decisions", "v"), ("leave", "escape")) * 2,
    *(("", "l"), ("", "enter"), *(("letter", letter) for letter in "arbeid")),
)
"""Pairs of the kind of a key and the key; a kind without a name is not counted."""
_SAME = ("", " ", "0", " 0")
"""Four sessions with every trick: their differences are the noise."""

Figures = dict[tuple[str, str], float]
"""A figure by the kind of key and what is measured."""


def main() -> None:
    """Run the sessions in random order, round by round, and print the differences."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=6, help="two or more")
    parser.add_argument("--tricks", nargs="*", default=[*Trick], help="names; `1` for all at once")
    options = parser.parse_args()
    register = register_of(options.size)
    runs: dict[str, list[Figures]] = defaultdict(list)
    for _ in range(options.rounds):
        off = [*_SAME, *options.tricks]
        random.shuffle(off)
        for value in off:
            runs[value].append(_session(register, value))
    equal = [_differences(runs[a], runs[b]) for a, b in combinations(_SAME, 2)]
    for trick in options.tricks:
        print(f"\n{trick} off:")
        for what, (low, median, high) in _differences(runs[_SAME[0]], runs[trick]).items():
            quiet = max(abs(quartile) for pair in equal for quartile in pair[what])
            base = statistics.median(run[what] for run in runs[_SAME[0]])
            is_clear = low * high > 0 and min(abs(low), abs(high)) > quiet
            mark = "*" if is_clear else " "
            print(
                f" {mark} {what[0]:<12} {what[1]:<10} {base:>9.1f} {median:>+9.1f}"
                f"  ({low:+.1f} to {high:+.1f}; noise {quiet:.1f})",
                flush=True,
            )


def _differences(
    base: list[Figures], other: list[Figures]
) -> dict[tuple[str, str], tuple[float, float, float]]:
    """Return the quartiles of the differences in the same round, by kind of key and figure."""
    found = {}
    for what in base[0]:
        differences = [b[what] - a[what] for a, b in zip(base, other, strict=True)]
        low, median, high = statistics.quantiles(differences, n=4, method="inclusive")
        found[what] = (low, median, high)
    return found


def _session(register: Path, off: str) -> Figures:
    """Return the medians of a session with some tricks off: milliseconds, and bytes of a key."""
    words = nir("--register", str(register), "--as-of", DAY.isoformat())
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    # Without the rate that all programs of the other measurements share.
    os.environ.pop("TEXTUAL_FPS", None)
    with terminal(words, {VARIABLE: off}) as session:
        found["start", "ms"].append(1000 * session.wait_for("linjer"))
        found["start", "cpu ms"].append(1000 * session.processor_seconds())
        session.rest(1.5)
        session.press("a", _QUIET)
        for kind, key in _KEYS:
            _press(session, key, kind, found)
        found["slowest key", "ms"].append(max(found.pop(("", "ms"))))
        found["session", "cpu ms"].append(1000 * session.processor_seconds())
        found["session", "MB"].append(session.megabytes())
    return {what: statistics.median(figures) for what, figures in found.items()}


def _press(
    session: Terminal, key: str, kind: str, found: dict[tuple[str, str], list[float]]
) -> None:
    before = session.processor_seconds()
    painted = session.press(key, _QUIET)
    found["", "ms"].append(1000 * painted.seconds)
    if kind:
        found[kind, "ms"].append(1000 * painted.seconds)
        found[kind, "first ms"].append(1000 * painted.first)
        found[kind, "bytes"].append(painted.count)
        found[kind, "cpu ms"].append(1000 * (session.processor_seconds() - before))


if __name__ == "__main__":
    main()

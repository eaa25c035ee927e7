"""Measure, print, and at the full size write the page."""

import argparse
import os
import platform
import tempfile
from pathlib import Path

from models.sqlite import sqlite_version
from tools.bench.commands import short_commands, whole_registers
from tools.bench.figures import Figure
from tools.bench.mix import DESCRIBED
from tools.bench.queries import queries
from tools.bench.registers import register_of
from tools.bench.screens import screens
from tools.bench.writers import writers

FULL_SIZE = 1_000_000
GROWTH = (10_000, 100_000)
DOCS = Path(__file__).parents[2] / "docs" / "benchmarks.md"
REMARKS = "\nWhat misses its target, and why:\n"


def main() -> None:
    """Measure at the size asked for, and what grows at smaller sizes too."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=FULL_SIZE)
    size = parser.parse_args().size
    path = register_of(size)
    parts = [_part(f"{size:,} persons", [*short_commands(path), *screens(path), *queries(path)])]
    with tempfile.TemporaryDirectory() as folder:
        parts.append(_part("Every person of them", whole_registers(path, Path(folder))))
        parts.append(_part("Many at once", writers(path, Path(folder))))
    parts += [_part(f"{n:,} persons", queries(register_of(n))) for n in GROWTH if n < size]
    page = _page(size, path, parts)
    print(page)
    if size == FULL_SIZE:
        # What people have written below the tables stays.
        before = DOCS.read_text(encoding="utf-8") if DOCS.exists() else ""
        _tables, mark, remarks = before.partition(REMARKS)
        DOCS.write_text(page + mark + remarks, encoding="utf-8")


def _part(title: str, figures: list[Figure]) -> str:
    rows = (f"| {f.what} | {f.measured} | {f.beside} | {f.reach} |" for f in figures)
    head = "| what | measured | beside its floor or peer | to reach |\n|---|---|---|---|"
    return "\n".join((f"## {title}\n", head, *rows, ""))


def _page(size: int, path: Path, parts: list[str]) -> str:
    version = ".".join(map(str, sqlite_version()))
    megabytes = path.stat().st_size / 1e6
    head = f"""# Benchmarks

Written by `make bench` ({size:,} persons, a register of {megabytes:,.0f} MB). Absolute times belong
to the machine: {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()},
SQLite {version}. Screens are measured in a terminal of 80 x 24, from the key that goes in to the
last byte that comes out; queries in one process.

{DESCRIBED}
"""
    return "\n".join((head, *parts))


if __name__ == "__main__":
    main()

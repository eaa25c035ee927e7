"""Measures, prints the figures, and at full size writes the page."""

import argparse
import os
import platform
import tempfile
from collections.abc import Iterator
from pathlib import Path

from models.storage.register import open_register
from models.storage.sqlite_connection import sqlite_version
from tools.bench import floors
from tools.bench.commands import short_commands, whole_registers
from tools.bench.figures import Figure
from tools.bench.mix import DESCRIBED
from tools.bench.queries import engine, queries
from tools.bench.registers import register_at, register_of
from tools.bench.screens import screens
from tools.bench.writers import writers

FULL_SIZE = 1_000_000
GROWTH = (10_000, 100_000)
DOCS = Path(__file__).parents[2] / "docs" / "benchmarks.md"
ON_A_SERVER = DOCS.with_name("benchmarks-postgres.md")
REMARKS = "\nWhat misses its target, and why:\n"


def main() -> None:
    """Measure at the given size, and the queries at smaller sizes too."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=FULL_SIZE)
    parser.add_argument("--server", help="postgresql://… of an empty database, or of a register")
    options = parser.parse_args()
    size = options.size
    if options.server:
        _measure_server(options.server, size)
        return
    path = register_of(size)
    parts = list(_parts(size, path))
    page = _page(size, path, parts)
    if size == FULL_SIZE:
        _write(DOCS, page)


def _parts(size: int, path: Path) -> Iterator[str]:
    """Yield the tables of the page, each printed as soon as it is measured."""

    def shown(title: str, figures: list[Figure]) -> str:
        part = _part(title, figures)
        print(part, flush=True)
        return part

    yield shown(f"{size:,} persons", [*short_commands(path), *screens(path), *_queries(path)])
    with tempfile.TemporaryDirectory() as folder:
        yield shown("Every person of them", whole_registers(path, Path(folder)))
        each = 10 if size == FULL_SIZE else 3
        yield shown("Many at once", writers(path, Path(folder), each))
    for smaller in GROWTH:
        if smaller < size:
            yield shown(f"{smaller:,} persons", _queries(register_of(smaller)))


def _queries(path: Path) -> list[Figure]:
    return [*queries(str(path)), *floors.of_queries(path)]


def _measure_server(address: str, size: int) -> None:
    """Measure the queries and the engine on a server."""
    register_at(address, size)
    register = open_register(address)
    with register.read():
        version = register.storage.version()
    register.close()
    head = f"""# Benchmarks on PostgreSQL

Written by `make bench SERVER=postgresql://…` ({size:,} persons, {version}, the server beside the
program and set up as it comes). The mix is that of benchmarks.md. {_machine()}
"""
    parts = [_part(f"{size:,} persons", queries(address)), _part("Engine", engine(address))]
    page = "\n".join((head, *parts))
    print(page)
    if size == FULL_SIZE:
        _write(ON_A_SERVER, page)


def _write(path: Path, page: str) -> None:
    """Write a page, and keep the remarks below the tables, which are written by hand."""
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    _tables, mark, remarks = before.partition(REMARKS)
    path.write_text(page + mark + remarks, encoding="utf-8")


def _machine() -> str:
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    return f"Absolute times belong to the machine: {machine}."


def _part(title: str, figures: list[Figure]) -> str:
    rows = (f"| {f.what} | {f.measured} | {f.beside} | {f.reach} |" for f in figures)
    head = "| what | measured | beside its floor or peer | to reach |\n|---|---|---|---|"
    return "\n".join((f"## {title}\n", head, *rows, ""))


def _page(size: int, path: Path, parts: list[str]) -> str:
    version = ".".join(map(str, sqlite_version()))
    megabytes = path.stat().st_size / 1e6
    head = f"""# Benchmarks

Written by `make bench` ({size:,} persons, a register of {megabytes:,.0f} MB, SQLite {version}).
{_machine()} Screens are measured in a terminal of 80 x 24, from the key that goes in to the
last byte that comes out, the minimal application at as many frames a second; queries in one
process. The floors are the same work bare: what they leave out stands in tools/bench/floors.py.

{DESCRIBED}
"""
    return "\n".join((head, *parts))


if __name__ == "__main__":
    main()

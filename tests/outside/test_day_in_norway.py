"""A registered time belongs to a day in Norway, whatever the machine's time zone."""

import csv
import io
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from models.exchange.importing.run import import_paths
from models.journal.actions import JournalAction
from models.journal.actor import actor_for
from models.journal.writer import append_entry
from models.tables.norwegian_time import day_in_norway, same_time_on
from nir_tui import cli
from rules.code_lists import Completeness
from tests.case_builder import DUF, World, actor
from tests.models.exchange.files import (
    ANNA,
    bundle,
    nir_report,
    nir_row,
    person,
)
from tests.sessions.keyboard import at_keyboard

WINTER_NIGHT = datetime(2024, 12, 8, 23, 30, tzinfo=UTC)
SUMMER_NIGHT = datetime(2024, 7, 1, 22, 15, tzinfo=UTC)


@pytest.fixture(params=["Pacific/Kiritimati", "America/Los_Angeles", "UTC"])
def _zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Set the machine's time zone to one outside Norway."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def ended_at_night(world: World, tmp_path: Path, moment: str) -> None:
    decision = f"{ANNA};deltakelse;fattet;2024-05-01;2024-05-01;"
    ended = f"{ANNA};helse;2024-06-01;;4204-MABE;{moment};;"
    path = bundle(tmp_path / "in", persons=[person()], decisions=[decision], terminations=[ended])
    import_paths(world.register, actor(), [path])


def report_in(place: str, path: Path) -> list[str]:
    """Write the report to a file; return its row as read by a different library."""
    words = ["report", "--format", path.suffix[1:], "--out", str(path)]
    assert cli.main(["--register", place, *words]) == cli.DONE
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        titles, row = list(book.worksheets[0].iter_rows(min_row=3, values_only=True))[:2]
        cell = dict(zip(titles, row, strict=True))["Registrert dato"]
        assert isinstance(cell, datetime)
        return [cell.date().strftime("%d.%m.%Y")]
    lines = path.read_text(encoding="utf-8-sig").splitlines()[2:]
    [found] = csv.DictReader(io.StringIO("\n".join(lines)), delimiter=";")
    return [found["Registrert dato"]]


@pytest.mark.usefixtures("_zone")
@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (WINTER_NIGHT.isoformat(), "09.12.2024"),
        (SUMMER_NIGHT.isoformat(), "02.07.2024"),
        ("2024-12-08T22:30:00+00:00", "08.12.2024"),
        ("2024-12-08", "08.12.2024"),
    ],
)
async def test_the_registered_date_is_norways_on_the_screen_and_in_files_and_read_back(
    world: World, tmp_path: Path, moment: str, day: str
) -> None:
    ended_at_night(world, tmp_path, moment)
    for suffix in ("csv", "xlsx"):
        assert report_in(world.place, tmp_path / f"out.{suffix}") == [day]
    async with at_keyboard(world.place, duf=ANNA) as nir:
        await nir.press("enter")
        nir.sees(f"Registrert dato {day}")
    other = str(tmp_path / "other.db")
    words = ["--register", other, "--user", "4204-MABE"]
    assert cli.main([*words, "init"]) == cli.DONE
    assert cli.main([*words, "import", str(tmp_path / "out.csv")]) == cli.DONE
    assert report_in(other, tmp_path / "again.csv") == [day]


@pytest.mark.usefixtures("_zone")
def test_a_report_of_the_day_on_which_it_was_registered_here_is_left_alone(
    world: World, tmp_path: Path
) -> None:
    ended_at_night(world, tmp_path, WINTER_NIGHT.isoformat())
    world.sql("UPDATE person SET known = ? WHERE duf = ?", str(Completeness.REPORT), ANNA)
    row = nir_row(municipality="Kristiansand", county="Agder", date="01.06.2024")
    named = dict(zip(range(14), row, strict=True))
    named[11] = "09.12.2024"
    report = import_paths(
        world.register, actor(), [nir_report(tmp_path / "nir.csv", tuple(named.values()))]
    )
    assert report.counts["persons.skipped"] == 1


@pytest.mark.usefixtures("_zone")
def test_today_is_norways(world: World) -> None:
    world.sql("DELETE FROM setting WHERE name = 'as_of'")
    who = actor_for(world.register, "x", clock=lambda: WINTER_NIGHT)
    assert who.as_of == who.register_date == who.on_current_day().as_of == date(2024, 12, 9)
    later = actor_for(world.register, "x", clock=lambda: SUMMER_NIGHT)
    assert later.as_of == date(2024, 7, 2)


@pytest.mark.usefixtures("_zone")
@pytest.mark.parametrize("hour", range(24))
def test_in_a_demo_register_it_is_the_registers_day(world: World, hour: int) -> None:
    for month in (1, 7):
        clock = datetime(2026, month, 15, hour, 30, tzinfo=UTC)
        who = actor_for(world.register, "x", clock=lambda clock=clock: clock)  # type: ignore[misc]
        assert day_in_norway(who.now()) == who.register_date == date(2024, 12, 9)
        assert who.now().tzinfo is UTC


def test_the_time_of_day_is_kept() -> None:
    in_winter = same_time_on(date(2024, 12, 9), WINTER_NIGHT)
    assert in_winter == datetime(2024, 12, 8, 23, 30, tzinfo=UTC)
    in_summer = same_time_on(date(2024, 7, 1), WINTER_NIGHT)
    assert in_summer == datetime(2024, 6, 30, 22, 30, tzinfo=UTC)


def test_no_code_asks_for_the_zone_of_the_machine() -> None:
    root = Path(cli.__file__).parent.parent
    asks = re.compile(r"\.astimezone\(\)|(?:registered|deleted)_at\.date\(\)|fromtimestamp")
    packages = (root / package for package in ("models", "nir_tui", "rules"))
    files = [path for package in packages for path in package.rglob("*.py")]
    assert len(files) > 100
    assert [str(path) for path in files if asks.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.usefixtures("_zone")
async def test_the_journal_shows_norways_time(world: World) -> None:
    world.person()
    with world.register.write():
        append_entry(replace(actor("y"), clock=lambda: WINTER_NIGHT), JournalAction.GOAL_SET, DUF)
    async with at_keyboard(world.place, duf=DUF) as nir:
        await nir.press("J")
        nir.sees("09.12.2024 00:30")

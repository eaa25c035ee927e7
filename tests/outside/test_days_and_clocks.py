"""Days chosen by the user, clocks set back, and data whose time is up."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from models.administration.check import check_register, examine_register
from models.administration.create import make_register
from models.administration.journal_view import read_lines
from models.administration.purge import purge
from models.changes.apply_change import apply_change
from models.changes.terminations import DeleteTermination, EditTermination, RegisterTermination
from models.exchange.importing.compare_report import compare_report
from models.exchange.importing.run import import_paths
from models.journal.actor import Actor
from models.list_filter import ListFilter
from models.lists.search_journal import write_search
from models.storage.register import open_register
from tests.case_builder import DUF, TODAY, World, actor
from tests.models.exchange.files import ANNA, bundle, nir_report, person
from tests.nir_tui.commands.cli_runner import Run
from tests.sessions.keyboard import at_keyboard

DAY = date(2024, 11, 1)


def test_the_engine_asks_before_it_runs_under_another_day(nir: Run) -> None:
    later = ("--as-of", "2025-06-01", "engine", "run")
    status, out, err = nir(*later)
    assert (status, out) == (1, "")
    assert "kjøres per 01.06.2025, ikke per i dag, 09.12.2024" in err and "--yes" in err
    assert nir(*later, "--dry-run")[0] == 0
    assert nir("engine", "run")[0] == 0
    status, out, _err = nir(*later, "--yes")
    assert status == 0 and "Lagt til:" in out


async def test_on_the_screen_it_wants_a_letter(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, as_of=date(2025, 6, 1)) as nir:
        await nir.type(":")
        await nir.type("regelmotor")
        await nir.press("enter", "ctrl+s")
        nir.sees("Regelmotoren kjøres per 01.06.2025, ikke per i dag, 09.12.2024")
        await nir.press("enter")
        nir.sees_not("Utført:")
        await nir.press("j")
        nir.sees("Utført:")


def at(moment: datetime) -> Actor:
    return Actor("4204-MABE", TODAY, TODAY, lambda: moment)


def test_what_is_written_later_stands_later_whatever_the_clock_says(world: World) -> None:
    world.participant(date(2024, 9, 2))
    noon = datetime(2024, 12, 9, 12, tzinfo=UTC)
    for step, hours in enumerate((0, -5, -9)):
        by = at(noon + timedelta(hours=hours))
        if step == 0:
            apply_change(world.register, by, DUF, RegisterTermination("helse", DAY), confirmed=True)
        elif step == 1:
            apply_change(world.register, by, DUF, EditTermination("ukjent", DAY), confirmed=True)
        else:
            apply_change(world.register, by, DUF, DeleteTermination())
    newest, oldest = world.case().terminations
    assert (newest.reason, oldest.reason) == ("ukjent", "helse")
    assert newest.deleted_at is not None and oldest.deleted_at is not None
    assert oldest.registered_at <= newest.registered_at <= newest.deleted_at
    assert check_register(world.register, actor()) == []


@pytest.mark.register
def test_check_reminds_that_times_ran_backwards(
    place_for: Callable[[str], str], world: World
) -> None:
    noon = datetime(2024, 12, 9, 12, tzinfo=UTC)
    place = place_for("klokke.db")
    make_register(place, at(noon))
    register = open_register(place)
    for hours in (2, 1):
        write_search(register, at(noon + timedelta(hours=hours)), ListFilter(search="hun"))
    result = examine_register(register, actor())
    register.close()
    assert result.findings == []
    [reminder] = result.reminders
    assert "Klokka er stilt tilbake: linje" in str(reminder)
    for hours in (2, 1):
        write_search(world.register, at(noon + timedelta(hours=hours)), ListFilter(search="hun"))
    assert examine_register(world.register, actor()).reminders == [], "a demo register"


@pytest.mark.parametrize(("day", "reminders"), [(date(2027, 7, 28), 0), (date(2027, 7, 29), 1)])
def test_check_reminds_when_the_law_was_read_more_than_a_year_ago(
    world: World, day: date, reminders: int
) -> None:
    found = examine_register(world.register, actor(today=day)).reminders
    assert [str(text) for text in found] == reminders * [
        "Varighetene er kontrollert mot loven per 28.07.2026, for mer enn et år siden."
    ]


def test_a_reminder_changes_no_status(demo_copy: str, nir: Run, tmp_path: Path) -> None:
    unknown = person(ANNA, settled="", start_deadline="", goal="", goal_date="")
    assert nir("import", bundle(tmp_path / "inn", persons=[unknown]))[0] == 0
    status, out, _err = nir("check")
    assert (status, out) == (0, "Påminnelse: 9924 000777 03: ingen dag å regne lagringstiden fra\n")
    status, out, _err = nir("check", "--format", "json")
    output = json.loads(out)
    assert (status, output["findings"], len(output["reminders"])) == (0, [], 1)
    assert nir("check", "--format", "csv")[1].splitlines()[0] == "\ufeffkind;text"


def test_a_former_name_is_erased_too(world: World, tmp_path: Path) -> None:
    """The journal loses it in searches, downloads and the names of imported folders."""
    register = world.register
    values = {"settled": "2005-01-08", "start_deadline": ""}
    for folder, first in (("Ugift Pike", "UGIFT"), ("inn", "GIFT")):
        path = bundle(tmp_path / folder, persons=[person(ANNA, first_name=first, **values)])
        import_paths(register, actor(), [path])
    for text in ("ugift skog", "skog ugift", "gift", "ugift hansen", "noe annet"):
        write_search(register, actor(), ListFilter(search=text))
    assert [one.duf for one in purge(register, actor())] == [ANNA]
    with register.read():
        kept = str(register.execute("SELECT after FROM journal")).casefold()
    assert "ugift" not in kept and "noe annet" in kept
    assert check_register(register, actor()) == []


def test_the_name_of_a_compared_file_is_erased_with_the_person(
    world: World, tmp_path: Path
) -> None:
    values = {"settled": "2005-01-08", "start_deadline": ""}
    import_paths(world.register, actor(), [bundle(tmp_path / "inn", persons=[person(**values)])])
    for name in ("Stille Skog.csv", "asker.csv"):
        compare_report(world.register, actor(), nir_report(tmp_path / name))
    assert [one.duf for one in purge(world.register, actor())] == [ANNA]
    with world.register.read():
        kept = str(world.register.execute("SELECT after FROM journal"))
    assert "Stille" not in kept and "asker.csv" in kept
    assert check_register(world.register, actor()) == []


def test_searches_are_forgotten_after_a_year(world: World) -> None:
    world.participant(date(2024, 9, 2))
    for month in (1, 12):
        by = at(datetime(2023, month, 10, tzinfo=UTC))
        write_search(world.register, by, ListFilter(search="hun"))
    purge(world.register, actor())
    lines = [line for line in read_lines(world.register) if line.action == "list.search"]
    assert [(line.at.month, line.after is None) for line in lines] == [(12, False), (1, True)]
    assert check_register(world.register, actor()) == []


def test_what_a_role_may_not_do_is_journalled_with_the_number(demo_copy: str, nir: Run) -> None:
    assert nir("users", "add", "4204-LESE", "--role", "reader", "--municipality", "4204")[0] == 0
    refused = nir("--user", "4204-LESE", "goal", "992400002200", "grunnskole")
    assert refused[0] == 4
    register = open_register(demo_copy)
    newest = read_lines(register)[0]
    register.close()
    assert (newest.action, newest.duf, newest.by) == ("refused", "992400002200", "4204-LESE")
    assert [line.action for line in read_lines(register)].count("refused") == 1

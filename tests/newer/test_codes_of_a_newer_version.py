"""A code that a newer version wrote is refused in words: no traceback, and no wrong figures."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from models.storage.register import open_register
from nir_tui.cli import main
from tests.sessions.keyboard import at_keyboard

GRANITT = "992400002200"
UNUSABLE = 5
ROOT = Path(__file__).parents[2]
UNKNOWN = "koden «frivillig-arbeid» er ukjent for denne versjonen. Oppgrader nir-tui"


@pytest.fixture
def newer(demo_copy: str) -> str:
    """The demo register, where the newer version has registered its own reason."""
    words = ("termination", "add", GRANITT, "--reason", "dugnad", "--date", "2024-06-01", "--yes")
    subprocess.run(
        [sys.executable, "-m", "tests.newer", "--register", demo_copy, "--user", "x", *words],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return demo_copy


Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(demo_copy: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run a command; return its status and what it writes to standard error."""

    def command(*words: str) -> tuple[int, str]:
        given = (word.format(folder=tmp_path) for word in words)
        status = main(["--register", demo_copy, "--user", "4204-DEMO", *given])
        return status, capsys.readouterr().err

    return command


ADD = ("--reason", "helse", "--date", "2024-06-02", "--yes")
KNOWN = ("--known-at", "2024-12-09")
REFUSED = (
    *(("report",), ("report", "--format", "json"), ("report", "--sort", "reason"), ("persons",)),
    ("report", "--format", "csv", "--out", "{folder}/rapport.csv"),
    ("persons", "--format", "xlsx", "--out", "{folder}/personer.xlsx"),
    *(("report", "--year", "2024"), ("statistics", "--law", "integreringsloven"), ("purge",)),
    *(("person", GRANITT), ("person", GRANITT, "--json"), ("engine", "explain", GRANITT)),
    *(("engine", "run", "--all"), ("engine", "run", "--all", "--dry-run")),
    *(("termination", "add", GRANITT, *ADD), ("termination", "delete", GRANITT, "--yes")),
    ("undo", GRANITT, "--yes"),
    *(("report", *KNOWN), ("statistics", *KNOWN), ("person", GRANITT, *KNOWN)),
    *(("person", GRANITT, "--disclosure"), ("person", GRANITT, "--certificate")),
)


def test_what_would_show_or_count_it_is_refused(newer: str, run: Run) -> None:
    for words in REFUSED:
        status, err = run(*words)
        assert (status, UNKNOWN in err) == (UNUSABLE, True), (words, err)


def test_check_names_it_and_the_rest_goes_on(
    newer: str, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--register", newer, "--user", "4204-DEMO", "check"]) == 1
    assert f"9924 000022 00: {UNKNOWN}" in capsys.readouterr().out
    others = (
        *(("report", "--year", "2023"), ("person", "977722031104"), ("journal",)),
        *(("engine", "run"), ("export", "{folder}/pakke.zip"), ("codes",)),
    )
    for words in others:
        assert run(*words)[0] == 0, words


async def test_every_list_says_it_and_the_session_goes_on(newer: str) -> None:
    for key in ("a", "3", "s"):
        async with at_keyboard(newer) as nir:
            await nir.press(key)
            assert nir.app.is_running
            nir.sees(UNKNOWN)


COMMANDS = (
    *(("report",), ("report", "--year", "2024", "--format", "json"), ("report", "--work-list")),
    *(("persons",), ("persons", "--sort", "goal"), ("statistics", "--law", "integreringsloven")),
    *(("person", GRANITT), ("engine", "explain", GRANITT), ("engine", "run", "--all")),
    *(("termination", "delete", GRANITT, "--yes"), ("undo", GRANITT, "--yes"), ("check",)),
    *(("set-aside", "--list"), ("users", "list"), ("journal",)),
    *(("report", *KNOWN), ("statistics", *KNOWN), ("person", GRANITT, *KNOWN)),
    *(("person", GRANITT, "--disclosure"), ("person", GRANITT, "--certificate")),
)
CODES = (
    *("person.law", "person.category", "person.goal", "person.known"),
    *("report_row.law", "report_row.category", "report_row.goal", "report_row.status"),
    *("report_row.reason", "list_count.law", "list_count.category", "list_count.status"),
    *("list_count.reason", "decision.kind", "measure.kind", "event.kind"),
    *("termination.kind", "termination.reason", "set_aside.because", "register_user.role"),
)


@pytest.mark.parametrize("column", CODES)
async def test_no_unknown_code_is_a_crash(demo_copy: str, run: Run, column: str) -> None:
    until = ("--until", "2025-02-01", "--because", "nav")
    assert run("set-aside", "977722031104", *until)[0] == 0
    write_unknown(demo_copy, *column.split("."))
    for words in COMMANDS:
        status, err = run(*words)
        assert status in (0, 1, UNUSABLE) and "Noe gikk galt" not in err, (words, err)
    async with at_keyboard(demo_copy) as nir:
        for key in ("a", "1", "2", "3", "s", "escape", "m", "M", "d", "0", "o", "4", "enter"):
            await nir.press(key)
            assert nir.app.is_running, key


def write_unknown(place: str, table: str, column: str) -> None:
    """Write a code that nobody knows straight into the database: in every row that had another."""
    statement = (
        f"UPDATE {table} SET {column} = 'tull'"
        f" WHERE {column} = (SELECT min({column}) FROM {table} WHERE {column} <> '')"
    )
    if table == "termination":
        values = {"kind": "'ordinary'", "reason": "'helse'", column: "'tull'"}
        statement = (
            "INSERT INTO termination (person_id, kind, reason, date, municipality, registered_by,"
            f" registered_at) SELECT min(id), {values['kind']}, {values['reason']}, '2024-11-01',"
            " '4204', 'x', '2024-12-01T00:00:00+00:00' FROM person WHERE id NOT IN"
            " (SELECT person_id FROM termination)"
        )
    register = open_register(place)
    with register.write():
        register.execute(statement)
    register.close()

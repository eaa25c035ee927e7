"""A command imports only the modules it needs, measured in a fresh process."""

import subprocess
import sys

import pytest

from nir_tui.commands import FAMILIES, called

# Modules that a command must not import: each costs it tens of milliseconds.
PROMISES = [
    (["--version"], ["peewee", "textual", "rich.console", "models.tables", "xlsxwriter"]),
    (["codes"], ["textual", "xlsxwriter", "nir_tui.screens"]),
    (
        ["person", "992400002200"],
        ["textual", "xlsxwriter", "models.exchange", "models.sample_data.demo"],
    ),
    (["report", "--format", "json"], ["textual", "xlsxwriter", "models.exchange.importing.run"]),
    (
        ["engine", "run", "--dry-run"],
        ["textual", "xlsxwriter", "models.exchange.importing.read_nir_report"],
    ),
    (["report", "--format", "csv"], ["textual", "xlsxwriter"]),
    (["plain"], ["textual", "nir_tui.screens", "nir_tui.widgets"]),
]


def modules_of(*words: str) -> set[str]:
    """Return the modules that a call has imported when it ends."""
    script = (
        "import sys\n"
        "from nir_tui.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print('\\n'.join(['modules:', *sys.modules]), file=sys.stderr)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(run.stderr.split("modules:\n")[1].split())


@pytest.mark.parametrize(("words", "strangers"), PROMISES, ids=lambda value: " ".join(value))
def test_a_call_imports_only_what_it_needs(
    demo_copy: str, words: list[str], strangers: list[str]
) -> None:
    found = modules_of("--register", demo_copy, *words)
    assert "nir_tui.cli" in found
    assert found.isdisjoint(strangers)


@pytest.mark.file
def test_for_a_register_in_a_file_no_driver_of_servers_is_imported(demo_copy: str) -> None:
    assert not any(
        name.startswith("psycopg.") for name in modules_of("--register", demo_copy, "codes")
    )
    found = modules_of("--register", demo_copy, "person", "992400002200")
    assert "peewee" in found and not any(name.startswith("psycopg.") for name in found)


def test_the_first_screen_imports_no_other(demo_copy: str) -> None:
    """Forms, person, rules, files and statistics are imported when a user first opens them."""
    script = (
        "import asyncio, sys\n"
        "import nir_tui.runtime.import_warmup\n"
        "nir_tui.runtime.import_warmup._FIRST = 60\n"
        "from nir_tui.app import NirApp\n"
        "from nir_tui.session.config import Config\n"
        "from nir_tui.session.session import open_session\n"
        "async def look():\n"
        "    app = NirApp(open_session(sys.argv[1], 'x', Config()))\n"
        "    async with app.run_test() as pilot:\n"
        "        await app.workers.wait_for_complete()\n"
        "        await pilot.pause()\n"
        "        assert app.screen.counts.total, 'no rows'\n"
        "asyncio.run(look())\n"
        "print(*sys.modules, sep='\\n')\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, demo_copy], capture_output=True, text=True, check=True
    )
    found = set(run.stdout.split())
    assert "nir_tui.screens.lists.list_screen" in found
    strangers = (
        *("nir_tui.forms", "nir_tui.screens.person.person", "models.exchange", "xlsxwriter"),
        *("models.cases.case", "rules.facts", "rules.engine", "rules.attainment"),
    )
    assert not [name for name in found if name.startswith((*strangers, "tomllib", "argparse"))]


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ([], None),
        (["--version"], None),
        (["report"], "report"),
        (["--register", "report", "persons"], "persons"),
        (["--as-of=2024-01-01", "--user", "ces", "engine", "run"], "engine"),
        (["--register"], None),
    ],
)
def test_the_command_of_a_call(words: list[str], command: str | None) -> None:
    assert called(words) == command


def test_every_command_has_its_family() -> None:
    from nir_tui.commands.command_line import build_parser

    [choices] = [action.choices for action in build_parser()._actions if action.choices]
    assert sorted(choices) == sorted(name for names in FAMILIES.values() for name in names)

"""Every action and field that the program journals has a Norwegian label on the screen."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from models.administration.journal_view import read_lines
from models.cases.stored_case import PERSON_COLUMNS
from models.changes.expected_version import change_label
from models.exchange.importing.journal_rows import _NAMES
from models.journal.actions import JournalAction
from models.journal.reader import JournalEntry
from models.storage.register import Register
from nir_tui.presentation.journal import (
    FIELD_LABELS,
    HIDDEN_FIELDS,
    JOURNAL_ACTION_LABELS,
    change_summary,
)

ROOT = Path(__file__).parents[3]
NAMELESS = change_label("")
CASE_WRITERS = {"JournalLine", "close_active"}
WRITERS = {*CASE_WRITERS, "append_entry"}


def written(writers: set[str]) -> set[JournalAction]:
    """Return the actions that calls of some functions, or an `action` for them, name."""
    sources = [*(ROOT / "models").rglob("*.py"), *(ROOT / "nir_tui").rglob("*.py")]
    return {
        action
        for path in sources
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if writes(node, writers)
        for action in actions_in(node)
    }


def writes(node: ast.AST, writers: set[str]) -> bool:
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) in writers
    if isinstance(node, ast.AnnAssign):
        return ast.unparse(node.target) == "action"
    if isinstance(node, ast.Assign) and writers > CASE_WRITERS:
        return ast.unparse(node.targets[0]) == "action"
    return False


def actions_in(node: ast.AST) -> Iterator[JournalAction]:
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and ast.unparse(part.value) == "JournalAction":
            yield JournalAction[part.attr]


def test_every_action_has_words_and_all_words_are_of_an_action() -> None:
    assert set(JOURNAL_ACTION_LABELS) == set(JournalAction)


def test_every_action_is_written_somewhere() -> None:
    migrations = (ROOT / "models" / "migrations").glob("*.py")
    assert any(f'"{JournalAction.REGISTER_MIGRATE}"' in path.read_text() for path in migrations)
    assert written(WRITERS) == set(JournalAction) - {JournalAction.REGISTER_MIGRATE}


def test_every_change_of_a_case_has_words_for_the_user_who_comes_second() -> None:
    of_cases = written(CASE_WRITERS)
    assert len(of_cases) > 10
    assert {action for action in JournalAction if change_label(action) != NAMELESS} == of_cases


def test_no_field_of_the_demo_journal_is_without_words(demo: Register) -> None:
    lines = read_lines(demo)
    names = {
        name for line in lines for values in (line.before, line.after) for name in values or {}
    }
    names |= {"new", *_NAMES, *PERSON_COLUMNS} - {"version"}
    assert names <= {*FIELD_LABELS, *HIDDEN_FIELDS}


@pytest.mark.parametrize(
    ("before", "after", "output"),
    [
        (
            {"id": 1, "reason": "ikke-registrert", "date": "2024-09-18", "hours": None},
            {"id": 2, "reason": "arbeid", "date": "2024-09-18", "hours": 37.5},
            "årsak: fra Avslutningsårsak ikke registrert til Arbeid · timer: fra ingen til 37,5",
        ),
        (
            None,
            {"kind": "permisjon", "from": "2024-01-02", "to": None},
            "type: Permisjon · fra: 02.01.2024",
        ),
        ({"disabled": False}, {"disabled": True}, "sperret: fra nei til ja"),
        (None, {"files": ["a.csv", "b.csv"]}, "filer: a.csv, b.csv"),
        (
            {"terminations": [{"kind": "ordinary", "reason": "helse", "registered_at": "x"}]},
            {"terminations": [], "goal": "grunnskole"},
            "avslutninger: fra Ordinær avslutning Helsemessige utfordringer til ingen · "
            "sluttmål: fra ingen til Grunnskole",
        ),
        (
            {"kind": "norsk", "from": "2024-03-20", "to": "2024-12-01"},
            None,
            "type: Norskopplæring · fra: 20.03.2024 · til: 01.12.2024",
        ),
        (None, None, ""),
    ],
)
def test_before_and_after_in_words(before: Any, after: Any, output: str) -> None:
    line = JournalEntry(1, datetime(2024, 12, 9, tzinfo=UTC), "ces", "x", None, before, after)
    assert change_summary(line) == output

"""Every action and field that the program journals has a Norwegian label on the screen."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from models.administration.journal_view import read_lines
from models.cases.stored_case import PERSON_COLUMNS
from models.exchange.importing.journal_rows import _NAMES
from models.journal.reader import JournalEntry
from models.storage.register import Register
from nir_tui.presentation.journal import (
    FIELD_LABELS,
    HIDDEN_FIELDS,
    JOURNAL_ACTION_LABELS,
    change_summary,
)

ROOT = Path(__file__).parents[3]
WRITTEN = re.compile(
    r"(?:append_entry\(\s*[\w.]+,\s*|JournalLine\(|(?:action: ClassVar\[str\]|ACTION) = )"
    r'"([a-z.]+)"'
)


def test_no_action_is_without_words() -> None:
    sources = [*(ROOT / "models").rglob("*.py"), *(ROOT / "nir_tui").rglob("*.py")]
    written = {name for path in sources for name in WRITTEN.findall(path.read_text())}
    assert {"person.look", "termination.add", "purge", "session.begin"} <= written
    assert written <= set(JOURNAL_ACTION_LABELS)


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
            "årsak: Avslutningsårsak ikke registrert -> Arbeid · timer: - -> 37,5",
        ),
        (
            None,
            {"kind": "permisjon", "from": "2024-01-02", "to": None},
            "type: Permisjon · fra: 02.01.2024",
        ),
        ({"disabled": False}, {"disabled": True}, "sperret: nei -> ja"),
        (None, {"files": ["a.csv", "b.csv"]}, "filer: a.csv, b.csv"),
        (
            {"terminations": [{"kind": "ordinary", "reason": "helse", "registered_at": "x"}]},
            {"terminations": [], "goal": "grunnskole"},
            "avslutninger: Ordinær avslutning Helsemessige utfordringer -> - · sluttmål: - -> "
            "Grunnskole",
        ),
        (None, None, ""),
    ],
)
def test_before_and_after_in_words(before: Any, after: Any, output: str) -> None:
    line = JournalEntry(1, datetime(2024, 12, 9, tzinfo=UTC), "ces", "x", None, before, after)
    assert change_summary(line) == output
